"""What the public pages read: activities, organisations and what lies in a municipality."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session, selectinload

from directory.errors import Gone, NotFound
from directory.models import Activity, ActivityCard, ActivityText, CooperationContact, Organisation, Schedule
from directory.models.base import PUBLIC_ID_ALPHABET
from directory.services.cards import Card, card_from_bytes
from directory.services.cards.projection import is_public
from directory.vocabulary import Lifecycle, municipalities

OVER: Final = frozenset({Lifecycle.ENDED, Lifecycle.ARCHIVED})
ID_MAX: Final = 16


def public_id_of(address: str) -> str:
    """The public id at the start of ``<public_id>-<slug>``. Raises ``NotFound`` when it cannot be one."""
    public_id = address.split("-", 1)[0]
    if not public_id or len(public_id) > ID_MAX or not set(public_id) <= set(PUBLIC_ID_ALPHABET):
        raise NotFound(address[:ID_MAX])
    return public_id


def activity(session: Session, public_id: str, *, today: date) -> Activity:
    """The whole activity, when the public may see it.

    Raises ``Gone`` when it has ended or is in the archive, ``NotFound`` when there is none or it is not out yet.
    A paused activity is read by its address too: people come back to it, and it says until when it rests.
    """
    found = session.scalar(
        select(Activity)
        .where(Activity.public_id == public_id)
        .options(
            selectinload(Activity.texts),
            selectinload(Activity.locations),
            selectinload(Activity.contacts),
            selectinload(Activity.verifications),
            selectinload(Activity.organisation),
            selectinload(Activity.schedules).options(selectinload(Schedule.breaks), selectinload(Schedule.exceptions)),
        )
    )
    if found is None:
        raise NotFound(public_id)
    if found.lifecycle in OVER:
        raise Gone(public_id)
    if found.lifecycle != Lifecycle.PAUSED and not is_public(found, today):
        raise NotFound(public_id)
    return found


def organisation(session: Session, public_id: str) -> Organisation:
    """An organisation with its parent. Raises ``NotFound``."""
    found = session.scalar(
        select(Organisation).where(Organisation.public_id == public_id).options(selectinload(Organisation.parent))
    )
    if found is None:
        raise NotFound(public_id)
    return found


def cards_of_organisation(session: Session, organisation_id: int, *, limit: int = 200) -> list[Card]:
    """Published cards of one organisation, in no order that means anything."""
    rows = session.scalars(
        select(ActivityCard.card)
        .join(Activity, Activity.id == ActivityCard.activity_id)
        .where(Activity.organisation_id == organisation_id, ActivityCard.published.is_(True))
        .order_by(ActivityCard.activity_id)
        .limit(limit)
    )
    return [card_from_bytes(row) for row in rows]


_CONTACT_PERSONS: Final = (  # made once: a results page asks for it
    select(CooperationContact)
    .where(
        or_(
            CooperationContact.municipality == bindparam("municipality"),
            CooperationContact.county == bindparam("county"),
        )
    )
    .order_by(CooperationContact.id)
)


def contact_persons(session: Session, municipality: str) -> tuple[CooperationContact | None, CooperationContact | None]:
    """The named persons for cooperation with organisations: of the municipality and of its county."""
    county = municipalities()[municipality].county
    rows = session.scalars(_CONTACT_PERSONS, {"municipality": municipality, "county": county}).all()
    return (
        next((row for row in rows if row.municipality), None),
        next((row for row in rows if row.county), None),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing with a page of its own, for the site map: its titles by language and when it last changed."""

    public_id: str
    titles: dict[str, str]
    changed: datetime


def listed_activities(session: Session, *, offset: int, limit: int) -> list[Listed]:
    """Published activities in a steady order, a slice at a time."""
    ids = session.execute(
        select(Activity.id, Activity.public_id, Activity.updated_at)
        .join(ActivityCard, ActivityCard.activity_id == Activity.id)
        .where(ActivityCard.published.is_(True))
        .order_by(Activity.id)
        .offset(offset)
        .limit(limit)
    ).all()
    if not ids:
        return []
    titles: dict[int, dict[str, str]] = {row.id: {} for row in ids}
    texts = session.execute(
        select(ActivityText.activity_id, ActivityText.language, ActivityText.title).where(
            ActivityText.activity_id.between(ids[0].id, ids[-1].id)
        )
    )
    for activity_id, language, title in texts:
        if activity_id in titles:
            titles[activity_id][language] = title
    return [Listed(row.public_id, titles[row.id], row.updated_at) for row in ids]


def listed_organisations(session: Session) -> Iterator[Listed]:
    """Every organisation, in a steady order."""
    rows = session.execute(
        select(Organisation.public_id, Organisation.names, Organisation.updated_at).order_by(Organisation.id)
    )
    for public_id, names, changed in rows:
        yield Listed(public_id, dict(names), changed)
