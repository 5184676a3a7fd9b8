"""Accounts, passwords, sessions and the permission table."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from directory.db import Database
from directory.errors import Conflict, Forbidden, InvalidChange, NotFound
from directory.services import accounts, passwords, signing_in
from directory.services.access import PERMISSIONS, Actor, Grant, Subject, areas_of, may, require
from directory.services.accounts import NewAccount
from directory.services.signing_in import TooManyTries, WrongSignIn
from directory.vocabulary import Role

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PASS = "kuusi litraa mustikoita"
KEY = "a secret key of the tests, of some length"

OWNER = Actor(1, (Grant(Role.EDITOR, organisation_id=7),))
MEMBER = Actor(2, (Grant(Role.PROFESSIONAL, municipality="422"),))
STRANGER = Actor(3, (Grant(Role.EDITOR, organisation_id=8),))
COORDINATOR = Actor(4, (Grant(Role.COORDINATOR, county="14"),))
ADMIN = Actor(5, (Grant(Role.ADMIN),))
READER = Actor.anonymous()
LISTING = Subject(organisation_id=7, municipalities=("422",))  # Lieksa, North Karelia


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [(OWNER, True), (MEMBER, False), (STRANGER, False), (COORDINATOR, True), (ADMIN, True), (READER, False)],
    ids=["owner", "member", "stranger", "coordinator", "admin", "reader"],
)
@pytest.mark.parametrize("action", ["activity.edit", "activity.publish", "activity.verify", "feedback.answer"])
def test_who_may_change_a_listing(action: str, actor: Actor, allowed: bool) -> None:
    assert may(actor, action, LISTING) is allowed


def test_a_coordinator_of_another_county_or_town_may_not() -> None:
    assert not may(Actor(6, (Grant(Role.COORDINATOR, county="05"),)), "activity.edit", LISTING)
    assert not may(Actor(6, (Grant(Role.COORDINATOR, municipality="167"),)), "activity.edit", LISTING)
    assert may(Actor(6, (Grant(Role.COORDINATOR, municipality="422"),)), "activity.edit", LISTING)
    assert may(Actor(6, (Grant(Role.COORDINATOR),)), "activity.edit", LISTING)


def test_an_editor_without_an_organisation_owns_nothing() -> None:
    assert not may(Actor(6, (Grant(Role.EDITOR),)), "activity.edit", Subject())


def test_nobody_but_the_administrator_manages_accounts() -> None:
    allowed = [a for a in (OWNER, MEMBER, STRANGER, COORDINATOR, ADMIN, READER) if may(a, "account.manage", Subject())]
    assert allowed == [ADMIN]


def test_a_stranger_does_not_learn_that_a_draft_is_there() -> None:
    with pytest.raises(NotFound):
        require(STRANGER, "activity.edit", LISTING, seen=False)
    with pytest.raises(Forbidden):
        require(STRANGER, "activity.edit", LISTING)


def test_every_action_names_only_roles_there_are() -> None:
    assert {role for wheres in PERMISSIONS.values() for role in wheres} <= set(Role)
    assert {where for wheres in PERMISSIONS.values() for where in wheres.values()} <= {"own", "any"}


def test_areas_of_a_county_are_its_municipalities() -> None:
    assert "422" in (areas_of(COORDINATOR, Role.COORDINATOR) or ())
    assert areas_of(Actor(1, (Grant(Role.COORDINATOR),)), Role.COORDINATOR) is None


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("lyhyt", "short"),
        ("kahvi ja pulla!", ""),
        ("salasanasalasana1", "easy"),
        ("maija.virtanen 2026", "easy"),
        ("åäö åäö åäö ääkköset", ""),
        ("x" * 201, "long"),
        ("iloveyouforever", "easy"),  # found in stolen lists, long as it is
        ("Sunshine20242024!", "easy"),  # a common one with what is often put behind it
        ("dragondragondragon", "easy"),
        ("987654321098765", "easy"),
        ("sunshine dragon teapot", ""),  # common words in a row are a pass phrase
    ],
)
def test_what_a_password_must_be(password: str, fault: str) -> None:
    assert passwords.fault(password, "maija.virtanen@joensuu.example") == fault


@pytest.mark.parametrize("password", ["trustno1", "sunshine1", "Princess", "1q2w3e4r", "baseball"])
def test_a_second_factor_lets_no_common_password_through(password: str) -> None:
    assert passwords.fault(password, least=passwords.LEAST_WITH_SECOND_FACTOR) == "easy"
    assert passwords.fault("kuplivaa", least=passwords.LEAST_WITH_SECOND_FACTOR) == ""


def test_common_passwords_are_known_in_the_lengths_that_are_taken() -> None:
    """At least the 3000 most common ones that fit the rules (OWASP ASVS 5.0.0, 6.2.4)."""
    known = gzip.decompress(passwords.COMMON.read_bytes()).decode().split("\n")
    assert known[0] == known[-1] == ""  # a word is found by the line ends around it, the first and last one too
    assert known[1:-1] == sorted(set(known[1:-1]))
    assert sum(len(word) >= passwords.LEAST for word in known) > 3000
    assert sum(passwords.LEAST_WITH_SECOND_FACTOR <= len(word) < passwords.LEAST for word in known) > 3000
    assert not any(word != word.casefold() for word in known)


def test_the_same_password_from_another_keyboard() -> None:
    composed, decomposed = "äiti leipoi pullaa", "a\u0308iti leipoi pullaa"
    assert passwords.matches(passwords.hashed(composed), decomposed)
    assert not passwords.matches("", composed)


@pytest.fixture
def account_id(database: Database) -> int:
    with database.write() as session:
        account = accounts.create(session, Actor.system(), NewAccount("Nurse@Lieksa.example", "Nurse", MEMBER.grants))
        accounts.set_password(session, account, PASS)
        return account.id


def try_sign_in(database: Database, password: str, *, email: str = "nurse@lieksa.example", now: datetime = NOW) -> str:
    with database.write() as session:
        try:
            signed = signing_in.sign_in(
                session, email, password, address="192.0.2.1", device="Firefox", secret_key=KEY, now=now
            )
        except WrongSignIn:
            return "wrong"
        except TooManyTries:
            return "wait"
        return signed.token


@pytest.mark.usefixtures("account_id")
class TestSigningIn:
    def test_a_session_lives_an_hour_idle_and_a_day_in_all(self, database: Database) -> None:
        token = try_sign_in(database, PASS)
        with database.write() as session:
            found = signing_in.session_of(session, token, now=NOW + timedelta(minutes=59))
            assert found is not None
            assert found.token_hash != token
            found.last_seen_at = NOW + timedelta(hours=23, minutes=30)
        with database.read() as session:
            assert signing_in.session_of(session, token, now=NOW + timedelta(hours=23, minutes=59))
            assert signing_in.session_of(session, token, now=NOW + timedelta(hours=24, minutes=1)) is None
            assert signing_in.session_of(session, "made up", now=NOW) is None

    def test_an_idle_session_ends(self, database: Database) -> None:
        token = try_sign_in(database, PASS)
        with database.read() as session:
            assert signing_in.session_of(session, token, now=NOW + timedelta(minutes=61)) is None

    def test_wrong_password_and_unknown_address_get_the_same_answer(self, database: Database) -> None:
        assert try_sign_in(database, "väärä salasana tämä") == "wrong"
        assert try_sign_in(database, PASS, email="nobody@lieksa.example") == "wrong"

    def test_guessing_is_slowed_down_and_forgiven_after_a_quarter_of_an_hour(self, database: Database) -> None:
        answers = [try_sign_in(database, "väärä salasana tämä") for _ in range(11)]
        assert answers == ["wrong"] * 10 + ["wait"]
        assert try_sign_in(database, PASS) == "wait"
        assert len(try_sign_in(database, PASS, now=NOW + timedelta(minutes=16))) > 40

    @pytest.mark.usefixtures("account_id")
    def test_a_new_password_ends_the_other_sessions(self, database: Database) -> None:
        first, second = try_sign_in(database, PASS), try_sign_in(database, PASS)
        with database.write() as session:
            here = signing_in.session_of(session, first, now=NOW)
            assert here is not None
            accounts.set_password(session, here.account, "seitsemän litraa puolukoita", keep=here)
        with database.read() as session:
            assert signing_in.session_of(session, first, now=NOW)
            assert signing_in.session_of(session, second, now=NOW) is None

    def test_a_closed_account_is_out_at_once(self, database: Database) -> None:
        token = try_sign_in(database, PASS)
        with database.write() as session:
            found = signing_in.session_of(session, token, now=NOW)
            assert found is not None
            found.account.active = False
        with database.read() as session:
            assert signing_in.session_of(session, token, now=NOW) is None


class TestAccounts:
    def test_only_the_administrator_makes_accounts(self, database: Database) -> None:
        with database.write() as session, pytest.raises(Forbidden):
            accounts.create(session, COORDINATOR, NewAccount("a@b.example", "A", ()))

    @pytest.mark.usefixtures("account_id")
    def test_an_address_has_one_account_whatever_its_letters(self, database: Database) -> None:
        with database.write() as session, pytest.raises(Conflict):
            accounts.create(session, ADMIN, NewAccount("NURSE@lieksa.EXAMPLE", "", ()))
        with database.write() as session, pytest.raises(InvalidChange):
            accounts.create(session, ADMIN, NewAccount("not an address", "", ()))

    def test_a_password_link_is_good_once(self, database: Database, account_id: int) -> None:
        with database.write() as session:
            account = accounts.by_email(session, "nurse@lieksa.example")
            assert account is not None
            token = accounts.password_link_token(KEY, account)
            assert accounts.account_of_token(session, KEY, token).id == account_id
            accounts.set_password(session, account, "yksi ämpäri mansikoita")
        with database.read() as session, pytest.raises(NotFound):
            accounts.account_of_token(session, KEY, token)
        with database.read() as session, pytest.raises(NotFound):
            accounts.account_of_token(session, "another key of the same length 12345", token)
