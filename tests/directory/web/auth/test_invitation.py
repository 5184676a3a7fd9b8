"""Invited: with a new account, with the one there is, without mail."""

import re

import pytest

from tests.directory.services.people import ADMIN, CHIEF, COORDINATOR, GUIDE, LIEKSA, NURSE, PASS, PROFESSIONAL
from tests.directory.web.auth.conftest import Office, Visitor
from tests.pages import words_of

NEW, LIST = "/fi/hallinta/invitations/new", "/fi/hallinta/invitations"
PLACE = {"role": "professional", "place": f"municipality:{LIEKSA}"}


def invited(office: Office, chief: Visitor, email: str = NURSE, language: str = "sv") -> str:
    chief.send(NEW, email=email, name="Aino", language=language, **PLACE)
    [letter] = office.mail()
    assert letter.to == email
    return letter.link


@pytest.fixture
def chief(office: Office) -> Visitor:
    return office.signed_in(CHIEF, ADMIN, two_step=True)


def test_from_the_invitation_to_the_own_account(office: Office, chief: Visitor) -> None:
    link = invited(office, chief)
    assert link.startswith("/sv/inbjudan?key=")
    nurse = office.visitor()
    page = nurse.read(link)
    assert "Yrkesperson, Lieksa" in page.text
    assert "Johtaja" in page.text
    assert page.one("input", name="new").get("autocomplete") == "new-password"
    assert page.one("input", name="name").get("value") == "Aino"
    assert office.account(NURSE) is None  # mail scanners open links by themselves
    page = nurse.refused(link, name="Aino K", language="sv", way="password", new="kort")
    assert page.one("input", name="name").get("value") == "Aino K"
    assert page.one("input", name="new").get("value") in (None, "")
    nurse.refused(link, name="", language="sv", way="link")
    nurse.send(link, name="Aino K", language="sv", way="password", new="yksi ämpäri mansikoita")
    assert nurse.is_in()
    assert "ei enää toimi" in words_of(office.visitor().read(link.replace("/sv/inbjudan", "/fi/kutsu"), 404).one("h1"))
    assert office.visitor().sign_in(NURSE, "yksi ämpäri mansikoita").status_code == 302


def test_without_a_password_one_signs_in_by_link_only(office: Office, chief: Visitor) -> None:
    nurse = office.visitor()
    nurse.send(invited(office, chief), name="Aino", language="fi", way="link", new="")
    account = office.account(NURSE)
    assert account is not None
    assert account.password_hash == ""
    assert "ilman salasanaa" in nurse.read("/fi/oma-tili").text


def test_who_has_an_account_signs_in_and_gets_the_role(office: Office, chief: Visitor) -> None:
    office.person(NURSE)
    link = invited(office, chief)
    nurse = office.visitor()
    page = nurse.read(link)
    assert page.all("input", name="new") == []
    [onward] = [one for one in page.links() if one.startswith("/sv/logga-in?next=")]
    assert nurse.sign_in(NURSE, PASS, onward).location == link
    before = nurse.client.get_cookie("session")
    phone = office.visitor()
    phone.sign_in(NURSE)
    assert NURSE in nurse.read(link).text
    nurse.send(link)
    assert not phone.is_in()
    after = nurse.client.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    account = office.account(NURSE)
    assert account is not None
    assert [one.role for one in account.memberships] == ["professional"]
    assert "Lieksa" in nurse.read("/fi/oma-tili").text


def test_invitations_wait_in_a_list_are_sent_again_and_taken_back(office: Office, chief: Visitor) -> None:
    first = invited(office, chief)
    page = chief.read(LIST)
    assert NURSE in page.text
    public_id = re.search(rf'action="{LIST}/([^"]+)"', page.html)
    assert public_id
    chief.send(f"{LIST}/{public_id[1]}", do="resend")
    [letter] = office.mail()
    assert letter.link != first
    office.visitor().read(first, 404)
    chief.send(f"{LIST}/{public_id[1]}", do="withdraw")
    office.visitor().read(letter.link, 404)
    assert NURSE not in chief.read(LIST).one("main").itertext()
    chief.send(f"{LIST}/{public_id[1]}", 404, do="resend")


def test_what_was_typed_stays_when_something_is_wrong(office: Office, chief: Visitor) -> None:
    page = chief.refused(NEW, email="no address", name="Aino", language="sv", **PLACE)
    assert page.one("input", name="email").get("value") == "no address"
    assert [o.get("value") for o in page.all("option", selected="")] == [PLACE["place"], "sv"]
    chief.refused(NEW, email=NURSE, name="", language="sv", role="editor", place="")
    assert office.mail() == []


def test_an_organisation_is_found_by_a_part_of_its_name(office: Office, chief: Visitor) -> None:
    from tests.directory.services.cast import association

    with office.app.extensions["database"].write() as session:
        organisation = association(session, "Pielisen Äijäkerho ry").public_id
    page = chief.read(f"{NEW}?role=editor&find=äijä")
    [link] = [one for one in page.links() if organisation in one]
    assert "Äijäkerho" in chief.read(link).text
    chief.send(NEW, email=NURSE, name="", language="fi", role="editor", place=f"organisation:{organisation}")
    assert "Pielisen Äijäkerho ry" in office.mail()[0].body
    assert "Tarkista kirjoitusasu" in chief.read(f"{NEW}?role=editor&find=xyz").text


def test_a_coordinator_is_offered_the_own_area_only(office: Office) -> None:
    guide = office.signed_in(GUIDE, COORDINATOR, two_step=True)
    roles = [words_of(one) for one in guide.read(NEW).all("a", class_="answer")]
    assert "Pääkäyttäjä" not in roles
    assert "Koordinaattori" in roles
    towns = {o.get("value") for o in guide.read(f"{NEW}?role=coordinator").all("option")}
    assert f"municipality:{LIEKSA}" in towns
    assert "municipality:091" not in towns
    guide.send(NEW, 403, email=NURSE, name="", language="fi", role="admin", place="")
    guide.send(NEW, 403, email=NURSE, name="", language="fi", role="coordinator", place="municipality:091")
    assert office.mail() == []


def test_others_invite_nobody(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    nurse.goes(NEW, 403)
    nurse.goes(LIST, 403)
    nurse.send(NEW, 403, email="a@b.example", name="", language="fi", **PLACE)


def test_without_mail_the_inviter_hands_the_link_over(mute: Office) -> None:
    chief = mute.signed_in(CHIEF, ADMIN, two_step=True)
    page = chief.shown(NEW, email=NURSE, name="", language="sv", **PLACE)
    found = re.search(r"http://[^/]+(/sv/inbjudan\?key=\S+)", words_of(page.one("textarea")))
    assert found
    nurse = mute.visitor()
    assert nurse.read(found[1]).all("input", name="way") == []  # without mail there is no sign-in by link
    nurse.send(found[1], name="Aino", language="fi", way="link", new="yksi ämpäri mansikoita")
    assert mute.visitor().sign_in(NURSE, "yksi ämpäri mansikoita").status_code == 302
