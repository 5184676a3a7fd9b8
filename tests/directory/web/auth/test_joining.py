"""Joining by oneself: the same answer for every address, a workplace at the end."""

from tests.directory.services.people import KAINUU, NURSE, PROFESSIONAL, domain, workplace
from tests.directory.web.auth.conftest import Office

JOIN, PLACE = "/fi/liity", "/fi/liity/workplace"


def listed(office: Office) -> dict[str, str]:
    with office.app.extensions["database"].write() as session:
        domain(session)
        return {
            "here": workplace(session, "Lieksan sote-keskus", towns=("422",)).public_id,
            "there": workplace(session, "Kajaanin sote-keskus", county=KAINUU).public_id,
        }


def test_listed_unlisted_and_known_addresses_get_the_same_answer(office: Office) -> None:
    listed(office)
    office.person("tuttu@sote.example", PROFESSIONAL)
    pages = []
    for email in (NURSE, "vieras@muualla.example", "tuttu@sote.example"):
        visitor = office.visitor()
        response = visitor.send(JOIN, email=email)
        pages.append((response.location, visitor.read(response.location).text))
    assert len(set(pages)) == 1
    assert {letter.to: letter.subject for letter in office.mail()} == {
        NURSE: "Vahvista osoitteesi: Toimintahaku",
        "tuttu@sote.example": "Sinulla on jo tili: Toimintahaku",
    }


def test_from_the_address_to_the_workplace(office: Office) -> None:
    places = listed(office)
    visitor = office.visitor()
    assert JOIN in visitor.read("/fi/kirjaudu").links()
    visitor.send(JOIN, email=NURSE)
    link = office.mail()[0].link
    assert "Lieksa" not in visitor.read(link).one("main").itertext()
    assert visitor.send(link, name="Aino", language="fi", way="link").location == PLACE
    options = {o.get("value") for o in visitor.read(PLACE).all("option")}
    assert options == {"", places["here"]}
    visitor.refused(PLACE, workplace=places["there"])
    visitor.send(PLACE, workplace=places["here"])
    assert "Lieksan sote-keskus" in visitor.read("/fi/oma-tili").text
    visitor.send(PLACE, workplace="")
    assert PLACE in visitor.read("/fi/oma-tili").links()


def test_somebody_known_comes_in_by_the_link_in_the_mail(office: Office) -> None:
    listed(office)
    office.person(NURSE, PROFESSIONAL)
    visitor = office.visitor()
    visitor.send(JOIN, email=NURSE)
    visitor.send(office.mail()[0].link)
    assert visitor.is_in()


def test_joining_is_not_offered_while_no_domain_is_listed(office: Office) -> None:
    assert JOIN not in office.visitor().read("/fi/kirjaudu").links()


def test_a_mistyped_address_stays_on_the_page(office: Office) -> None:
    page = office.visitor().refused(JOIN, email="hoitaja@")
    assert page.one("input", name="email").get("value") == "hoitaja@"


def test_asking_is_slowed_down(office: Office) -> None:
    listed(office)
    visitor = office.visitor()
    for _ in range(4):
        visitor.send(JOIN, email=NURSE)
    visitor.refused(JOIN, 429, email=NURSE)
