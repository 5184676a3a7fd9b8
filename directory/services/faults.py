"""Faults in stored data: what no longer holds, found before a reader finds it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from directory.models import Activity, ActivityCard, IndexChange, Schedule
from directory.services.cards.making import public_contact
from directory.services.cards.projection import is_public
from directory.services.schedules import upcoming
from directory.vocabulary import Lifecycle, codes, municipalities

BATCH: Final = 500
OUTBOX_ATTEMPTS: Final = 5
CODE_FIELDS: Final = (
    "kinds",
    "needs",
    "target_groups",
    "modes",
    "outreach_help",
    "threshold",
    "referral_routes",
    "languages",
)
SINGLE_FIELDS: Final = (
    ("tier", "tiers"),
    ("gender", "genders"),
    ("area_level", "area_levels"),
    ("cost", "costs"),
    ("capacity", "capacity"),
    ("lifecycle", "lifecycle"),
    ("meets_at", "meets_at"),
    ("review_rhythm", "review_rhythms"),
)


@dataclass(frozen=True, slots=True)
class StoredFault:
    """One fault: which activity (public id), which field, what is wrong."""

    public_id: str
    field: str
    problem: str

    def __str__(self) -> str:
        return f"{self.public_id}  {self.field}: {self.problem}"


def find_faults(session: Session, *, now: datetime, progress: Callable[[int], object]) -> Iterator[StoredFault]:
    """Every fault of every activity, then what is stuck in the outbox."""
    last = 0
    while batch := _batch(session, last):
        shown = dict(
            session.execute(
                select(ActivityCard.activity_id, ActivityCard.published).where(
                    ActivityCard.activity_id.in_([activity.id for activity in batch])
                )
            )
            .tuples()
            .all()
        )
        for activity in batch:
            for field, problem in _of_activity(activity, now):
                yield StoredFault(activity.public_id, field, problem)
            if shown.get(activity.id) != is_public(activity, now.date()):
                yield StoredFault(activity.public_id, "card", "out of step with the activity: run flask reindex")
        progress(len(batch))
        last = batch[-1].id
        session.expunge_all()
    for change in session.scalars(select(IndexChange).where(IndexChange.attempts >= OUTBOX_ATTEMPTS)):
        yield StoredFault(change.public_id, "index", f"{change.engine}: {change.attempts} tries, {change.last_error}")


def _batch(session: Session, last: int) -> list[Activity]:
    return list(
        session.scalars(
            select(Activity)
            .where(Activity.id > last)
            .order_by(Activity.id)
            .limit(BATCH)
            .options(
                selectinload(Activity.texts),
                selectinload(Activity.locations),
                selectinload(Activity.contacts),
                selectinload(Activity.organisation),
                selectinload(Activity.schedules).options(
                    selectinload(Schedule.breaks), selectinload(Schedule.exceptions)
                ),
            )
        )
    )


def _of_activity(activity: Activity, now: datetime) -> Iterator[tuple[str, str]]:
    yield from _codes(activity)
    if activity.age_min is not None and activity.age_max is not None and activity.age_min > activity.age_max:
        yield "age_min", f"{activity.age_min:g} is above age_max {activity.age_max:g}"
    for code in (*activity.area_municipalities, *(place.municipality for place in activity.locations)):
        known = municipalities().get(code)
        if known is None:
            yield "municipality", f"{code} is not a municipality"
        elif not known.active:
            yield "municipality", f"{known.names['fi']} ended, now {municipalities()[known.merged_into].names['fi']}"
    if (activity.area_level == "national") != (not activity.area_municipalities):
        yield "area", "municipalities are empty exactly when the level is national"
    if not activity.texts:
        yield "texts", "no text in any language"
    for text in activity.texts:
        if text.stale:
            yield f"texts.{text.language}", "the original changed after this translation"
    if activity.lifecycle == Lifecycle.PUBLISHED:
        yield from _of_published(activity, now)


def _codes(activity: Activity) -> Iterator[tuple[str, str]]:
    for field in CODE_FIELDS:
        for code in getattr(activity, field):
            if code not in codes(field):
                yield field, f"unknown code {code}"
    for field, code_list in SINGLE_FIELDS:
        code = getattr(activity, field)
        if code is not None and code not in codes(code_list):
            yield field, f"unknown code {code}"


def _of_published(activity: Activity, now: datetime) -> Iterator[tuple[str, str]]:
    contact = public_contact(activity)
    if not (
        (contact and (contact.phone or contact.email)) or activity.organisation.phone or activity.organisation.email
    ):
        yield "contacts", "published without a way to reach anyone"
    if activity.schedules and not upcoming(activity.schedules, now, limit=1):
        yield "schedule", f"no session after {now.date()}" + _ended(activity.schedules)
    if not activity.needs:
        yield "needs", "no need is named: found only by its words"


def _ended(rows: list[Schedule]) -> str:
    ends: list[date] = [row.ends_on for row in rows if row.ends_on is not None]
    return f", the last row ended {max(ends)}" if ends else ""
