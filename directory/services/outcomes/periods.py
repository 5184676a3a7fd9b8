"""Months and quarters: what may still be given, and what is closed and may be told to others.

Numbers of a month may be given until the end of the next one. A quarter is told when none of its months can change any
more, so that two looks at it show the same numbers and the difference between them tells of nobody.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year; ``number`` is 1 to 4."""

    year: int
    number: int

    @property
    def months(self) -> tuple[date, date, date]:
        """The first days of its months."""
        first = 3 * self.number - 2
        return date(self.year, first, 1), date(self.year, first + 1, 1), date(self.year, first + 2, 1)

    @property
    def end(self) -> date:
        """The day after its last."""
        return months_later(self.months[2], 1)

    @property
    def before(self) -> "Quarter":
        """The quarter before it."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)


def month_of(day: date) -> date:
    """The first day of the day's month."""
    return day.replace(day=1)


def months_later(month: date, count: int) -> date:
    """The first day of the month ``count`` months later (earlier when negative)."""
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def open_months(today: date) -> tuple[date, date]:
    """The months for which numbers may be given: this one and the one before."""
    return month_of(today), months_later(month_of(today), -1)


def closed_quarters(today: date, count: int) -> tuple[Quarter, ...]:
    """The latest ``count`` quarters whose numbers can change no more, newest first."""
    oldest_open = open_months(today)[1]
    quarter = Quarter(oldest_open.year, (oldest_open.month + 2) // 3).before
    found = []
    for _ in range(count):
        found.append(quarter)
        quarter = quarter.before
    return tuple(found)
