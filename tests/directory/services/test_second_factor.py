"""Codes of an authenticator app, recovery codes, and who needs them."""

from datetime import datetime, timedelta

import pyotp
import pytest

from directory.db import Database
from directory.errors import InvalidChange
from directory.models import Account, MailDomain
from directory.services import accounts, second_factor, signing_in
from directory.services.sealing import seal, unseal
from directory.services.second_factor import SetUp
from directory.services.signing_in import SignedIn, WrongSignIn
from directory.services.throttling import CODE
from directory.vocabulary import Role
from tests.conftest import SECRET
from tests.directory.services.cast import NOW
from tests.directory.services.people import ADMIN, CHIEF, COORDINATOR, NURSE, PROFESSIONAL, domain, person, tried

KEYS = (SECRET,)
STEP = timedelta(seconds=30)
SEED = pyotp.random_base32()


def code(at: datetime = NOW, seed: str = SEED) -> str:
    return pyotp.TOTP(seed).at(at)


def turned_on(account: Account, at: datetime = NOW - timedelta(days=1)) -> Account:
    """The account with the second factor of the tests."""
    second_factor.turn_on(account, SetUp(SEED, ""), code(at), KEYS, now=at)
    return account


def by_password(database: Database, email: str) -> SignedIn:
    with database.write() as session:
        account = accounts.by_email(session, email)
        assert account is not None
        return signing_in.opened(session, account, device="Firefox", secret_key=SECRET, now=NOW)


def test_a_seed_is_kept_once_a_code_of_it_is_right(database: Database) -> None:
    with database.write() as session:
        nurse = person(session, NURSE, PROFESSIONAL)
        set_up = second_factor.begin_set_up(nurse, KEYS, now=NOW)
        again = second_factor.reopen_set_up(nurse, KEYS, set_up.sealed, now=NOW + timedelta(minutes=59))
        assert again.seed == set_up.seed
        assert set_up.seed not in set_up.sealed
        with pytest.raises(InvalidChange):
            second_factor.turn_on(nurse, set_up, "000000" if code(seed=set_up.seed) != "000000" else "1", KEYS, now=NOW)
        assert nurse.totp_since is None
        second_factor.turn_on(nurse, set_up, code(seed=set_up.seed), KEYS, now=NOW)
        assert nurse.totp_secret not in {"", set_up.seed}
        assert unseal(KEYS, nurse.totp_secret) == set_up.seed


def test_a_form_of_another_person_or_of_yesterday_sets_nothing_up(database: Database) -> None:
    with database.write() as session:
        nurse, chief = person(session, NURSE, PROFESSIONAL), person(session, CHIEF, ADMIN)
        set_up = second_factor.begin_set_up(nurse, KEYS, now=NOW)
        for account, sealed, now in (
            (chief, set_up.sealed, NOW),
            (nurse, set_up.sealed, NOW + timedelta(minutes=61)),
            (nurse, "made up", NOW),
            (nurse, seal(SECRET, "no three parts here at all"), NOW),
        ):
            with pytest.raises(InvalidChange):
                second_factor.reopen_set_up(account, KEYS, sealed, now=now)


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_counts_one_step_early_or_late(database: Database, steps: int, right: bool) -> None:
    with database.write() as session:
        nurse = turned_on(person(session, NURSE, PROFESSIONAL))
        typed = code(NOW + steps * STEP)
        assert second_factor.code_matches(session, nurse, f"{typed[:3]} {typed[3:]}", KEYS, now=NOW) is right


def test_no_code_counts_twice_nor_an_earlier_one_after_it(database: Database) -> None:
    with database.write() as session:
        nurse = turned_on(person(session, NURSE, PROFESSIONAL))
        assert second_factor.code_matches(session, nurse, code(), KEYS, now=NOW)
        assert not second_factor.code_matches(session, nurse, code(), KEYS, now=NOW)
        assert not second_factor.code_matches(session, nurse, code(NOW - STEP), KEYS, now=NOW)
        assert second_factor.code_matches(session, nurse, code(NOW + STEP), KEYS, now=NOW + STEP)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_code_is_wrong(database: Database, typed: str) -> None:
    with database.write() as session:
        nurse = turned_on(person(session, NURSE, PROFESSIONAL))
        assert not second_factor.code_matches(session, nurse, typed, KEYS, now=NOW)


def test_recovery_codes_count_once_each_and_new_ones_replace_them(database: Database) -> None:
    with database.write() as session:
        nurse = turned_on(person(session, NURSE, PROFESSIONAL))
        codes = second_factor.new_recovery_codes(session, nurse)
        assert len(set(codes)) == 10
        assert not any(code in row.code_hash for code in codes for row in nurse.recovery_codes)
        assert second_factor.use_recovery_code(session, nurse, f" {codes[3].upper()} ", now=NOW)
        assert not second_factor.use_recovery_code(session, nurse, codes[3], now=NOW)
        assert second_factor.left(nurse) == 9
        assert not second_factor.use_recovery_code(session, nurse, "4" + codes[3][1:], now=NOW)
        assert not second_factor.use_recovery_code(session, nurse, "", now=NOW)
        fresh = second_factor.new_recovery_codes(session, nurse)
        assert not second_factor.use_recovery_code(session, nurse, codes[5], now=NOW)
        assert second_factor.use_recovery_code(session, nurse, fresh[5], now=NOW)


def test_coordinators_and_administrators_need_one_and_act_without_the_role_until_then(database: Database) -> None:
    with database.write() as session:
        person(session, CHIEF, COORDINATOR, PROFESSIONAL)
    token = by_password(database, CHIEF).token
    with database.write() as session:
        found = signing_in.session_of(session, token, now=NOW)
        assert found is not None
        assert second_factor.lacks(found.account)
        assert {grant.role for grant in second_factor.actor_in(found).grants} == {Role.PROFESSIONAL}
        turned_on(found.account)
        found.second_factor = True
        assert second_factor.actor_in(found).has(Role.COORDINATOR)


@pytest.mark.parametrize(("grants", "needed"), [((PROFESSIONAL,), False), ((COORDINATOR,), True), ((ADMIN,), True)])
def test_who_needs_one(database: Database, grants: tuple, needed: bool) -> None:  # type: ignore[type-arg]
    with database.write() as session:
        account = person(session, CHIEF, *grants)
        assert second_factor.required(account) is needed
        account.demo = True
        assert not second_factor.required(account)  # the demo's printed sign-ins keep working


class TestTheSecondStep:
    def test_a_password_alone_opens_nothing(self, database: Database) -> None:
        with database.write() as session:
            turned_on(person(session, NURSE, PROFESSIONAL))
        opened = by_password(database, NURSE)
        assert opened.half_open
        with database.read() as session:
            assert signing_in.session_of(session, opened.token, now=NOW) is None
            assert signing_in.half_open_of(session, opened.token, now=NOW + timedelta(minutes=9))
            assert signing_in.half_open_of(session, opened.token, now=NOW + timedelta(minutes=11)) is None

    def test_the_factor_opens_it_under_a_new_token(self, database: Database) -> None:
        with database.write() as session:
            turned_on(person(session, NURSE, PROFESSIONAL))
        half = by_password(database, NURSE)
        with database.write() as session:
            waiting = signing_in.half_open_of(session, half.token, now=NOW)
            assert waiting is not None
            with pytest.raises(WrongSignIn):
                signing_in.finish(session, waiting, right=False, throttle=tried(CODE), now=NOW)
            whole = signing_in.finish(session, waiting, right=True, throttle=tried(CODE), now=NOW)
        with database.read() as session:
            assert whole.token != half.token
            assert signing_in.half_open_of(session, half.token, now=NOW) is None
            assert signing_in.session_of(session, whole.token, now=NOW)

    def test_a_session_from_before_the_factor_opens_nothing_any_more(self, database: Database) -> None:
        with database.write() as session:
            person(session, NURSE, PROFESSIONAL)
        before = by_password(database, NURSE).token
        with database.write() as session:
            account = accounts.by_email(session, NURSE)
            assert account is not None
            turned_on(account)
        with database.read() as session:
            assert signing_in.session_of(session, before, now=NOW) is None


def test_secrets_are_sealed_anew_before_an_old_key_goes(database: Database) -> None:
    old = "an earlier key of the tests, of some length"
    with database.write() as session:
        nurse = person(session, NURSE, PROFESSIONAL)
        nurse.totp_secret, nurse.totp_since = seal(old, SEED), NOW
        domain(session, oidc_client_secret=seal(old, "client secret"))
    with database.write() as session:
        assert second_factor.reseal(session, (SECRET, old)) == 2
    with database.write() as session:
        account, listed = session.query(Account).one(), session.query(MailDomain).one()
        assert second_factor.code_matches(session, account, code(), KEYS, now=NOW)
        assert unseal(KEYS, listed.oidc_client_secret) == "client secret"


def test_a_short_password_will_do_with_a_second_factor_only(database: Database) -> None:
    with database.write() as session:
        nurse = person(session, NURSE, PROFESSIONAL)
        with pytest.raises(InvalidChange):
            accounts.set_password(session, nurse, "kuu ja 7")
        turned_on(nurse)
        accounts.set_password(session, nurse, "kuu ja 7")
        with pytest.raises(InvalidChange):
            accounts.set_password(session, nurse, "kuu ja7")
