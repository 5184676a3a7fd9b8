"""Workplaces: where professionals guide people from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from directory.models import Workplace
from directory.services.access import Actor
from directory.vocabulary import Role

_PLACE: Final = Workplace.__table__.c
# Made once, of columns and not of the object: it is asked with every page of a professional.
_OWN: Final = select(_PLACE.id, _PLACE.public_id, _PLACE.name, _PLACE.municipalities, _PLACE.languages).where(
    _PLACE.id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class OwnWorkplace:
    """What a professional's pages need of a workplace: codes of its home municipalities and of its slips' languages."""

    id: int
    public_id: str
    name: str
    municipalities: tuple[str, ...]
    languages: tuple[str, ...]


def own_workplace_ids(actor: Actor) -> tuple[int, ...]:
    """The workplaces of which the actor is a professional, the first joined first."""
    places = (g.workplace_id for g in actor.grants if g.role == Role.PROFESSIONAL and g.workplace_id is not None)
    return tuple(dict.fromkeys(places))


def own_workplace_id(actor: Actor) -> int | None:
    """The workplace the actor works for now: the chosen one, else the first joined; None for everybody else."""
    places = own_workplace_ids(actor)
    if actor.workplace_id in places:
        return actor.workplace_id
    return places[0] if places else None


def own_workplaces(session: Session, actor: Actor) -> tuple[OwnWorkplace, ...]:
    """The actor's workplaces, the first joined first. No select for whoever has none."""
    ids = own_workplace_ids(actor)
    if not ids:
        return ()
    rows = session.execute(_OWN, {"ids": list(ids)})
    found = {
        row.id: OwnWorkplace(row.id, row.public_id, row.name, tuple(row.municipalities), tuple(row.languages))
        for row in rows
    }
    return tuple(found[place] for place in ids if place in found)


def active_of(places: Sequence[OwnWorkplace], chosen: str) -> OwnWorkplace | None:
    """The workplace with the public id ``chosen`` when it is among them, else the first; None when there is none."""
    return next((place for place in places if place.public_id == chosen), places[0] if places else None)


def name_of(session: Session, workplace_id: int | None) -> str:
    """A workplace's name; empty when there is none or it is gone."""
    place = session.get(Workplace, workplace_id) if workplace_id is not None else None
    return place.name if place else ""


def name_for(session: Session, actor: Actor) -> str:
    """The name of the workplace the actor works for now; empty for everybody else."""
    return name_of(session, own_workplace_id(actor))
