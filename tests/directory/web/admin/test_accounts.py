"""Accounts on their pages: found, given roles, closed, reset."""

import re

import pytest
import time_machine

from directory.models.base import utc_now
from directory.services.access import Grant
from directory.vocabulary import Role
from tests.directory.services.people import (
    ADMIN,
    CHIEF,
    COORDINATOR,
    GUIDE,
    KAJAANI,
    LIEKSA,
    NURSE,
    PASS,
    PROFESSIONAL,
)
from tests.directory.web.auth.conftest import Office, Visitor
from tests.pages import words_of

ACCOUNTS = "/fi/hallinta/accounts"
FAR = Grant(Role.PROFESSIONAL, municipality=KAJAANI)


@pytest.fixture
def chief(office: Office) -> Visitor:
    return office.signed_in(CHIEF, ADMIN, two_step=True)


def test_accounts_are_found_by_name_and_role(office: Office, chief: Visitor) -> None:
    office.person(NURSE, PROFESSIONAL)
    office.person("kaukana@sote.example", FAR)
    page = chief.read(ACCOUNTS)
    assert [words_of(one) for one in page.all("h2")] == ["Hoitaja", "Johtaja", "Kaukana"]
    assert [words_of(one) for one in chief.read(f"{ACCOUNTS}?q=hoit").all("h2")] == ["Hoitaja"]
    assert [words_of(one) for one in chief.read(f"{ACCOUNTS}?role=admin").all("h2")] == ["Johtaja"]
    assert "Hakuun ei sovi" in chief.read(f"{ACCOUNTS}?q=nobody").text
    for bad in ("role=queen", "page=x", "page=-1"):
        chief.goes(f"{ACCOUNTS}?{bad}", 400)


def test_a_coordinator_sees_the_own_area_and_changes_nothing(office: Office) -> None:
    near, far = office.person(NURSE, PROFESSIONAL), office.person("kaukana@sote.example", FAR)
    guide = office.signed_in(GUIDE, COORDINATOR, two_step=True)
    assert [words_of(one) for one in guide.read(ACCOUNTS).all("h2")] == ["Hoitaja", "Koordinaattori"]
    page = guide.read(f"{ACCOUNTS}/{near}")
    assert [form.get("action") for form in page.one("main").iter("form")] == []
    guide.goes(f"{ACCOUNTS}/{far}", 404)
    guide.goes(f"{ACCOUNTS}/{near}/roles", 403)
    guide.send(f"{ACCOUNTS}/{near}/roles", 403, role="admin", place="")
    guide.send(f"{ACCOUNTS}/{near}/roles/1", 403)
    for do in ("disable", "enable", "end_sessions", "reset"):
        guide.send(f"{ACCOUNTS}/{near}/change", 403, do=do)
        guide.send(f"{ACCOUNTS}/{far}/change", 404, do=do)


def test_others_see_no_accounts(office: Office) -> None:
    near = office.person("kaukana@sote.example", FAR)
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    nurse.goes(ACCOUNTS, 403)
    nurse.goes(f"{ACCOUNTS}/{near}", 404)


def test_a_role_is_given_and_taken_away(office: Office, chief: Visitor) -> None:
    public_id = office.person(NURSE)
    here = f"{ACCOUNTS}/{public_id}"
    assert len(chief.read(f"{here}/roles").all("a", class_="answer")) == 4
    chief.read(f"{here}/roles?role=coordinator")
    chief.refused(f"{here}/roles", role="coordinator", place="municipality:000")
    chief.send(f"{here}/roles", role="coordinator", place=f"municipality:{LIEKSA}")
    chief.refused(f"{here}/roles", role="coordinator", place=f"municipality:{LIEKSA}")
    page = chief.read(here)
    assert "Koordinaattori, Lieksa" in page.text
    remove = re.search(rf'action="({here}/roles/\d+)"', page.html)
    assert remove
    chief.send(remove[1])
    text = chief.read(here).text
    assert "Rooli poistettiin: Koordinaattori, Lieksa" in text
    assert "Johtaja" in text


def test_a_closed_account_is_out_at_once_and_can_be_opened(office: Office, chief: Visitor) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    account = office.account(NURSE)
    assert account is not None
    here = f"{ACCOUNTS}/{account.public_id}"
    chief.send(f"{here}/change", do="disable")
    assert not nurse.is_in()
    assert nurse.sign_in(NURSE).status_code == 400
    assert "suljettu" in chief.read(here).text
    chief.send(f"{here}/change", do="enable")
    assert nurse.sign_in(NURSE).status_code == 302
    chief.send(f"{here}/change", do="end_sessions")
    assert not nurse.is_in()
    chief.send(f"{here}/change", 400, do="something else")


def test_a_reset_is_told_by_mail_and_a_link_lets_in_again(office: Office, chief: Visitor) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL, two_step=True)
    account = office.account(NURSE)
    assert account is not None
    chief.send(f"{ACCOUNTS}/{account.public_id}/change", do="reset")
    assert not nurse.is_in()
    [letter] = office.mail()
    assert (letter.to, letter.link) == (NURSE, "/fi/kirjaudu/linkki")
    assert nurse.sign_in(NURSE).status_code == 400
    nurse.send(letter.link, email=NURSE)
    nurse.send(office.mail()[0].link)
    assert nurse.is_in()


def test_without_mail_a_reset_gives_a_link_to_hand_over(mute: Office) -> None:
    public_id = mute.person(NURSE, PROFESSIONAL)
    chief = mute.signed_in(CHIEF, ADMIN, two_step=True)
    page = chief.shown(f"{ACCOUNTS}/{public_id}/change", do="reset")
    link = re.search(r"http://[^/]+(/fi/kirjaudu/\S+)", words_of(page.one("textarea")))
    assert link
    nurse = mute.visitor()
    nurse.send(link[1], new="yksi ämpäri mansikoita")
    assert nurse.sign_in(NURSE, "yksi ämpäri mansikoita").status_code == 302


def test_the_own_and_the_last_administrators_account_stay(office: Office, chief: Visitor) -> None:
    account = office.account(CHIEF)
    assert account is not None
    here = f"{ACCOUNTS}/{account.public_id}"
    for do in ("disable", "reset"):
        chief.refused(f"{here}/change", do=do)
    chief.refused(f"{here}/roles/{account.memberships[0].id}")


def test_changes_ask_for_a_fresh_proof(office: Office, chief: Visitor) -> None:
    public_id = office.person(NURSE, PROFESSIONAL)
    with time_machine.travel(utc_now().timestamp() + 11 * 60):
        page = chief.shown(f"{ACCOUNTS}/{public_id}/change", do="disable")
        assert page.one("input", name="proof").get("autocomplete") == "current-password"
        account = office.account(NURSE)
        assert account is not None
        assert account.active
        chief.send(f"{ACCOUNTS}/{public_id}/change", do="disable", proof=PASS)
        account = office.account(NURSE)
        assert account is not None
        assert not account.active


@pytest.mark.parametrize("way", ["given", "taken away"])
def test_a_changed_role_ends_every_session_of_before(office: Office, chief: Visitor, way: str) -> None:
    """Rights are read with each request; the session itself must be a new one too (OWASP ASVS 5.0.0, 7.2.4)."""
    desk, phone = office.signed_in(NURSE, PROFESSIONAL), office.visitor()
    phone.sign_in(NURSE)
    account = office.account(NURSE)
    assert account is not None
    here = f"{ACCOUNTS}/{account.public_id}"
    if way == "given":
        chief.send(f"{here}/roles", role="coordinator", place=f"municipality:{LIEKSA}")
        assert "seuraavan kerran" in chief.read(here).text
    else:
        chief.send(f"{here}/roles/{account.memberships[0].id}")
        assert "kirjattiin ulos kaikkialta" in chief.read(here).text
    assert not desk.is_in()
    assert not phone.is_in()
    assert chief.is_in()
    assert desk.sign_in(NURSE).status_code == 302


def test_the_own_roles_change_under_a_new_session(office: Office, chief: Visitor) -> None:
    office.person("toinen@sote.example", ADMIN)
    account = office.account(CHIEF)
    assert account is not None
    here = f"{ACCOUNTS}/{account.public_id}"
    other = office.visitor()
    other.sign_in(CHIEF)
    other.send("/fi/kirjaudu/vahvistus", code=office.code(1))
    assert other.is_in()
    before = chief.client.get_cookie("session")
    assert before is not None
    chief.send(f"{here}/roles", role="coordinator", place=f"municipality:{LIEKSA}")
    assert chief.is_in()
    assert not other.is_in()
    stale = office.visitor()
    stale.client.set_cookie("session", before.value)
    assert not stale.is_in()
    # Whoever gives up administration has nothing more to do here.
    assert chief.send(f"{here}/roles/{account.memberships[0].id}").location == "/fi/oma-tili"
    chief.goes("/fi/hallinta/domains", 403)
    chief.read(ACCOUNTS)
