"""The next sessions from a moment on, as lists and pages show them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from directory.models import Schedule
from directory.services.schedules.sessions import YEAR, RealSession, last_day, moment_in_helsinki, sessions_between

NEAR: Final = timedelta(days=28)  # a day off further away is not news yet
IN_A_ROW: Final = 3  # days off told one after another; a long break is told once, not for each week of it
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

    Cancelled ones in between are there too when they fall in the next four weeks, at most three in a row. With
    ``covering`` the list goes on past ``limit`` to the end of that span. Looks ``within`` from now at the most; an
    activity without rows has none. ``now`` is aware. Raises ``ValueError`` for a naive one.
    """
    local = moment_in_helsinki(now)
    coming = (session for session in _from(rows, local.date(), local.date() + within) if session.end > now)
    return list(_shown(coming, local, limit, covering))


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


def _shown(sessions: Iterable[RealSession], now: datetime, limit: int, covering: timedelta) -> Iterator[RealSession]:
    held = off_in_a_row = 0
    covered = now.date() + covering
    for session in sessions:
        if held >= limit and session.start.date() > covered:
            return
        if session.is_held:
            held, off_in_a_row = held + 1, 0
            yield session
            if held >= limit and not covering:
                return
        elif session.start <= now + NEAR:
            off_in_a_row += 1
            if off_in_a_row <= IN_A_ROW:
                yield session
