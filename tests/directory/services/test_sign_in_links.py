"""Links by mail: once, for ten minutes, in the browser that asked."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from directory.db import Database
from directory.errors import NotFound
from directory.models import SignInLink
from directory.services import accounts, sign_in_links, signing_in, throttling
from directory.services.sign_in_links import OtherBrowser
from directory.services.throttling import LINK, TooManyTries
from tests.conftest import SECRET
from tests.directory.services.cast import NOW
from tests.directory.services.people import NURSE, PROFESSIONAL, person, tried

HERE, THERE = "this browser", "another browser"


def asked(database: Database, email: str = NURSE) -> sign_in_links.Asked:
    with database.write() as session:
        return sign_in_links.ask(session, email, browser=HERE, throttle=tried(LINK, email), now=NOW)


def used(database: Database, token: str, *, browser: str = HERE, now: datetime = NOW) -> str:
    with database.write() as session:
        opened = sign_in_links.use(session, token, browser=browser, device="Firefox", secret_key=SECRET, now=now)
        return opened.token


@pytest.fixture
def _nurse(database: Database) -> None:
    with database.write() as session:
        person(session, NURSE, PROFESSIONAL, password="")


@pytest.mark.usefixtures("_nurse")
class TestALink:
    def test_signs_in_once(self, database: Database) -> None:
        token = asked(database).token
        with database.read() as session:
            assert sign_in_links.look(session, token, browser=HERE, now=NOW).email == NURSE
        session_token = used(database, token)
        with database.read() as session:
            found = signing_in.session_of(session, session_token, now=NOW)
            assert found is not None
            assert found.by_link
        with pytest.raises(NotFound):
            used(database, token)

    def test_works_in_the_asking_browser_only_and_is_not_used_up_elsewhere(self, database: Database) -> None:
        token = asked(database).token
        for browser in (THERE, ""):
            with pytest.raises(OtherBrowser):
                used(database, token, browser=browser)
        assert used(database, token)

    def test_works_for_ten_minutes(self, database: Database) -> None:
        token = asked(database).token
        with pytest.raises(NotFound):
            used(database, token, now=NOW + timedelta(minutes=10, seconds=1))
        assert used(database, token, now=NOW + timedelta(minutes=9, seconds=59))

    def test_is_stored_by_its_hash_only(self, database: Database) -> None:
        token = asked(database).token
        with database.read() as session:
            link = session.scalars(select(SignInLink)).one()
            assert token not in (link.token_hash, link.browser_hash)
            assert HERE not in (link.token_hash, link.browser_hash)
        assert len(token) >= 22  # 128 bits in base64

    def test_opens_an_account_that_wrong_passwords_locked(self, database: Database) -> None:
        with database.write() as session:
            for _ in range(100):
                tried().count(session)
            assert throttling.is_locked(session, SECRET, NURSE)
        used(database, asked(database).token)
        with database.read() as session:
            assert not throttling.is_locked(session, SECRET, NURSE)

    def test_opens_no_closed_account(self, database: Database) -> None:
        token = asked(database).token
        with database.write() as session:
            account = accounts.by_email(session, NURSE)
            assert account is not None
            account.active = False
        with pytest.raises(NotFound):
            used(database, token)
        assert asked(database).account is None

    def test_ends_when_a_password_is_set(self, database: Database) -> None:
        token = asked(database).token
        with database.write() as session:
            account = accounts.by_email(session, NURSE)
            assert account is not None
            accounts.set_password(session, account, "yksi ämpäri mansikoita")
        with pytest.raises(NotFound):
            used(database, token)

    def test_can_be_asked_for_a_few_times_only(self, database: Database) -> None:
        for _ in range(LINK.account):
            asked(database)
        with pytest.raises(TooManyTries):
            asked(database)


@pytest.mark.usefixtures("_nurse")
def test_an_address_nobody_has_gets_the_same_rows_and_opens_nothing(database: Database) -> None:
    found = asked(database, "nobody@sote.example")
    assert found.account is None
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(SignInLink)) == 1
    with pytest.raises(NotFound):
        used(database, found.token)


def test_a_made_up_link_opens_nothing(database: Database) -> None:
    with pytest.raises(NotFound):
        used(database, "made up")
