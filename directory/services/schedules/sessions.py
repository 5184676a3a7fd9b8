"""Real sessions of a whole timetable, in local time of Europe/Helsinki."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from directory.models import Schedule
from directory.services.schedules.rhythm import is_public_holiday, regular_days

HELSINKI: Final = ZoneInfo("Europe/Helsinki")
YEAR: Final = timedelta(days=366)

HELD, CANCELLED, MOVED, EXTRA = "held", "cancelled", "moved", "extra"


@dataclass(frozen=True, slots=True)
class RealSession:
    """One session. ``start``/``end`` are aware, in Europe/Helsinki; ``note`` says by language why it differs."""

    start: datetime
    end: datetime
    status: str = HELD
    note: Mapping[str, str] = field(default_factory=dict)


def sessions_between(rows: Iterable[Schedule], first: date, last: date) -> list[RealSession]:
    """All sessions that start from ``first`` to ``last``, both included, cancelled ones too, soonest first.

    Order of applying: rhythm, public holidays, breaks, exceptions; an exception wins.
    """
    found = [session for row in rows for session in _of_row(row, first, last)]
    found.sort(key=lambda session: (session.start, session.end))
    return found


def upcoming(rows: Sequence[Schedule], now: datetime, *, limit: int, within: timedelta = YEAR) -> list[RealSession]:
    """Sessions that have not ended at ``now``, cancelled ones too, until ``limit`` held ones are found.

    ``now`` is aware. Looks ``within`` from now at the most; an activity without rows has none.
    """
    today = now.astimezone(HELSINKI).date()
    # Yesterday's session may still go on after midnight.
    first, horizon = today - timedelta(days=1), today + within
    window = timedelta(days=70)
    found: list[RealSession] = []
    held = 0
    while first <= horizon and held < limit:
        last = min(first + window, horizon)
        for session in sessions_between(rows, first, last):
            if session.end <= now:
                continue
            found.append(session)
            held += session.status != CANCELLED
            if held == limit:
                break
        if not any(row.ends_on is None or row.ends_on > last for row in rows):
            break
        first, window = last + timedelta(days=1), window * 2
    return found


def _of_row(row: Schedule, first: date, last: date) -> Iterator[RealSession]:
    exceptions = {exception.held_on: exception for exception in row.exceptions if exception.kind != EXTRA}
    for day in regular_days(row, first, last):
        exception = exceptions.get(day)
        if exception is not None:
            start, end = exception.start or row.start, exception.end or row.end
            yield _session(day, start, end, status=exception.kind, note=exception.note)
            continue
        if row.not_on_public_holidays and is_public_holiday(day):
            yield _session(day, row.start, row.end, status=CANCELLED)
            continue
        pause = next((p for p in row.breaks if p.starts_on <= day <= p.ends_on), None)
        if pause is not None:
            yield _session(day, row.start, row.end, status=CANCELLED, note=pause.note)
            continue
        yield _session(day, row.start, row.end, note=row.note)
    for exception in row.exceptions:
        if exception.kind == EXTRA and first <= exception.held_on <= last:
            start, end = exception.start or row.start, exception.end or row.end
            yield _session(exception.held_on, start, end, status=EXTRA, note=exception.note)


def _session(day: date, start: time, end: time, *, status: str = HELD, note: Mapping[str, str] | None = None) -> RealSession:
    end_day = day + timedelta(days=1) if end <= start else day
    return RealSession(_local(day, start), _local(end_day, end), status, dict(note or {}))


def _local(day: date, clock: time) -> datetime:
    """Local wall time. A time the spring change skips is read as the same moment one hour later on the clock."""
    moment = datetime.combine(day, clock, HELSINKI)
    return datetime.fromtimestamp(moment.timestamp(), HELSINKI)
