"""The workplace of the signed-in person, as the paper names it."""

from sqlalchemy.orm import Session

from directory.models import ReferralSlip, Workplace
from directory.services.access import Actor
from directory.vocabulary import Role


def workplace_name(session: Session, actor: Actor) -> str:
    """The name of the actor's only workplace; empty for everybody else."""
    places = {g.workplace_id for g in actor.grants if g.role == Role.PROFESSIONAL and g.workplace_id is not None}
    return name_of(session, places.pop()) if len(places) == 1 else ""


def workplace_of(session: Session, slip: ReferralSlip) -> str:
    """The name of the workplace a slip was made at; empty when it was made without signing in."""
    return name_of(session, slip.workplace_id) if slip.workplace_id else ""


def name_of(session: Session, workplace_id: int) -> str:
    """A workplace's name; empty when it is gone."""
    place = session.get(Workplace, workplace_id)
    return place.name if place else ""
