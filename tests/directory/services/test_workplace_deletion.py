"""The end of a workplace: told beforehand, its people and slips left standing, the act on record."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.db import Database
from directory.errors import NotFound
from directory.models import Account, Invitation, Membership, ReferralSlip, ShelfItem, Workplace
from directory.services import revisions, shelf, workplace_deletion
from directory.services.access import Actor
from directory.services.workplace_deletion import Consequences
from directory.vocabulary import Role
from tests.directory.services.cast import ADMIN, LIEKSA, NOW, coordinator, published, revisions_of
from tests.directory.services.workplace_cast import nurse, workplace

TODAY = NOW.date()


def slip(session: Session, place: Workplace, code: str, last_day: date) -> ReferralSlip:
    made = ReferralSlip(
        code=code, short_code=code, language="fi", workplace_id=place.id, made_on=TODAY, expires_on=last_day
    )
    session.add(made)
    session.flush()
    return made


def places_of(session: Session, actor: Actor) -> list[int | None]:
    rows = select(Membership.workplace_id).where(
        Membership.account_id == actor.account_id, Membership.role == "professional"
    )
    return sorted(session.scalars(rows), key=str)


def test_what_it_means_is_told_and_done(database: Database) -> None:
    with database.write() as session:
        place, other = workplace(session), workplace(session, "Toinen keskus")
        alone, in_both = nurse(session, place), nurse(session, place, other, name="Bo Ek")
        shelf.save(session, alone, published(session).public_id, now=NOW)
        here = slip(session, place, "AAAA", TODAY)
        slip(session, place, "BBBB", TODAY - timedelta(days=1))
        session.add(
            Invitation(
                email="uusi@demo.example",
                role=Role.PROFESSIONAL,
                workplace_id=place.id,
                token_hash="0",
                expires_at=NOW + timedelta(days=1),
            )
        )
        session.flush()
        told = workplace_deletion.consequences(session, ADMIN, place.public_id, today=TODAY)
        assert told == Consequences(place.name, people=2, left_without=1, saved=1, slips=1, invitations=1)
        old, kept = place.id, (here.id, other.id)
        assert workplace_deletion.delete(session, ADMIN, place.public_id) == told.name
        session.expire_all()
        assert session.get(Workplace, old) is None
        assert session.scalar(select(func.count()).select_from(ShelfItem)) == 0
        assert session.scalar(select(func.count()).select_from(Invitation)) == 0
        assert session.get_one(ReferralSlip, kept[0]).workplace_id is None
        assert places_of(session, alone) == [None]  # still a professional, of no workplace
        assert places_of(session, in_both) == [kept[1]]
        assert [one.action for one in revisions_of(session, old, "workplace")] == ["delete"]
        for who in (alone, in_both):
            assert who.account_id is not None
            acts = revisions.history(session, (revisions.ACCOUNT, who.account_id))
            assert [one.action for one in acts] == ["workplace_deleted"]


def test_whoever_is_a_professional_without_a_place_already_is_not_so_twice(database: Database) -> None:
    with database.write() as session:
        place = workplace(session)
        member = nurse(session, place)
        session.get_one(Account, member.account_id).memberships.append(Membership(role=Role.PROFESSIONAL))
        session.flush()
        workplace_deletion.delete(session, ADMIN, place.public_id)
        session.expire_all()
        assert places_of(session, member) == [None]


def test_only_administrators_may(database: Database) -> None:
    with database.write() as session:
        place = workplace(session)
        for actor in (nurse(session, place), coordinator(LIEKSA), Actor.anonymous()):
            with pytest.raises(NotFound):
                workplace_deletion.consequences(session, actor, place.public_id, today=TODAY)
            with pytest.raises(NotFound):
                workplace_deletion.delete(session, actor, place.public_id)
        assert session.get(Workplace, place.id) is not None


def test_the_history_of_one_that_is_no_more_is_never_read_as_the_next_ones(database: Database) -> None:
    with database.write() as session:
        workplace_deletion.delete(session, ADMIN, workplace(session).public_id)
        assert revisions_of(session, workplace(session, "Uusi keskus").id, "workplace") == []
