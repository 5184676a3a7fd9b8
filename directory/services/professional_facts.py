"""What professionals alone may see of activities: contacts for them, what to do before, how to refer; their own shelf.

The only door to it: pages ask here, with the actor, and cards and search documents hold none of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, Select, and_, bindparam, select
from sqlalchemy.orm import Session

from directory.models import Activity, Contact, ShelfItem
from directory.services.access import PERMISSIONS, Actor, Subject, may
from directory.services.workplaces import own_workplace_id
from directory.vocabulary import Audience

SEE: Final = "activity.see_professional"
PROFESSIONAL_ROUTES: Final = ("professional", "joint_call", "decision", "doctor")
NOTE_OLD: Final = timedelta(days=183)  # half a year: then the team looks whether it still holds


@dataclass(frozen=True, slots=True)
class ProfessionalContact:
    """Somebody whom professionals may call."""

    name: str
    role: Mapping[str, str]
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class TeamNote:
    """What the actor's workplace keeps of an activity: its folder and note, "" when there is none.

    ``old`` tells that the note was written more than half a year ago.
    """

    folder: str
    text: str
    by: str
    at: datetime | None
    old: bool


@dataclass(frozen=True, slots=True)
class ProfessionalFacts:
    """Of one activity. ``routes`` are the ways in which a professional takes part; ``shelf`` None when not on it."""

    contacts: tuple[ProfessionalContact, ...]
    do_before: Mapping[str, str]
    routes: tuple[str, ...]
    shelf: TeamNote | None


def sees_any(actor: Actor) -> bool:
    """Whether there can be anything for the actor at all; saves the select for everybody else."""
    roles = PERMISSIONS[SEE]
    return any(grant.role in roles for grant in actor.grants)


def professional_facts(
    session: Session, actor: Actor, public_ids: Sequence[str], *, now: datetime
) -> dict[str, ProfessionalFacts]:
    """By public id, of those whose professional facts the actor may see. One select for a page of results."""
    if not public_ids or not sees_any(actor):
        return {}
    found: dict[str, ProfessionalFacts] = {}
    allowed: dict[int, bool] = {}
    for row in session.execute(_ROWS, {"workplace": own_workplace_id(actor), "ids": list(public_ids)}):
        owner = row.organisation_id
        if owner not in allowed:
            allowed[owner] = may(actor, SEE, Subject(organisation_id=owner))
        if not allowed[owner]:
            continue
        known = found.get(row.public_id)
        if known is None:
            found[row.public_id] = _facts(row, now)
        elif row.contact_id is not None:
            found[row.public_id] = replace(known, contacts=(*known.contacts, _contact(row)))
    return found


def team_note(folder: str, text: str, by: str, at: datetime | None, now: datetime) -> TeamNote:
    """A note with whether it is old."""
    return TeamNote(folder, text, by, at, old=bool(text) and at is not None and at < now - NOTE_OLD)


def _statement() -> Select[Any]:
    activity, contact, item = Activity.__table__.c, Contact.__table__.c, ShelfItem.__table__.c
    for_them = and_(contact.activity_id == activity.id, contact.audience == Audience.PROFESSIONAL)
    # A workplace that is NULL equals none: then nothing is on a shelf.
    mine = and_(item.activity_id == activity.id, item.workplace_id == bindparam("workplace"), item.removed_at.is_(None))
    return (
        select(
            activity.public_id,
            activity.organisation_id,
            activity.do_before,
            activity.referral_routes,
            contact.id.label("contact_id"),
            contact.name,
            contact.role,
            contact.phone,
            contact.email,
            item.id.label("item_id"),
            item.folder,
            item.note,
            item.noted_by,
            item.noted_at,
        )
        .select_from(Activity.__table__.outerjoin(Contact.__table__, for_them).outerjoin(ShelfItem.__table__, mine))
        .where(activity.public_id.in_(bindparam("ids", expanding=True)))
        .order_by(contact.position, contact.id)
    )


# Made once, of tables and not of objects: it is asked with every page of results of a professional.
_ROWS: Final = _statement()


def _facts(row: Row[Any], now: datetime) -> ProfessionalFacts:
    on_shelf = row.item_id is not None
    return ProfessionalFacts(
        contacts=(_contact(row),) if row.contact_id is not None else (),
        do_before=row.do_before or {},
        routes=tuple(route for route in PROFESSIONAL_ROUTES if route in row.referral_routes),
        shelf=team_note(row.folder, row.note, row.noted_by, row.noted_at, now) if on_shelf else None,
    )


def _contact(row: Row[Any]) -> ProfessionalContact:
    return ProfessionalContact(row.name, row.role, row.phone, row.email)
