"""Faults in stored data: what no longer holds, found before a reader finds it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from directory.models import Activity, ActivityCard, Schedule
from directory.services.faults import content, organisations, outbox, showing, times
from directory.services.faults.fault import StoredFault

BATCH: Final = 500

__all__ = ["StoredFault", "find_faults"]


def find_faults(session: Session, *, now: datetime, progress: Callable[[int], object]) -> Iterator[StoredFault]:
    """Every fault of organisations, of activities and their cards, and what is stuck on its way to the indexes.

    ``progress`` is told how many activities were looked at. Reads in batches, changes nothing.
    """
    yield from organisations.faults(session)
    last = 0
    while batch := _batch(session, last):
        ids = [activity.id for activity in batch]
        rows = session.scalars(select(ActivityCard).where(ActivityCard.activity_id.in_(ids)))
        stored = {row.activity_id: row for row in rows}
        for activity in batch:
            for field, problem in _of_activity(activity, stored.get(activity.id), now):
                yield StoredFault(activity.public_id, field, problem)
        progress(len(batch))
        last = batch[-1].id
        session.expunge_all()
    yield from outbox.faults(session, now)


def _of_activity(activity: Activity, card: ActivityCard | None, now: datetime) -> Iterator[tuple[str, str]]:
    yield from content.faults(activity, now)
    yield from times.faults(activity, now)
    yield from showing.faults(activity, card, now)


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
                selectinload(Activity.verifications),
                selectinload(Activity.organisation),
                selectinload(Activity.schedules).options(
                    selectinload(Schedule.breaks), selectinload(Schedule.exceptions)
                ),
            )
        )
    )
