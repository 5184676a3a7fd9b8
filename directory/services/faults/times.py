"""Faults in timetables: rows that never happen, exceptions that meet no session, a timetable that is over."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final

from directory.models import Activity, Schedule
from directory.services.schedules import upcoming
from directory.services.schedules.rhythm import regular_days
from directory.services.schedules.sessions import CANCELLED, EXTRA, HELSINKI
from directory.vocabulary import Lifecycle

LOOKED_AHEAD: Final = timedelta(days=800)  # two years and a season: the rarest rhythm is once a month


def faults(activity: Activity, now: datetime) -> Iterator[tuple[str, str]]:
    """Field and problem of each fault."""
    for row in activity.schedules:
        field = f"schedules[{row.position}]"
        if not _ever_held(row):
            yield field, f"never held: {row.weekday} from {row.starts_on} until {row.ends_on or 'further notice'}"
        for exception in row.exceptions:
            day = exception.held_on
            if exception.kind != EXTRA and day not in regular_days(row, day, day):
                yield field, f"{exception.kind} on {day}, when there is no session anyway"
    if activity.lifecycle != Lifecycle.PUBLISHED or not activity.schedules:
        return
    coming = upcoming(activity.schedules, now, limit=1)
    if all(session.status == CANCELLED for session in coming):
        ends = [row.ends_on for row in activity.schedules if row.ends_on is not None]
        yield "schedules", f"no session after {now.date()}" + (f", the last row ended {max(ends)}" if ends else "")


def _ever_held(row: Schedule) -> bool:
    first = min([row.starts_on, *(e.held_on for e in row.exceptions if e.kind == EXTRA)])
    since = datetime.combine(first, time.min, HELSINKI)
    return any(session.status != CANCELLED for session in upcoming([row], since, limit=1, within=LOOKED_AHEAD))
