"""Guessing is slowed down, and a hundred wrong tries in a row lock the password."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from directory.db import Database
from directory.models import SignInAttempt
from directory.services import passwords, signing_in, throttling
from directory.services.signing_in import TooManyTries, WrongSignIn
from directory.services.throttling import CODE, JOIN, LINK, PASSWORD
from tests.conftest import SECRET
from tests.directory.services.cast import NOW
from tests.directory.services.people import NURSE, PASS, PROFESSIONAL, person, tried

QUARTER = timedelta(minutes=16)


def attempt(database: Database, email: str, password: str, now: datetime = NOW, address: str = "192.0.2.1") -> str:
    with database.write() as session:
        try:
            signing_in.sign_in(session, email, password, address=address, device="Firefox", secret_key=SECRET, now=now)
        except WrongSignIn:
            return "wrong"
        except TooManyTries:
            return "wait"
    return "in"


@pytest.mark.parametrize("limit", [PASSWORD, CODE, LINK], ids=lambda limit: limit.kind)
def test_tries_run_out_for_an_account_and_come_back(database: Database, limit: throttling.Limit) -> None:
    with database.write() as session:
        for _ in range(limit.account):
            tried(limit).check(session)
            tried(limit).count(session)
        with pytest.raises(TooManyTries):
            tried(limit, NURSE.upper(), "192.0.2.2").check(session)
        tried(limit, "somebody@else.example", "192.0.2.3").check(session)
        tried(limit, now=NOW + QUARTER).check(session)


def test_tries_run_out_for_a_network_address(database: Database) -> None:
    with database.write() as session:
        for number in range(LINK.address):
            tried(LINK, f"{number}@a.example").count(session)
        with pytest.raises(TooManyTries):
            tried(LINK, "new@a.example").check(session)
        tried(LINK, "new@a.example", "192.0.2.9").check(session)


@pytest.mark.parametrize("limit", [PASSWORD, CODE, LINK, JOIN], ids=lambda limit: limit.kind)
def test_a_whole_centre_behind_one_address_gets_in(database: Database, limit: throttling.Limit) -> None:
    """At eight in the morning sixty people ask for a link, or mistype their password, within a quarter of an hour."""
    with database.write() as session:
        for number in range(60):
            tried(limit, f"{number}@a.example").check(session)
            tried(limit, f"{number}@a.example").count(session)


def test_keys_tell_nothing_of_the_person(database: Database) -> None:
    with database.write() as session:
        tried().count(session)
        keys = " ".join(session.scalars(select(SignInAttempt.key)))
    assert "hoitaja" not in keys
    assert "192.0.2" not in keys


def _wrong(database: Database, times: int) -> None:
    with database.write() as session:
        for number in range(times):
            tried(now=NOW - timedelta(hours=times - number)).count(session)


def test_a_hundred_wrong_tries_in_a_row_lock_the_password(database: Database) -> None:
    with database.write() as session:
        person(session, NURSE, PROFESSIONAL)
    _wrong(database, 99)
    assert attempt(database, NURSE, "väärä salasana tämä") == "wrong"
    assert attempt(database, NURSE, PASS, NOW + QUARTER) == "wrong"  # the right one, and the same answer
    with database.write() as session:
        assert throttling.is_locked(session, SECRET, NURSE)
        throttling.forgive(session, SECRET, NURSE)
    assert attempt(database, NURSE, PASS, NOW + QUARTER) == "in"


def test_a_right_sign_in_begins_the_count_anew(database: Database) -> None:
    with database.write() as session:
        person(session, NURSE, PROFESSIONAL)
    _wrong(database, 99)
    assert attempt(database, NURSE, PASS) == "in"
    assert attempt(database, NURSE, "väärä salasana tämä") == "wrong"
    assert attempt(database, NURSE, PASS) == "in"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Argon2 was asked to verify, by the real hasher."""
    asked: list[str] = []
    real = passwords._HASHER

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            asked.append(stored)
            return real.verify(stored, password)

        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    return asked


def test_an_unknown_address_costs_as_much_as_a_known_one(database: Database, slow: list[str]) -> None:
    with database.write() as session:
        person(session, NURSE, PROFESSIONAL)
        person(session, "linkki@sote.example", PROFESSIONAL, password="")
        closed = person(session, "suljettu@sote.example", PROFESSIONAL)
        closed.active = False
    rows = []
    for number, email in enumerate((NURSE, "nobody@sote.example", "linkki@sote.example", "suljettu@sote.example")):
        with database.read() as session:
            before = session.scalar(select(func.count()).select_from(SignInAttempt)) or 0
        assert attempt(database, email, "väärä salasana tämä", address=f"192.0.2.{number}") == "wrong"
        with database.read() as session:
            rows.append((session.scalar(select(func.count()).select_from(SignInAttempt)) or 0) - before)
    assert len(slow) == 4  # Argon2 ran once for each
    assert rows == [3, 3, 3, 3]
