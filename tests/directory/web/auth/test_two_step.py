"""Two-step sign-in through the pages: set-up, second step, recovery codes, turned off."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine

from directory.models.base import utc_now
from tests.directory.services.people import ADMIN, CHIEF, COORDINATOR, NURSE, PASS, PROFESSIONAL
from tests.directory.web.auth.conftest import Office, Visitor
from tests.pages import words_of

STEP, TWO_STEP, SIGN_IN = "/fi/kirjaudu/vahvistus", "/fi/oma-tili/two-step", "/fi/kirjaudu"
STEP_AHEAD = timedelta(seconds=31)


def set_up(visitor: Visitor, path: str = TWO_STEP) -> tuple[list[str], str]:
    """Set it up; the recovery codes and the seed."""
    page = visitor.read(path)
    seed = words_of(page.one("code", class_="key")).replace(" ", "")
    sealed = page.one("input", name="seed").get("value") or ""
    done = visitor.shown(path, seed=sealed, code=pyotp.TOTP(seed).at(utc_now()))
    return [words_of(code) for code in done.all("code")], seed


@pytest.mark.parametrize("grant", [COORDINATOR, ADMIN], ids=["coordinator", "admin"])
def test_a_role_that_needs_it_opens_after_the_set_up_only(office: Office, grant) -> None:  # type: ignore[no-untyped-def]
    office.person(CHIEF, grant, PROFESSIONAL)
    visitor = office.visitor()
    assert visitor.sign_in(CHIEF).location == TWO_STEP
    for path in ("/fi/oma-tili", "/fi/koordinointi/feedback", "/fi/hallinta/accounts", "/fi/hallinta/invitations"):
        assert visitor.goes(path).startswith(TWO_STEP), path
    assert visitor.client.post("/fi/oma-tili/sessions/others").location.startswith(TWO_STEP)
    assert "/fi/hallinta/accounts" not in visitor.read("/fi/tietoa").links()
    assert visitor.goes("/fi/hallinta/accounts") == f"{TWO_STEP}?next=/fi/hallinta/accounts"
    codes, _seed = set_up(visitor, f"{TWO_STEP}?next=/fi/hallinta/accounts")
    assert len(codes) == 10
    assert visitor.read("/fi/hallinta/accounts")


def test_signing_out_is_possible_before_the_set_up(office: Office) -> None:
    office.person(CHIEF, ADMIN)
    visitor = office.visitor()
    visitor.sign_in(CHIEF)
    visitor.send("/fi/kirjaudu-ulos")
    assert visitor.goes("/fi/oma-tili").startswith(SIGN_IN)


def test_the_session_is_new_and_others_end_after_the_set_up(office: Office) -> None:
    here, there = office.signed_in(NURSE, PROFESSIONAL), office.visitor()
    there.sign_in(NURSE)
    before = here.client.get_cookie("session")
    set_up(here)
    after = here.client.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    old = office.visitor()
    old.client.set_cookie("session", before.value)
    assert here.is_in()
    assert not there.is_in()
    assert not old.is_in()
    assert [letter.subject for letter in office.mail()] == ["Kaksivaiheinen kirjautuminen on käytössä: Toimintahaku"]


def test_password_then_code(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL, two_step=True)
    visitor = office.visitor()
    assert visitor.sign_in(NURSE, path=f"{SIGN_IN}?next=/fi/haku").location == f"{STEP}?next=/fi/haku"
    assert not visitor.is_in()
    page = visitor.refused(f"{STEP}?next=/fi/haku", code="000000")
    field = page.one("input", name="code")
    assert (field.get("autocomplete"), field.get("inputmode"), field.get("value")) == ("one-time-code", "numeric", "")
    assert visitor.send(f"{STEP}?next=/fi/haku", code=office.code()).location == "/fi/haku"
    assert visitor.is_in()


def test_a_code_counts_once(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL, two_step=True)
    code = office.code()
    for status in (302, 400):
        visitor = office.visitor()
        visitor.sign_in(NURSE)
        visitor.send(STEP, status, code=code)


def test_a_link_leads_to_the_code_as_well(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL, two_step=True)
    visitor = office.visitor()
    visitor.send("/fi/kirjaudu/linkki", email=NURSE)
    assert visitor.send(office.mail()[0].link).location == STEP
    assert not visitor.is_in()
    visitor.send(STEP, code=office.code())
    assert visitor.is_in()


def test_a_recovery_code_counts_once_and_tells_what_is_left(office: Office) -> None:
    codes, _seed = set_up(office.signed_in(NURSE, PROFESSIONAL))
    visitor = office.visitor()
    visitor.sign_in(NURSE)
    assert visitor.read(f"{STEP}?recovery=1").one("input", name="code").get("autocomplete") == "off"
    visitor.send(f"{STEP}?recovery=1", code=codes[7])
    assert "9 varakoodia" in visitor.read("/fi/oma-tili").text
    again = office.visitor()
    again.sign_in(NURSE)
    again.refused(f"{STEP}?recovery=1", code=codes[7])
    again.send(f"{STEP}?recovery=1", code=codes[0])


def test_new_recovery_codes_replace_the_old(office: Office) -> None:
    visitor = office.signed_in(NURSE, PROFESSIONAL)
    codes, _seed = set_up(visitor)
    fresh = visitor.shown(f"{TWO_STEP}/codes")
    assert not set(codes) & {words_of(code) for code in fresh.all("code")}
    other = office.visitor()
    other.sign_in(NURSE)
    other.refused(f"{STEP}?recovery=1", code=codes[1])


def test_codes_are_slowed_down(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL, two_step=True)
    visitor = office.visitor()
    visitor.sign_in(NURSE)
    for _ in range(10):
        visitor.refused(STEP, code="000000")
    assert "Liian monta" in visitor.refused(STEP, code=office.code()).text
    with time_machine.travel(utc_now().timestamp() + 16 * 60):
        later = office.visitor()
        later.sign_in(NURSE)
        later.send(STEP, code=office.code())


def test_without_a_session_that_waits_the_step_leads_back(office: Office) -> None:
    visitor = office.visitor()
    assert visitor.goes(STEP) == SIGN_IN
    assert visitor.send(STEP, code="123456").location == SIGN_IN
    office.person(NURSE, PROFESSIONAL, two_step=True)
    visitor.sign_in(NURSE)
    with time_machine.travel(utc_now().timestamp() + 11 * 60):
        assert visitor.send(STEP, code=office.code()).location == SIGN_IN


def test_turning_off_needs_password_and_code(office: Office) -> None:
    visitor = office.signed_in(NURSE, PROFESSIONAL, two_step=True)
    off = f"{TWO_STEP}/off"
    visitor.read(off)
    visitor.refused(off, old="wrong pass phrase", code=office.code(1))
    visitor.refused(off, old=PASS, code="000000")
    visitor.send(off, old=PASS, code=office.code(1))
    assert office.visitor().sign_in(NURSE).location == "/fi/haku"
    assert "poistettiin" in office.mail()[-1].subject


def test_a_short_password_cannot_stay_alone(office: Office) -> None:
    visitor = office.signed_in(NURSE, PROFESSIONAL, two_step=True)
    visitor.send("/fi/oma-tili", do="password", old=PASS, new="kuu ja 7")
    page = visitor.refused(f"{TWO_STEP}/off", old="kuu ja 7", code=office.code(1))
    assert "15" in page.text


def test_where_a_role_needs_it_it_stays_on(office: Office) -> None:
    visitor = office.signed_in(CHIEF, ADMIN, two_step=True)
    assert f"{TWO_STEP}/off" not in visitor.read(TWO_STEP).links()
    assert visitor.send(f"{TWO_STEP}/off", old=PASS, code=office.code(1)).location == TWO_STEP
    account = office.account(CHIEF)
    assert account is not None
    assert account.totp_since is not None


def test_an_old_or_foreign_form_is_answered_with_a_new_key(office: Office) -> None:
    visitor = office.signed_in(NURSE, PROFESSIONAL)
    sealed = visitor.read(TWO_STEP).one("input", name="seed").get("value") or ""
    assert visitor.send(TWO_STEP, seed="made up", code="123456").location == TWO_STEP
    page = visitor.refused(TWO_STEP, seed=sealed, code="12 34")
    assert page.one("input", name="seed").get("value") == sealed  # the phone has this key already


def test_the_qr_code_and_the_key_say_the_same_and_are_stored_nowhere(office: Office) -> None:
    visitor = office.signed_in(NURSE, PROFESSIONAL)
    page = visitor.read(TWO_STEP)
    assert 'class="qr"' in page.html
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", words_of(page.one("code", class_="key")))
    account = office.account(NURSE)
    assert account is not None
    assert account.totp_secret == ""  # looking stores nothing
    assert page.headers["Cache-Control"] == "no-store"


NEW_PHONE = f"{TWO_STEP}/new-phone"


def another_phone(visitor: Visitor) -> tuple[str, str]:
    """A phone to be: the sealed key and its code."""
    page = visitor.read(NEW_PHONE)
    seed = words_of(page.one("code", class_="key")).replace(" ", "")
    return page.one("input", name="seed").get("value") or "", seed


@pytest.mark.parametrize("grant", [PROFESSIONAL, ADMIN], ids=["professional", "admin"])
def test_another_phone_takes_the_place_of_the_one_there_is(office: Office, grant) -> None:  # type: ignore[no-untyped-def]
    chief, other = office.signed_in(CHIEF, grant, two_step=True), office.visitor()
    assert NEW_PHONE in chief.read(TWO_STEP).links()
    with time_machine.travel(utc_now() + STEP_AHEAD):
        other.sign_in(CHIEF)
        other.send(STEP, code=office.code())
    with time_machine.travel(utc_now() + 2 * STEP_AHEAD):
        sealed, seed = another_phone(chief)
        new = pyotp.TOTP(seed).at(utc_now())
        chief.refused(NEW_PHONE, seed=sealed, code=new, present="000000")
        chief.refused(NEW_PHONE, seed=sealed, code="000000", present=office.code())
        assert other.is_in()
        before = chief.client.get_cookie("session")
        shown = chief.shown(NEW_PHONE, seed=sealed, code=new, present=office.code())
        after = chief.client.get_cookie("session")
        assert len(shown.all("code")) == 10
        assert before is not None
        assert after is not None
        assert before.value != after.value
        assert not other.is_in()
        assert chief.is_in()
        assert "toinen puhelin" in office.mail()[-1].subject
    with time_machine.travel(utc_now() + 3 * STEP_AHEAD):
        other.sign_in(CHIEF)
        other.refused(STEP, code=office.code())
        other.send(STEP, code=pyotp.TOTP(seed).at(utc_now()))
        assert other.is_in()


def test_who_lost_the_phone_takes_another_with_a_recovery_code(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    codes, _seed = set_up(nurse)
    sealed, seed = another_phone(nurse)
    new = pyotp.TOTP(seed).at(utc_now())
    fresh = [words_of(code) for code in nurse.shown(NEW_PHONE, seed=sealed, code=new, present=codes[3]).all("code")]
    # Neither that code nor the others of before work any more.
    sealed, seed = another_phone(nurse)
    for spent in (codes[3], codes[4]):
        nurse.refused(NEW_PHONE, seed=sealed, code=pyotp.TOTP(seed).at(utc_now()), present=spent)
    nurse.shown(NEW_PHONE, seed=sealed, code=pyotp.TOTP(seed).at(utc_now()), present=fresh[0])


def test_codes_of_the_present_phone_cannot_be_guessed_without_end(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL, two_step=True)
    sealed, seed = another_phone(nurse)
    for _ in range(10):
        nurse.refused(NEW_PHONE, seed=sealed, code=pyotp.TOTP(seed).at(utc_now()), present="123456")
    with time_machine.travel(utc_now() + STEP_AHEAD):
        page = nurse.refused(NEW_PHONE, seed=sealed, code=pyotp.TOTP(seed).at(utc_now()), present=office.code())
        assert "Liian monta yritystä" in page.text


def test_without_a_phone_there_is_none_to_change(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    assert nurse.goes(NEW_PHONE) == TWO_STEP
    nurse.send(NEW_PHONE, seed="", code="123456", present="123456")
    account = office.account(NURSE)
    assert account is not None
    assert account.totp_since is None


def test_another_phone_asks_for_a_fresh_proof(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL, two_step=True)
    with time_machine.travel(utc_now().timestamp() + 11 * 60):
        assert nurse.goes(NEW_PHONE).startswith("/fi/oma-tili/prove")
