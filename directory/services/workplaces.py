"""Workplaces: where professionals guide people from."""

from sqlalchemy.orm import Session

from directory.models import Workplace
from directory.services.access import Actor
from directory.vocabulary import Role


def own_workplace_id(actor: Actor) -> int | None:
    """The actor's only workplace as a professional; None for everybody else."""
    places = {g.workplace_id for g in actor.grants if g.role == Role.PROFESSIONAL and g.workplace_id is not None}
    return places.pop() if len(places) == 1 else None


def name_of(session: Session, workplace_id: int | None) -> str:
    """A workplace's name; empty when there is none or it is gone."""
    place = session.get(Workplace, workplace_id) if workplace_id is not None else None
    return place.name if place else ""


def name_for(session: Session, actor: Actor) -> str:
    """The name of the actor's only workplace; empty for everybody else."""
    return name_of(session, own_workplace_id(actor))
