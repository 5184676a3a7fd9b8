"""Nothing is kept longer than the privacy page says."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory.db import Database
from directory.models import (
    Account,
    Activity,
    ActivityText,
    Contact,
    Feedback,
    Invitation,
    Revision,
    ShelfItem,
    SignInAttempt,
    SignInLink,
    SignInSession,
    WaitingMail,
)
from directory.services import accounts, signing_in
from directory.services.retention import Erased, erase_expired
from directory.vocabulary import Lifecycle
from tests.directory.services.cast import NOW, association, draft, published
from tests.directory.services.people import ADMIN, CHIEF, NURSE, PROFESSIONAL, person, workplace

DAY = timedelta(days=1)


def count(database: Database, model: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize(
    ("lifecycle", "age", "gone"),
    [
        (Lifecycle.DRAFT, 731, True),
        (Lifecycle.ENDED, 731, True),
        (Lifecycle.ARCHIVED, 731, True),
        (Lifecycle.PENDING, 731, True),
        (Lifecycle.DRAFT, 729, False),
        (Lifecycle.PUBLISHED, 5000, False),
        (Lifecycle.PAUSED, 5000, False),
    ],
)
def test_what_was_not_published_goes_with_its_contacts(
    database: Database, lifecycle: Lifecycle, age: int, gone: bool
) -> None:
    with database.write() as session:
        activity = published(session)
        activity.lifecycle = lifecycle
        activity.updated_at = NOW - age * DAY
        session.add(Feedback(activity_id=activity.id, field="other", ui_language="fi"))
    with database.write() as session:
        assert erase_expired(session, now=NOW).unpublished_activities == int(gone)
    for model in (Activity, ActivityText, Contact, Feedback):
        assert (count(database, model) == 0) == gone, model


def sign_in(database: Database, expires_at: datetime) -> None:
    with database.write() as session:
        account = Account(email=f"{expires_at:%f%S%H%d}@a.fi", sessions=[])
        account.sessions.append(SignInSession(token_hash=f"{expires_at:%Y%m%d%H%M%S}", expires_at=expires_at))
        session.add(account)


def test_sign_ins_go_when_they_run_out(database: Database) -> None:
    sign_in(database, NOW - timedelta(seconds=1))
    sign_in(database, NOW + timedelta(seconds=1))
    with database.write() as session:
        assert erase_expired(session, now=NOW).sign_ins == 1
    assert count(database, SignInSession) == 1


def test_history_goes_after_five_years(database: Database) -> None:
    with database.write() as session:
        draft(session)
        before = session.scalar(select(func.count()).select_from(Revision)) or 0
        for at in (NOW - timedelta(days=1827), NOW - timedelta(days=1825)):
            session.add(Revision(subject_type="x", subject_id=1, actor_role="admin", action="edit", at=at))
    with database.write() as session:
        assert erase_expired(session, now=NOW).revisions == 1
    assert count(database, Revision) == before + 1


def test_a_second_run_finds_nothing(database: Database) -> None:
    with database.write() as session:
        association(session)
        assert erase_expired(session, now=NOW) == Erased()


def test_the_nightly_command_tells_what_it_did(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["erase-expired"])
    assert result.exit_code == 0, result.output
    assert "feedback addresses: 0, slips: 0, sign ins: 0" in result.output


class TestAccounts:
    @pytest.mark.parametrize(
        ("days", "active", "there"), [(364, True, True), (366, False, True), (729, False, True), (731, False, False)]
    )
    def test_unused_ones_close_after_twelve_months_and_go_after_twenty_four(
        self, database: Database, days: int, active: bool, there: bool
    ) -> None:
        with database.write() as session:
            account = person(session, NURSE, PROFESSIONAL)
            account.created_at = NOW - 3000 * DAY
            account.last_seen_at = NOW - days * DAY
            signing_in.open_session(session, person(session, CHIEF, ADMIN), device="", now=NOW)
        with database.write() as session:
            erased = erase_expired(session, now=NOW)
            assert erased.accounts == int(not there)
        with database.read() as session:
            found = accounts.by_email(session, NURSE)
            assert (found is not None) is there
            assert found is None or found.active is active
            assert accounts.by_email(session, CHIEF)

    def test_the_name_under_a_note_goes_with_the_account(self, database: Database) -> None:
        with database.write() as session:
            account = person(session, NURSE, PROFESSIONAL, name="Aino Laine")
            account.created_at = NOW - 731 * DAY
            place = workplace(session, "Lieksan sote-keskus")
            activity = published(session)
            note = {"note": "Kysy Marjaa", "noted_by": account.name, "noted_by_id": account.id, "noted_at": NOW}
            session.add(ShelfItem(workplace_id=place.id, activity_id=activity.id, **note))
        with database.write() as session:
            assert erase_expired(session, now=NOW).accounts == 1
        with database.read() as session:
            [item] = session.scalars(select(ShelfItem))
            assert (item.note, item.noted_by, item.noted_by_id) == ("Kysy Marjaa", "", None)

    def test_who_never_signed_in_counts_from_the_making_and_the_demo_stays(self, database: Database) -> None:
        with database.write() as session:
            person(session, NURSE, PROFESSIONAL).created_at = NOW - 366 * DAY
            demo = person(session, CHIEF, PROFESSIONAL)
            demo.created_at, demo.demo = NOW - 3000 * DAY, True
        with database.write() as session:
            assert erase_expired(session, now=NOW).accounts_disabled == 1
        with database.read() as session:
            assert [account.active for account in session.scalars(select(Account).order_by(Account.id))] == [
                False,
                True,
            ]


def test_links_invitations_tries_and_stuck_mail_go(database: Database) -> None:
    def row(of: str, at: datetime) -> list[object]:
        return [
            SignInLink(token_hash=of, browser_hash="", created_at=at, expires_at=at),
            Invitation(email="a@b.fi", role="admin", token_hash=of, created_at=at, expires_at=at),
            SignInAttempt(key=f"wrong:{of}", at=at - 335 * DAY),
            WaitingMail(to="a@b.fi", subject="", body="", created_at=at, due_at=at),
        ]

    with database.write() as session:
        session.add_all([*row("old", NOW - 31 * DAY), *row("new", NOW)])
        accepted = Invitation(email="c@b.fi", role="admin", token_hash="used", expires_at=NOW + 9 * DAY)
        accepted.accepted_at = NOW - 31 * DAY
        session.add(accepted)
    with database.write() as session:
        erased = erase_expired(session, now=NOW)
    assert (erased.sign_in_links, erased.invitations, erased.sign_in_tries, erased.unsent_mail) == (1, 2, 1, 1)
    assert [count(database, model) for model in (SignInLink, Invitation, SignInAttempt, WaitingMail)] == [1, 1, 1, 1]
