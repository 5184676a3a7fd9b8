"""What is on the shelf, as it is today: ended activities stay in sight until somebody takes them off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from directory.errors import NotFound
from directory.models import Activity, ActivityCard, Revision, ShelfItem
from directory.services import revisions
from directory.services.access import Actor
from directory.services.cards import Card, card_from_bytes
from directory.services.professional_facts import ProfessionalFacts, TeamNote, professional_facts, team_note
from directory.services.schedules.sessions import HELSINKI
from directory.services.shelf.place import own_place
from directory.vocabulary import Lifecycle

NEWS_FOR: Final = timedelta(days=30)
# Field of a change → what it means for whoever guides people there.
NEWS: Final[Mapping[str, str]] = {
    "schedules": "times",
    "schedule_note": "times",
    "locations": "place",
    "area_level": "place",
    "area_municipalities": "place",
    "contacts": "contact",
    "meets_name": "who_meets",
    "meets_at": "who_meets",
    "cost": "cost",
    "cost_amount": "cost",
    "cost_note": "cost",
    "capacity": "capacity",
    "referral_routes": "joining",
    "outreach_help": "joining",
    "threshold": "joining",
    "do_before": "joining",
    "accessibility": "accessibility",
}
NEWS_OF_TEXTS: Final[Mapping[str, str]] = {"who_meets": "who_meets", "how_to_join": "joining"}
UNSAID: Final = frozenset({"lifecycle", "paused_until", "capacity_stated_on", "review_rhythm"})


_COLUMNS: Final[tuple[Any, ...]] = (
    ShelfItem.activity_id,
    ShelfItem.folder,
    ShelfItem.note,
    ShelfItem.noted_by,
    ShelfItem.noted_at,
    ShelfItem.added_at,
    Activity.lifecycle,
    Activity.paused_until,
    ActivityCard.public_id,
    ActivityCard.card,
)


@dataclass(frozen=True, slots=True)
class News:
    """What changed lately: the day of the last change and of what kinds all of them were, the weightiest first."""

    on: date
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A saved activity. ``lifecycle`` as it is now: a pause that is over counts as published."""

    card: Card
    lifecycle: str
    paused_until: date | None
    mark: TeamNote
    added_at: datetime
    facts: ProfessionalFacts | None
    news: News | None

    @property
    def is_public(self) -> bool:
        """Whether it can be found, opened and put on a slip."""
        return self.lifecycle == Lifecycle.PUBLISHED


@dataclass(frozen=True, slots=True)
class Shelf:
    """A workplace's shelf; ``folders`` are all of them, in the order they were made."""

    workplace: str
    folders: tuple[str, ...]
    entries: tuple[Entry, ...]


def shelf_of(session: Session, actor: Actor, *, now: datetime) -> Shelf:
    """The shelf of the workplace the actor works for now, the newest first. Raises ``NotFound`` without one."""
    place = own_place(session, actor)
    return Shelf(place.name, tuple(place.folders), tuple(_entries(session, actor, place.id, now=now)))


def shelf_folders(session: Session, actor: Actor) -> tuple[str, ...]:
    """The folders of the shelf in the order they were made."""
    return tuple(own_place(session, actor).folders)


def entry(session: Session, actor: Actor, public_id: str, *, now: datetime) -> Entry:
    """One saved activity. Raises ``NotFound`` when it is not on the shelf."""
    place = own_place(session, actor)
    found = _entries(session, actor, place.id, now=now, public_id=public_id)
    if not found:
        raise NotFound(public_id)
    return found[0]


def _entries(session: Session, actor: Actor, workplace_id: int, *, now: datetime, public_id: str = "") -> list[Entry]:
    statement = (
        select(*_COLUMNS)
        .join(Activity, Activity.id == ShelfItem.activity_id)
        .join(ActivityCard, ActivityCard.activity_id == ShelfItem.activity_id)
        .where(ShelfItem.workplace_id == workplace_id, ShelfItem.removed_at.is_(None))
        .order_by(ShelfItem.added_at.desc(), ShelfItem.id.desc())
    )
    if public_id:
        statement = statement.where(Activity.public_id == public_id)
    rows = session.execute(statement).all()
    facts = professional_facts(session, actor, [row.public_id for row in rows], now=now)
    news = _news(session, rows, now)
    return [_entry(row, facts.get(row.public_id), news.get(row.activity_id), now) for row in rows]


def _entry(row: Row[Any], facts: ProfessionalFacts | None, news: News | None, now: datetime) -> Entry:
    today = now.astimezone(HELSINKI).date()
    rested = row.lifecycle == Lifecycle.PAUSED and row.paused_until is not None and row.paused_until < today
    return Entry(
        card=card_from_bytes(row.card),
        lifecycle=Lifecycle.PUBLISHED if rested else row.lifecycle,
        paused_until=row.paused_until,
        mark=team_note(row.folder, row.note, row.noted_by, row.noted_at, now),
        added_at=row.added_at,
        facts=facts,
        news=news,
    )


def _news(session: Session, rows: Sequence[Row[Any]], now: datetime) -> dict[int, News]:
    """Changes of the last 30 days since each was put on the shelf. Only their kinds are told."""
    added = {row.activity_id: row.added_at for row in rows}
    if not added:
        return {}
    changes = session.execute(
        select(Revision.subject_id, Revision.changes, Revision.at)
        .where(
            Revision.subject_type == revisions.ACTIVITY,
            Revision.subject_id.in_(added),
            Revision.action == "update",
            Revision.at > now - NEWS_FOR,
        )
        .order_by(Revision.id)
    )
    kinds: dict[int, set[str]] = {}
    last: dict[int, date] = {}
    for subject, said, at in changes:
        found = {kind for path in said if (kind := _kind(path))} if at > added[subject] else set()
        if found:
            kinds.setdefault(subject, set()).update(found)
            last[subject] = at.astimezone(HELSINKI).date()
    order = list(dict.fromkeys([*NEWS.values(), "texts", "other"]))
    return {
        subject: News(last[subject], tuple(kind for kind in order if kind in found)) for subject, found in kinds.items()
    }


def _kind(path: str) -> str:
    """What the field at a path of a revision means; "" for what nobody who guides people needs to know."""
    field, *rest = path.split(".")
    if field == "texts":
        return NEWS_OF_TEXTS.get(rest[-1], "texts") if rest and rest[-1] != "stale" else ""
    return "" if field in UNSAID else NEWS.get(field, "other")
