"""Signing in with a link by mail, and setting a forgotten password."""

import pytest
import time_machine
from flask.sessions import SecureCookieSessionInterface

from directory.models.base import utc_now
from tests.directory.services.people import NURSE, PASS, PROFESSIONAL
from tests.directory.web.auth.conftest import Office
from tests.pages import words_of

LINK = "/fi/kirjaudu/linkki"


def test_a_known_and_an_unknown_address_get_the_same_answer(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL)
    pages = []
    for email in (NURSE, "nobody@sote.example"):
        visitor = office.visitor()
        response = visitor.send(LINK, email=email)
        pages.append((response.status_code, response.location, visitor.read(response.location).text))
    assert pages[0] == pages[1]
    assert [letter.to for letter in office.mail()] == [NURSE]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_link_signs_in_by_a_button_once(office: Office, language: str) -> None:
    office.person(NURSE, PROFESSIONAL, password="")
    visitor = office.visitor()
    visitor.send({"fi": LINK, "sv": "/sv/logga-in/lank", "en": "/en/sign-in/link"}[language], email=NURSE.upper())
    [letter] = office.mail()
    assert letter.link.startswith(LINK)  # in the language of the person, not of the page
    assert NURSE in visitor.read(letter.link).text
    assert not visitor.is_in()  # reading it signs nobody in
    assert visitor.send(letter.link).location == "/fi/haku"
    assert visitor.is_in()
    assert "ei enää toimi" in words_of(office.visitor().read(letter.link, 404).one("h1"))


def test_another_browser_is_told_what_to_do_and_the_link_stays_good(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL)
    asking, other = office.visitor(), office.visitor()
    asking.send(LINK, email=NURSE)
    [letter] = office.mail()
    page = other.read(letter.link, 403)
    assert "selaimeen" in words_of(page.one("h1"))
    assert LINK in page.links()
    other.send(letter.link, 403)
    assert not other.is_in()
    asking.send(letter.link)
    assert asking.is_in()


def test_a_link_dies_after_ten_minutes(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL)
    visitor = office.visitor()
    visitor.send(LINK, email=NURSE)
    [letter] = office.mail()
    with time_machine.travel(utc_now().timestamp() + 601):
        visitor.send(letter.link, 404)
    assert not visitor.is_in()


def test_coming_back_to_the_page_that_needed_it(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL)
    visitor = office.visitor()
    page = visitor.read(f"{LINK}?next=/sv/mitt-konto/close")
    assert page.one("input", name="next").get("value") == "/sv/mitt-konto/close"
    visitor.send(LINK, email=NURSE, next="/sv/mitt-konto/close")
    assert visitor.send(office.mail()[0].link).location == "/sv/mitt-konto/close"


def test_nobody_is_sent_to_another_site(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL)
    visitor = office.visitor()
    visitor.send(LINK, email=NURSE, next="https://evil.example/")
    [letter] = office.mail()
    assert "evil" not in letter.body
    assert visitor.send(f"{letter.link}&next=//evil.example/").location == "/fi/haku"


def test_a_forgotten_password_is_set_after_a_link(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL)
    visitor = office.visitor()
    assert any("for=password" in link for link in visitor.read("/fi/kirjaudu").links())
    visitor.send(LINK, email=NURSE, for_="password")
    target = visitor.send(office.mail()[0].link).location
    assert "15" in visitor.read(target).text
    visitor.refused(target, new="lyhyt")
    visitor.send(target, new="yksi ämpäri mansikoita")
    assert [letter.subject for letter in office.mail()] == ["Salasanasi vaihdettiin: Toimintahaku"]
    assert office.visitor().sign_in(NURSE).status_code == 400
    assert office.visitor().sign_in(NURSE, "yksi ämpäri mansikoita").status_code == 302


def test_the_old_password_is_needed_without_a_link(office: Office) -> None:
    visitor = office.signed_in(NURSE, PROFESSIONAL)
    assert visitor.goes("/fi/oma-tili/password") == f"{LINK}?for=password"
    visitor.send("/fi/oma-tili/password", new="yksi ämpäri mansikoita")
    assert office.visitor().sign_in(NURSE, PASS).status_code == 302


def test_links_can_be_asked_for_a_few_times_only(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL)
    for email in (NURSE, "nobody@sote.example"):
        for _ in range(4):
            office.visitor().send(LINK, email=email)
        page = office.visitor().refused(LINK, 429, email=email)
        assert page.one("input", name="email").get("value") == email
    assert len(office.mail()) == 4


def test_what_is_no_address_is_told(office: Office) -> None:
    page = office.visitor().refused(LINK, email="hoitaja at sote")
    assert page.one("input", name="email").get("value") == "hoitaja at sote"


def test_without_mail_no_link_is_offered(mute: Office) -> None:
    visitor = mute.visitor()
    assert LINK not in visitor.read("/fi/kirjaudu").links()
    page = visitor.read(LINK)
    assert page.all("input", name="email") == []
    assert "ei voi lähettää" in page.text
    assert "email" not in visitor.read("/fi/liity").html.split("<main")[1].split("</main")[0]


def test_tokens_and_addresses_are_in_no_log(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.person(NURSE, PROFESSIONAL)
    visitor = office.visitor()
    with caplog.at_level("INFO"):
        visitor.send(LINK, email=NURSE)
        link = office.mail()[0].link
        visitor.read(link)
        visitor.send(link)
    key = link.split("key=")[1].split("&")[0]
    text = " ".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert "signed in" in text
    assert key not in text
    assert NURSE not in text


def test_the_cookie_does_not_carry_the_links_token(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL)
    visitor = office.visitor()
    visitor.send(LINK, email=NURSE)
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    serializer = SecureCookieSessionInterface().get_signing_serializer(office.app)
    assert serializer is not None
    key = office.mail()[0].link.split("key=")[1]
    assert key not in str(serializer.loads(cookie.value))
