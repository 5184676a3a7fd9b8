"""Slips of a workplace, and who gives and reads what came of them."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.models import ReferralSlip, Workplace
from directory.services import referrals
from directory.services.access import Actor, Grant
from directory.services.referrals import NewSlip
from directory.vocabulary import Role
from tests.directory.services.cast import NOW


def workplace(session: Session, name: str = "Lieksan sote-keskus") -> Workplace:
    """A workplace of its own."""
    place = Workplace(name=name, municipalities=["422"], languages=["fi"])
    session.add(place)
    session.flush()
    return place


def nurse(place: Workplace) -> Actor:
    """A member of the workplace."""
    return Actor(7, (Grant(Role.PROFESSIONAL, workplace_id=place.id),))


def slip(session: Session, place: Workplace | None, *activity_ids: str, now: datetime = NOW) -> ReferralSlip:
    """A slip made at the workplace, or by a reader who has not signed in."""
    actor = nurse(place) if place else Actor.anonymous()
    return referrals.make(session, actor, NewSlip(activity_ids, "fi"), now=now)
