"""Accounts as administrators change them and coordinators see them."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from directory.db import Database
from directory.errors import Forbidden, InvalidChange, NotFound
from directory.models import Account
from directory.services import account_admin, accounts, revisions, roles, second_factor, signing_in, throttling
from directory.services.access import Actor, Grant
from directory.services.account_admin import Query
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
    NURSE,
    PROFESSIONAL,
    VOLUNTEER,
    person,
    tried,
    workplace,
)

FAR = "kaukana@sote.example"


@dataclass
class Staff:
    """Actors and the accounts they look at."""

    database: Database
    chief: Actor
    guide: Actor
    nurse: Actor


@pytest.fixture
def staff(database: Database) -> Staff:
    with database.write() as session:
        chief, guide = person(session, CHIEF, ADMIN, name="Äijä Johtaja"), person(session, GUIDE, COORDINATOR)
        place = workplace(session, "Lieksan sote-keskus", towns=(LIEKSA,))
        far = workplace(session, "Kajaanin sote-keskus", county=KAINUU)
        nurse = person(session, NURSE, Grant(Role.PROFESSIONAL, workplace_id=place.id), name="Aino 100 %")
        person(session, VOLUNTEER, Grant(Role.EDITOR, organisation_id=association(session).id))
        person(
            session, FAR, Grant(Role.PROFESSIONAL, workplace_id=far.id), Grant(Role.COORDINATOR, municipality=KAJAANI)
        )
        return Staff(database, *(accounts.actor_of(one) for one in (chief, guide, nurse)))


def found(staff: Staff, actor: Actor, **query: object) -> list[str]:
    with staff.database.read() as session:
        page = account_admin.find(session, actor, Query(**query))  # type: ignore[arg-type]
        return sorted(one.email.partition("@")[0] for one in page.accounts)


def the(session: Session, email: str) -> Account:
    account = accounts.by_email(session, email)
    assert account is not None
    return account


def test_an_administrator_finds_everybody_a_coordinator_the_own_area(staff: Staff) -> None:
    assert found(staff, staff.chief) == ["hoitaja", "johtaja", "kaukana", "koordinaattori", "talkoolainen"]
    assert found(staff, staff.guide) == ["hoitaja", "koordinaattori", "talkoolainen"]
    town = Actor(9, (Grant(Role.COORDINATOR, municipality=KAJAANI),))
    assert found(staff, town) == ["kaukana"]
    with pytest.raises(Forbidden):
        found(staff, staff.nurse)


def test_names_addresses_and_roles_narrow_the_list(staff: Staff) -> None:
    assert found(staff, staff.chief, text="äijä") == ["johtaja"]
    assert found(staff, staff.chief, text="HOITAJA@") == ["hoitaja"]
    assert found(staff, staff.chief, text="100 %") == ["hoitaja"]
    assert found(staff, staff.chief, text="%") == ["hoitaja"]  # no wildcard
    assert found(staff, staff.chief, role="coordinator") == ["kaukana", "koordinaattori"]
    assert found(staff, staff.guide, role="coordinator") == ["koordinaattori"]
    assert found(staff, staff.chief, text="nobody of this name") == []


def test_pages_hold_fifty(staff: Staff) -> None:
    with staff.database.write() as session:
        for number in range(60):
            session.add(Account(email=f"{number:02}@x.example", name=f"X{number:02}"))
    with staff.database.read() as session:
        first = account_admin.find(session, staff.chief, Query(text="x.example"))
        last = account_admin.find(session, staff.chief, Query(text="x.example", page=99))
    assert (len(first.accounts), first.total, first.pages) == (50, 60, 2)
    assert (last.accounts[0].name, last.page) == ("X50", 2)


def test_a_coordinator_learns_only_of_roles_in_the_own_area(staff: Staff) -> None:
    with staff.database.write() as session:
        nurse, far = the(session, NURSE), the(session, FAR)
        nurse.memberships.append(roles.membership_of(Grant(Role.COORDINATOR, municipality=KAJAANI)))
        session.flush()
        assert len(account_admin.seen_roles(session, staff.chief, nurse)) == 2
        assert [one.role for one in account_admin.seen_roles(session, staff.guide, nurse)] == ["professional"]
        with pytest.raises(NotFound):
            account_admin.the_account(session, staff.guide, far.public_id)
        assert account_admin.the_account(session, staff.guide, nurse.public_id) is nurse


ACTS: dict[str, Callable[[Session, Actor, Account], object]] = {
    "add_role": lambda s, a, one: account_admin.add_role(s, a, one, Grant(Role.COORDINATOR, municipality=LIEKSA)),
    "remove_role": lambda s, a, one: account_admin.remove_role(s, a, one, one.memberships[0].id),
    "disable": account_admin.disable,
    "enable": lambda s, a, one: account_admin.enable(s, a, one, secret_key=SECRET),
    "end_sessions": account_admin.end_sessions,
    "reset_second_factor": account_admin.reset_second_factor,
}


@pytest.mark.parametrize("act", list(ACTS))
def test_only_administrators_act_and_every_act_is_recorded(staff: Staff, act: str) -> None:
    with staff.database.write() as session:
        nurse = the(session, NURSE)
        for actor in (staff.guide, staff.nurse, Actor.anonymous()):
            with pytest.raises(Forbidden):
                ACTS[act](session, actor, nurse)
        assert revisions.history(session, (revisions.ACCOUNT, nurse.id)) == []
        ACTS[act](session, staff.chief, nurse)
        [told] = revisions.history(session, (revisions.ACCOUNT, nurse.id))
        assert (told.action, told.actor_id) == (act, staff.chief.account_id)
        assert NURSE not in str(told.changes)


def test_closing_an_account_ends_its_sessions_at_once(staff: Staff) -> None:
    with staff.database.write() as session:
        token = signing_in.open_session(session, the(session, NURSE), device="", now=NOW)
        account_admin.disable(session, staff.chief, the(session, NURSE))
    with staff.database.write() as session:
        assert signing_in.session_of(session, token, now=NOW) is None
        account_admin.enable(session, staff.chief, the(session, NURSE), secret_key=SECRET)
        assert signing_in.session_of(session, token, now=NOW) is None  # gone, not asleep


def test_opening_an_account_forgets_wrong_tries(staff: Staff) -> None:
    with staff.database.write() as session:
        for _ in range(100):
            tried().count(session)
        assert throttling.is_locked(session, SECRET, NURSE)
        account_admin.enable(session, staff.chief, the(session, NURSE), secret_key=SECRET)
        assert not throttling.is_locked(session, SECRET, NURSE)


def test_a_reset_takes_factor_codes_password_and_sessions(staff: Staff) -> None:
    with staff.database.write() as session:
        nurse = the(session, NURSE)
        set_up = second_factor.begin_set_up(nurse, (SECRET,), now=NOW)
        nurse.totp_secret, nurse.totp_since = set_up.sealed, NOW
        second_factor.new_recovery_codes(session, nurse)
        token = signing_in.open_session(session, nurse, device="", now=NOW, second_factor_shown=True)
        account_admin.reset_second_factor(session, staff.chief, nurse)
    with staff.database.read() as session:
        nurse = the(session, NURSE)
        assert (nurse.totp_secret, nurse.totp_since, nurse.password_hash) == ("", None, "")
        assert nurse.recovery_codes == []
        assert signing_in.session_of(session, token, now=NOW) is None


def test_one_administrator_always_stays(staff: Staff) -> None:
    with staff.database.write() as session:
        chief = the(session, CHIEF)
        service = Actor.system()
        for act in (ACTS["disable"], ACTS["remove_role"]):
            with pytest.raises(InvalidChange) as caught:
                act(session, service, chief)
            assert caught.value.faults == {"account": "last_admin"}
        second = person(session, "toinen@sote.example", ADMIN)
        second.active = False
        session.flush()
        with pytest.raises(InvalidChange):
            account_admin.disable(session, service, chief)
        second.active = True
        session.flush()
        account_admin.disable(session, service, chief)
        assert not chief.active


def test_nobody_closes_or_resets_the_own_account_here(staff: Staff) -> None:
    with staff.database.write() as session:
        person(session, "toinen@sote.example", ADMIN)
        for act in (account_admin.disable, account_admin.reset_second_factor):
            with pytest.raises(InvalidChange) as caught:
                act(session, staff.chief, the(session, CHIEF))
            assert caught.value.faults == {"account": "own"}


def test_a_role_is_given_once(staff: Staff) -> None:
    with staff.database.write() as session:
        account_admin.add_role(session, staff.chief, the(session, NURSE), PROFESSIONAL)
        with pytest.raises(InvalidChange):
            account_admin.add_role(session, staff.chief, the(session, NURSE), PROFESSIONAL)
        with pytest.raises(NotFound):
            account_admin.remove_role(session, staff.chief, the(session, NURSE), 99999)
