"""The regular days of one timetable row, by date arithmetic: no day-by-day scanning."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Protocol

WEEKDAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")


class Row(Protocol):
    """What the rhythm needs of a row; ``directory.models.Schedule`` has it."""

    weekday: str
    every_weeks: int | None
    nth: int | None
    starts_on: date
    ends_on: date | None


def regular_days(row: Row, first: date, last: date) -> Iterator[date]:
    """Days of the row's rhythm from ``first`` to ``last``, both included, soonest first."""
    first = max(first, row.starts_on)
    if row.ends_on is not None:
        last = min(last, row.ends_on)
    if first > last:
        return
    weekday = WEEKDAYS.index(row.weekday)
    if row.nth is not None:
        yield from _monthly(weekday, row.nth, first, last)
    else:
        yield from _weekly(row, weekday, row.every_weeks or 1, first, last)


def _weekly(row: Row, weekday: int, every: int, first: date, last: date) -> Iterator[date]:
    # Weeks are counted from the week (Monday to Sunday) that holds the first session.
    anchor = row.starts_on - timedelta(days=row.starts_on.weekday()) + timedelta(days=weekday)
    step = timedelta(weeks=every)
    passed = max(0, -((anchor - first) // step))
    day = anchor + passed * step
    if day < first:
        day += step
    while day <= last:
        yield day
        day += step


def _monthly(weekday: int, nth: int, first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        day = nth_weekday(year, month, weekday, nth)
        if day is not None and first <= day <= last:
            yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth (1-5, or -1 for the last) such weekday (0 = Monday) of a month; None where there is none."""
    days_in_month = calendar.monthrange(year, month)[1]
    if nth == -1:
        back = (date(year, month, days_in_month).weekday() - weekday) % 7
        return date(year, month, days_in_month - back)
    day = 1 + (weekday - date(year, month, 1).weekday()) % 7 + 7 * (nth - 1)
    return date(year, month, day) if day <= days_in_month else None
