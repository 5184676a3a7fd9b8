"""Real sessions of a whole timetable, in local time of Europe/Helsinki."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from directory.models import Schedule
from directory.services.schedules.public_holidays import holiday_name
from directory.services.schedules.rhythm import regular_days
from search.zone import HELSINKI

__all__ = ["CANCELLED", "EXTRA", "HELD", "HELSINKI", "MOVED", "RealSession", "last_day", "sessions_between"]

YEAR: Final = timedelta(days=366)

HELD, CANCELLED, MOVED, EXTRA = "held", "cancelled", "moved", "extra"
# Of two sessions at the very same hours the one that says more is kept.
_SAYS_MORE: Final = {EXTRA: 0, MOVED: 1, HELD: 2, CANCELLED: 3}


@dataclass(frozen=True, slots=True)
class RealSession:
    """One session. ``start``/``end`` are aware, in Europe/Helsinki; ``note`` says by language why it differs."""

    start: datetime
    end: datetime
    status: str = HELD
    note: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_held(self) -> bool:
        """Whether people can come."""
        return self.status != CANCELLED


def sessions_between(rows: Iterable[Schedule], first: date, last: date) -> list[RealSession]:
    """All sessions that start from ``first`` to ``last``, both included, cancelled ones too, soonest first.

    Order of applying: rhythm, public holidays, breaks, exceptions; an exception wins. A day off for a public holiday
    carries the holiday's name as its note. Two rows with the very same hours make one session.
    """
    found = [session for row in rows for session in _of_row(row, first, last)]
    found.sort(key=lambda session: (session.start, session.end, _SAYS_MORE[session.status]))
    return [
        session
        for before, session in zip([None, *found], found, strict=False)
        if before is None or (before.start, before.end) != (session.start, session.end)
    ]


def last_day(rows: Iterable[Schedule]) -> date | None:
    """The last day on which the timetable can have a session; None when it goes on for now."""
    last = date.min
    for row in rows:
        if row.ends_on is None:
            return None
        last = max(last, row.ends_on, *(exception.held_on for exception in row.exceptions))
    return last


def _of_row(row: Schedule, first: date, last: date) -> Iterator[RealSession]:
    exceptions = {exception.held_on: exception for exception in row.exceptions if exception.kind != EXTRA}
    for day in regular_days(row, first, last):
        exception = exceptions.get(day)
        if exception is not None:
            start, end = exception.start or row.start, exception.end or row.end
            yield _session(day, start, end, status=exception.kind, note=exception.note)
            continue
        if row.not_on_public_holidays and (name := holiday_name(day)):
            yield _session(day, row.start, row.end, status=CANCELLED, note=name)
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


def _session(
    day: date, start: time, end: time, *, status: str = HELD, note: Mapping[str, str] | None = None
) -> RealSession:
    # Hours that end no later than they start cross midnight.
    end_day = day + timedelta(days=1) if end <= start else day
    starts, ends = _local(day, start), _local(end_day, end)
    if ends <= starts:
        # Only the first hours after a spring change can turn round: keep the length that was meant.
        length = datetime.combine(end_day, end) - datetime.combine(day, start)
        ends = datetime.fromtimestamp(starts.timestamp() + length.total_seconds(), HELSINKI)
    return RealSession(starts, ends, status, dict(note or {}))


def _local(day: date, clock: time) -> datetime:
    """Local wall time. A time the spring change skips is read as the same moment one hour later on the clock."""
    moment = datetime.combine(day, clock, HELSINKI)
    return datetime.fromtimestamp(moment.timestamp(), HELSINKI)


def moment_in_helsinki(now: datetime) -> datetime:
    """An aware moment as local time. Raises ``ValueError`` for a naive one: whose midnight would it be?"""
    if now.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return now.astimezone(HELSINKI)
