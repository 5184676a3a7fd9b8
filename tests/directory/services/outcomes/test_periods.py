"""Numbers of a month may be given until the end of the next; a quarter is told when it can change no more."""

from datetime import date

import pytest

from directory.services.outcomes import Quarter, closed_quarters, open_months


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 9, 30), Quarter(2026, 2)),
        (date(2026, 10, 1), Quarter(2026, 2)),
        (date(2026, 10, 31), Quarter(2026, 2)),
        (date(2026, 11, 1), Quarter(2026, 3)),
        (date(2027, 1, 31), Quarter(2026, 3)),
        (date(2027, 2, 1), Quarter(2026, 4)),
    ],
)
def test_a_quarter_closes_a_month_after_its_end(today: date, first: Quarter) -> None:
    closed = closed_quarters(today, 4)
    assert closed[0] == first
    assert not {month for quarter in closed for month in quarter.months} & set(open_months(today))
    assert sorted(closed, reverse=True) == list(closed)


def test_the_year_turns() -> None:
    assert open_months(date(2027, 1, 5)) == (date(2027, 1, 1), date(2026, 12, 1))
    assert Quarter(2027, 1).before == Quarter(2026, 4)
    assert Quarter(2026, 4).end == date(2027, 1, 1)
