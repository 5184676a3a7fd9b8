"""The next sessions from a moment on, as lists and pages show them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from directory.models import Schedule
from directory.services.schedules.sessions import YEAR, RealSession, last_day, moment_in_helsinki, sessions_between

IN_A_ROW: Final = 3  # days off told one after another; a long break is told once, not for each week of it
NEAR: Final = timedelta(days=28)
WINDOW: Final = timedelta(days=70)


def upcoming(
    rows: Sequence[Schedule],
    now: datetime,
    *,
    limit: int,
    within: timedelta = YEAR,
    covering: timedelta = timedelta(0),
) -> list[RealSession]:
    """Sessions that have not ended at ``now``, soonest first: the next ``limit`` that are held.

    Cancelled ones in between are there too, at most three in a row. With ``covering`` the list goes on past ``limit``
    to the end of that span. Looks ``within`` from now at the most; an activity without rows has none. ``now`` is
    aware. Raises ``ValueError`` for a naive one.
    """
    local = moment_in_helsinki(now)
    coming = (session for session in _from(rows, local.date(), local.date() + within) if session.end > now)
    return list(_shown(coming, local.date(), limit, covering))


def _from(rows: Sequence[Schedule], today: date, horizon: date) -> Iterator[RealSession]:
    """Every session, window by window, so that nobody works out a year of a weekly timetable."""
    # Yesterday's session may still go on after midnight.
    first, window = today - timedelta(days=1), WINDOW
    ends = last_day(rows)
    horizon = horizon if ends is None else min(horizon, ends)
    while first <= horizon:
        last = min(first + window, horizon)
        yield from sessions_between(rows, first, last)
        first, window = last + timedelta(days=1), window * 2


def _shown(sessions: Iterable[RealSession], today: date, limit: int, covering: timedelta) -> Iterator[RealSession]:
    held = 0
    off: list[RealSession] = []
    for session in sessions:
        if held >= limit and session.start.date() > today + covering:
            return
        if not session.is_held:
            off.append(session)
            continue
        yield from off[:IN_A_ROW]
        off.clear()
        held += 1
        yield session
        if held >= limit and not covering:
            return
    # What is off at the end of a timetable is told too, when it is near enough to be missed.
    yield from (session for session in off[:IN_A_ROW] if session.start.date() <= today + NEAR)
