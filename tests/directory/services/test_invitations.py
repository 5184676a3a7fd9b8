"""Invitations: who may invite whom where, and what accepting gives."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from directory.db import Database
from directory.errors import Forbidden, InvalidChange, NotFound
from directory.models import Account, Invitation
from directory.services import accounts, invitations, passwords, revisions, roles
from directory.services.access import Actor, Grant
from directory.services.invitations import Issued, NewInvitation, NewPerson
from directory.services.throttling import INVITE, TooManyTries
from directory.vocabulary import Role
from tests.conftest import SECRET
from tests.directory.services.cast import NOW, association
from tests.directory.services.people import (
    ADMIN,
    CHIEF,
    COORDINATOR,
    GUIDE,
    KAINUU,
    KAJAANI,
    LIEKSA,
    NORTH_KARELIA,
    NURSE,
    PROFESSIONAL,
    VOLUNTEER,
    person,
    tried,
    workplace,
)

DAY = timedelta(days=1)
AINO = NewPerson("Aino", "sv", "seitsemän lumista kuusta")


@dataclass
class Office:
    """An administrator and a coordinator, with a place each."""

    database: Database
    chief: Actor
    guide: Actor
    organisation: int
    workplace: int
    elsewhere: int

    def invite(self, actor: Actor, grant: Grant, email: str = NURSE, now: datetime = NOW) -> Issued:
        with self.database.write() as session:
            new = NewInvitation(email, grant, "Aino", "sv")
            return invitations.invite(session, actor, new, throttle=tried(INVITE, CHIEF), now=now)

    def join(self, token: str, who: NewPerson = AINO, now: datetime = NOW) -> Account:
        with self.database.write() as session:
            account = invitations.accept_new(session, token, who, secret_key=SECRET, now=now)
            list(account.memberships)
            return account


@pytest.fixture
def office(database: Database) -> Office:
    with database.write() as session:
        chief, guide = person(session, CHIEF, ADMIN), person(session, GUIDE, COORDINATOR)
        return Office(
            database,
            accounts.actor_of(chief),
            accounts.actor_of(guide),
            association(session).id,
            workplace(session, "Lieksan sote-keskus", towns=(LIEKSA,)).id,
            workplace(session, "Kajaanin sote-keskus", county=KAINUU, towns=(KAJAANI,)).id,
        )


def grants_of(office: Office) -> dict[str, Grant]:
    return {
        "editor": Grant(Role.EDITOR, organisation_id=office.organisation),
        "professional here": Grant(Role.PROFESSIONAL, workplace_id=office.workplace),
        "professional elsewhere": Grant(Role.PROFESSIONAL, workplace_id=office.elsewhere),
        "professional of the county": Grant(Role.PROFESSIONAL, county=NORTH_KARELIA),
        "professional without a place": Grant(Role.PROFESSIONAL),
        "coordinator of a town": Grant(Role.COORDINATOR, municipality=LIEKSA),
        "coordinator of a town elsewhere": Grant(Role.COORDINATOR, municipality=KAJAANI),
        "coordinator of the county": Grant(Role.COORDINATOR, county=NORTH_KARELIA),
        "coordinator of the country": Grant(Role.COORDINATOR),
        "administrator": Grant(Role.ADMIN),
    }


OWN_AREA = {"editor", "professional here", "professional of the county", "coordinator of a town"}


def test_who_may_give_which_role_where(office: Office) -> None:
    town = Actor(9, (Grant(Role.COORDINATOR, municipality=LIEKSA),))
    nurse, editor = Actor(8, (PROFESSIONAL,)), Actor(7, (Grant(Role.EDITOR, organisation_id=office.organisation),))
    with office.database.read() as session:
        for name, grant in grants_of(office).items():
            assert roles.may_give(session, office.chief, grant), name
            assert roles.may_give(session, office.guide, grant) == (name in OWN_AREA), name
            # Whoever coordinates one municipality does not act for its county.
            assert roles.may_give(session, town, grant) == (name in OWN_AREA - {"professional of the county"}), name
            assert not roles.may_give(session, nurse, grant), name
            assert not roles.may_give(session, editor, grant), name


@pytest.mark.parametrize(
    "grant",
    [
        Grant("queen"),
        Grant(Role.EDITOR),
        Grant(Role.EDITOR, municipality=LIEKSA),
        Grant(Role.EDITOR, organisation_id=99999),
        Grant(Role.COORDINATOR, organisation_id=1),
        Grant(Role.COORDINATOR, municipality="000"),
        Grant(Role.PROFESSIONAL, county="99"),
        Grant(Role.PROFESSIONAL, county=NORTH_KARELIA, municipality=LIEKSA),
        Grant(Role.ADMIN, county=NORTH_KARELIA),
    ],
)
def test_a_role_that_cannot_be_is_refused(office: Office, grant: Grant) -> None:
    with pytest.raises(InvalidChange):
        office.invite(office.chief, grant)


def test_a_coordinator_invites_only_in_the_own_area(office: Office) -> None:
    with pytest.raises(Forbidden):
        office.invite(office.guide, Grant(Role.ADMIN))
    with pytest.raises(Forbidden):
        office.invite(office.guide, Grant(Role.PROFESSIONAL, workplace_id=office.elsewhere))


def test_accepting_makes_an_account_with_the_role_once(office: Office) -> None:
    grant = Grant(Role.EDITOR, organisation_id=office.organisation)
    issued = office.invite(office.guide, grant)
    account = office.join(issued.token)
    assert (account.email, account.name, account.ui_language) == (NURSE, "Aino", "sv")
    assert passwords.matches(account.password_hash, AINO.password)
    assert [roles.grant_of(one) for one in account.memberships] == [grant]
    with office.database.read() as session:
        [told] = revisions.history(session, (revisions.ACCOUNT, account.id))
        assert told.action == "accept_invitation"
        assert told.changes["invited_by"] == [None, office.guide.account_id]
    with pytest.raises(NotFound):
        office.join(issued.token)


def test_a_person_may_go_without_a_password(office: Office) -> None:
    account = office.join(office.invite(office.chief, PROFESSIONAL).token, NewPerson("Aino", "fi"))
    assert account.password_hash == ""


@pytest.mark.parametrize(
    ("who", "field"),
    [
        (NewPerson(" ", "fi", AINO.password), "name"),
        (NewPerson("A" * 101, "fi", AINO.password), "name"),
        (NewPerson("Aino", "xx", AINO.password), "language"),
        (NewPerson("Aino", "fi", "lyhyt"), "password"),
    ],
)
def test_what_a_new_person_must_say(office: Office, who: NewPerson, field: str) -> None:
    token = office.invite(office.chief, PROFESSIONAL).token
    with pytest.raises(InvalidChange) as caught:
        office.join(token, who)
    assert set(caught.value.faults) == {field}
    assert office.join(token).email == NURSE  # nothing was used up


def test_an_existing_account_gets_the_role_beside_its_own(office: Office) -> None:
    with office.database.write() as session:
        person(session, VOLUNTEER, PROFESSIONAL)
    grant = Grant(Role.EDITOR, organisation_id=office.organisation)
    issued = office.invite(office.chief, grant, VOLUNTEER)
    with pytest.raises(NotFound):
        office.join(issued.token)  # no second account for the same address
    with office.database.write() as session:
        account = accounts.by_email(session, VOLUNTEER)
        assert account is not None
        invitations.accept(session, issued.token, account, now=NOW)
        assert {roles.grant_of(one) for one in account.memberships} == {PROFESSIONAL, grant}
    with pytest.raises(InvalidChange) as caught:
        office.invite(office.chief, grant, VOLUNTEER)
    assert caught.value.faults == {"email": "has_role"}


def test_the_link_works_for_fourteen_days(office: Office) -> None:
    token = office.invite(office.chief, PROFESSIONAL).token
    with pytest.raises(NotFound):
        office.join(token, now=NOW + 14 * DAY + timedelta(seconds=1))
    assert office.join(token, now=NOW + 14 * DAY)


def test_a_link_is_stored_by_its_hash_only(office: Office) -> None:
    issued = office.invite(office.chief, PROFESSIONAL)
    assert issued.token not in issued.invitation.token_hash


def test_sending_again_makes_a_new_link_and_ends_the_old(office: Office) -> None:
    first = office.invite(office.guide, PROFESSIONAL)
    later = NOW + 20 * DAY
    with office.database.write() as session:
        [shown] = invitations.waiting(session, office.guide, now=later)
        again = invitations.resend(
            session, office.chief, shown.public_id, throttle=tried(INVITE, CHIEF, now=later), now=later
        )
    with pytest.raises(NotFound):
        office.join(first.token, now=later)
    assert office.join(again.token, now=later)


def test_inviting_again_to_the_same_role_replaces_the_invitation(office: Office) -> None:
    first = office.invite(office.chief, PROFESSIONAL)
    second = office.invite(office.guide, PROFESSIONAL)
    with office.database.read() as session:
        assert [one.id for one in session.scalars(select(Invitation))] == [second.invitation.id]
    with pytest.raises(NotFound):
        office.join(first.token)


def test_taking_back_ends_the_link(office: Office) -> None:
    issued = office.invite(office.chief, PROFESSIONAL)
    with office.database.write() as session:
        invitations.withdraw(session, office.guide, issued.invitation.public_id)
    with pytest.raises(NotFound):
        office.join(issued.token)


def test_a_coordinator_sees_and_changes_invitations_of_the_own_area_only(office: Office) -> None:
    here = office.invite(office.chief, Grant(Role.PROFESSIONAL, workplace_id=office.workplace))
    there = office.invite(office.chief, Grant(Role.PROFESSIONAL, workplace_id=office.elsewhere))
    wide = office.invite(office.chief, Grant(Role.ADMIN), "uusi@sote.example")
    with office.database.write() as session:
        seen = invitations.waiting(session, office.guide, now=NOW)
        assert [one.public_id for one in seen] == [here.invitation.public_id]
        assert len(invitations.waiting(session, office.chief, now=NOW)) == 3
        for other in (there, wide):
            with pytest.raises(NotFound):
                invitations.withdraw(session, office.guide, other.invitation.public_id)


def test_an_invitation_falls_with_its_sender(office: Office) -> None:
    token = office.invite(office.guide, PROFESSIONAL).token
    with office.database.write() as session:
        guide = session.get(Account, office.guide.account_id)
        assert guide is not None
        guide.memberships.clear()
    with pytest.raises(NotFound):
        office.join(token)


def test_many_invitations_in_a_row_are_slowed_down(office: Office) -> None:
    with office.database.write() as session:
        for _ in range(INVITE.account):
            tried(INVITE, CHIEF).count(session)
    with pytest.raises(TooManyTries):
        office.invite(office.chief, PROFESSIONAL)


@pytest.mark.parametrize("email", ["", "no address", "a@" + "b" * 260 + ".fi", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_is_not_invited(office: Office, email: str) -> None:
    with pytest.raises(InvalidChange):
        office.invite(office.chief, PROFESSIONAL, email)
