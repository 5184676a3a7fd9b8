"""Own data to take along, the account closed, the address changed."""

from datetime import timedelta

import orjson
import pytest
from sqlalchemy import func, select

from directory.db import Database
from directory.errors import InvalidChange, NotFound
from directory.models import Account, Invitation, Membership, Revision, SavedSearch
from directory.services import accounts, email_change, invitations, own_data, revisions, signing_in
from directory.services.invitations import NewInvitation
from directory.services.throttling import INVITE
from tests.conftest import SECRET
from tests.directory.services.cast import NOW, association
from tests.directory.services.people import ADMIN, CHIEF, NURSE, PROFESSIONAL, person, tried

KEYS = (SECRET,)


def count(database: Database, model: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_everything_stored_of_a_person_can_be_taken_along_but_secrets(database: Database) -> None:
    with database.write() as session:
        chief = person(session, CHIEF, ADMIN)
        session.add(SavedSearch(account_id=chief.id, name="Muisti", language="fi", arguments={"q": ["muisti"]}))
        new = NewInvitation(NURSE, PROFESSIONAL)
        invitations.invite(session, accounts.actor_of(chief), new, throttle=tried(INVITE), now=NOW)
        signing_in.open_session(session, chief, device="Firefox · Linux", now=NOW)
        revisions.record(session, accounts.actor_of(chief), ("activity", 7), "update", {"cost": ["free", "fee"]})
        session.refresh(chief)
        told = own_data.everything(session, chief)
        text = orjson.dumps(told).decode()
        assert chief.password_hash not in text
        assert chief.sessions[0].token_hash not in text
    assert told["account"]["email"] == CHIEF
    assert told["account"]["has_password"]
    assert told["roles"] == [{"role": "admin"}]
    assert told["saved_searches"][0]["arguments"] == {"q": ["muisti"]}
    assert told["invitations_sent"][0]["email"] == NURSE
    assert told["sessions"][0]["device"] == "Firefox · Linux"
    assert told["changes_made"] == [
        {"what": "activity", "id": 7, "action": "update", "at": told["changes_made"][0]["at"]}
    ]


def test_closing_erases_what_is_ones_own_and_keeps_what_one_changed(database: Database) -> None:
    with database.write() as session:
        person(session, "toinen@sote.example", ADMIN)
        chief = person(session, CHIEF, ADMIN)
        session.add(SavedSearch(account_id=chief.id, name="Muisti", language="fi", arguments={}))
        invitations.invite(
            session, accounts.actor_of(chief), NewInvitation(NURSE, PROFESSIONAL), throttle=tried(INVITE), now=NOW
        )
        revisions.record(session, accounts.actor_of(chief), ("activity", 7), "update", {})
        own_data.close(session, chief)
    assert count(database, Account) == 1
    assert count(database, Membership) == 1
    assert count(database, SavedSearch) == count(database, Invitation) == 0
    with database.read() as session:
        [kept] = session.scalars(select(Revision).where(Revision.subject_type == "activity"))
        assert (kept.actor_id, kept.actor_role) == (None, "admin")


def test_the_last_administrator_cannot_close(database: Database) -> None:
    with database.write() as session:
        association(session)
        with pytest.raises(InvalidChange):
            own_data.close(session, person(session, CHIEF, ADMIN))


class TestAnotherAddress:
    def test_is_taken_into_use_by_its_link_once(self, database: Database) -> None:
        with database.write() as session:
            nurse = person(session, NURSE, PROFESSIONAL)
            here = signing_in.open_session(session, nurse, device="", now=NOW)
            there = signing_in.open_session(session, nurse, device="", now=NOW)
            token, free = email_change.begin(session, nurse, "Uusi@sote.example ", secret_keys=KEYS)
            assert free
            assert nurse.email == NURSE
            keep = signing_in.session_of(session, here, now=NOW)
            session.refresh(nurse)
            old = email_change.confirm(session, nurse, token, secret_keys=KEYS, keep=keep)
            assert (old, nurse.email) == (NURSE, "uusi@sote.example")
            with pytest.raises(NotFound):
                email_change.confirm(session, nurse, token, secret_keys=KEYS, keep=keep)
        with database.read() as session:
            assert signing_in.session_of(session, here, now=NOW)
            assert signing_in.session_of(session, there, now=NOW) is None

    def test_of_somebody_else_is_not_taken(self, database: Database) -> None:
        with database.write() as session:
            nurse, chief = person(session, NURSE, PROFESSIONAL), person(session, CHIEF, ADMIN)
            token, free = email_change.begin(session, nurse, CHIEF, secret_keys=KEYS)
            assert not free
            with pytest.raises(NotFound):
                email_change.confirm(session, nurse, token, secret_keys=KEYS, keep=None)
            other, _free = email_change.begin(session, nurse, "uusi@sote.example", secret_keys=KEYS)
            with pytest.raises(NotFound):
                email_change.address_of(chief, other, secret_keys=KEYS)
            with pytest.raises(NotFound):
                email_change.address_of(nurse, "made up", secret_keys=KEYS)

    def test_works_for_a_day_and_after_a_change_of_key(
        self, database: Database, time_machine: pytest.FixtureRequest
    ) -> None:
        with database.write() as session:
            nurse = person(session, NURSE, PROFESSIONAL)
            time_machine.move_to(NOW)  # type: ignore[attr-defined]
            token, _free = email_change.begin(session, nurse, "uusi@sote.example", secret_keys=KEYS)
            time_machine.move_to(NOW + timedelta(hours=23))  # type: ignore[attr-defined]
            new_keys = ("a newer key of the tests, of some length", SECRET)
            assert email_change.address_of(nurse, token, secret_keys=new_keys) == "uusi@sote.example"
            time_machine.move_to(NOW + timedelta(hours=25))  # type: ignore[attr-defined]
            with pytest.raises(NotFound):
                email_change.address_of(nurse, token, secret_keys=KEYS)

    @pytest.mark.parametrize(("email", "fault"), [("no address", "not_an_address"), (NURSE.upper(), "same")])
    def test_must_be_another_address(self, database: Database, email: str, fault: str) -> None:
        with database.write() as session, pytest.raises(InvalidChange) as caught:
            email_change.begin(session, person(session, NURSE, PROFESSIONAL), email, secret_keys=KEYS)
        assert caught.value.faults == {"email": fault}
