"""The own account: a fresh proof before changes, another address, own data, closing."""

import orjson
import pytest
import time_machine

from directory.models.base import utc_now
from tests.directory.services.people import ADMIN, CHIEF, NURSE, PASS, PROFESSIONAL
from tests.directory.web.auth.conftest import Office
from tests.pages import words_of

ACCOUNT, PROVE = "/fi/oma-tili", "/fi/oma-tili/prove"
LATER = 11 * 60  # seconds: a proof is older than ten minutes by then


@pytest.mark.parametrize("path", ["email", "close", "two-step", "data.json"])
def test_an_open_browser_alone_does_not_reach_what_matters(office: Office, path: str) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    assert nurse.client.get(f"{ACCOUNT}/{path}").status_code == 200
    with time_machine.travel(utc_now().timestamp() + LATER):
        target = nurse.goes(f"{ACCOUNT}/{path}")
        assert target == f"{PROVE}?next={ACCOUNT}/{path}"
        nurse.read(target)
        nurse.refused(target, proof="wrong pass phrase")
        assert nurse.goes(f"{ACCOUNT}/{path}") == target
        assert nurse.send(target, proof=PASS).location == f"{ACCOUNT}/{path}"
        assert nurse.client.get(f"{ACCOUNT}/{path}").status_code == 200


def test_a_form_that_comes_late_is_kept_while_the_proof_is_asked_for(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    with time_machine.travel(utc_now().timestamp() + LATER):
        page = nurse.shown(f"{ACCOUNT}/email", email="uusi@sote.example")
        assert page.one("input", name="email").get("value") == "uusi@sote.example"
        assert office.mail() == []
        page = nurse.refused(f"{ACCOUNT}/email", email="uusi@sote.example", proof="wrong pass phrase")
        assert page.one("input", name="email").get("value") == "uusi@sote.example"
        nurse.send(f"{ACCOUNT}/email", email="uusi@sote.example", proof=PASS)
        assert [letter.to for letter in office.mail()] == ["uusi@sote.example"]


def test_a_proof_can_be_a_link_by_mail(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL, password="")
    nurse = office.visitor()
    nurse.send("/fi/kirjaudu/linkki", email=NURSE)
    nurse.send(office.mail()[0].link)
    with time_machine.travel(utc_now().timestamp() + LATER):
        target = nurse.goes(f"{ACCOUNT}/email")
        assert nurse.read(target).all("input", name="proof") == []
        nurse.send(target, do="link")
        assert nurse.send(office.mail()[0].link).location == f"{ACCOUNT}/email"
        nurse.read(f"{ACCOUNT}/email")


def test_another_address_is_confirmed_by_mail_and_told_to_the_old_one(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    nurse.send(f"{ACCOUNT}/email", email="Uusi@sote.example")
    [letter] = office.mail()
    assert letter.to == "Uusi@sote.example"
    assert "uusi@sote.example" in nurse.read(letter.link).text
    assert office.account(NURSE) is not None  # reading changes nothing
    assert office.visitor().goes(letter.link).startswith("/fi/kirjaudu?next=")
    nurse.send(letter.link)
    assert [one.to for one in office.mail()] == [NURSE]
    assert office.account("uusi@sote.example") is not None
    nurse.read(letter.link, 404)
    assert office.visitor().sign_in("uusi@sote.example").status_code == 302


def test_an_address_in_use_is_told_to_its_owner_only(office: Office) -> None:
    office.person(CHIEF, ADMIN)
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    answers = []
    for email in (CHIEF, "vapaa@sote.example"):
        location = nurse.send(f"{ACCOUNT}/email", email=email).location
        answers.append(nurse.read(location).text)
    assert answers[0] == answers[1]
    assert [letter.subject for letter in office.mail()] == [
        "Sähköpostiosoitteesi on jo käytössä",
        "Vahvista uusi sähköpostiosoitteesi",
    ]
    nurse.refused(f"{ACCOUNT}/email", email=NURSE)


def test_signed_out_everywhere_else(office: Office) -> None:
    here, there = office.signed_in(NURSE, PROFESSIONAL), office.visitor()
    there.sign_in(NURSE)
    here.send(f"{ACCOUNT}/sessions/others")
    assert here.is_in()
    assert not there.is_in()


def test_own_data_as_a_file(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    response = nurse.client.get(f"{ACCOUNT}/data.json")
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"
    assert orjson.loads(response.data)["account"]["email"] == NURSE


def test_closing_the_account_after_a_tick(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    nurse.read(f"{ACCOUNT}/close")
    nurse.refused(f"{ACCOUNT}/close")
    nurse.send(f"{ACCOUNT}/close", sure="yes")
    assert office.account(NURSE) is None
    assert not nurse.is_in()
    assert [letter.subject for letter in office.mail()] == ["Tilisi suljettiin: Toimintahaku"]
    chief = office.signed_in(CHIEF, ADMIN, two_step=True)
    assert "ainoa pääkäyttäjä" in chief.refused(f"{ACCOUNT}/close", sure="yes").text


def test_a_changed_password_is_told_by_mail_and_the_session_is_new(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    before = nurse.client.get_cookie("session")
    nurse.send(ACCOUNT, do="password", old=PASS, new="yksi ämpäri mansikoita")
    after = nurse.client.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert nurse.is_in()
    assert [letter.to for letter in office.mail()] == [NURSE]


def test_the_present_password_cannot_be_guessed_without_end(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    for _ in range(10):
        nurse.refused(ACCOUNT, do="password", old="wrong pass phrase", new="yksi ämpäri mansikoita")
    page = nurse.refused(ACCOUNT, do="password", old=PASS, new="yksi ämpäri mansikoita")
    assert "Liian monta" in page.text


def test_signing_in_again_ends_the_session_of_before(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    nurse.sign_in(NURSE)
    account = office.account(NURSE)
    assert account is not None
    assert len(account.sessions) == 1
    assert words_of(nurse.read(ACCOUNT).one("h1")) == "Oma tili"
