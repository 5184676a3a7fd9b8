"""Any timetable against a slow oracle that walks day by day and asks each day whether there is a session."""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.models import Schedule, ScheduleBreak, ScheduleException
from directory.services.schedules import HELSINKI, sessions_between, upcoming

FIRST, LAST = date(2026, 1, 1), date(2027, 6, 30)
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
FINNISH = holidays.country_holidays("FI", years=range(2025, 2029), categories=("public",))

days = st.dates(FIRST, LAST)
clocks = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))


@st.composite
def breaks(draw: st.DrawFn) -> ScheduleBreak:
    first = draw(days)
    return ScheduleBreak(starts_on=first, ends_on=first + timedelta(days=draw(st.integers(0, 90))), note={})


@st.composite
def exceptions(draw: st.DrawFn, near: date) -> ScheduleException:
    kind = draw(st.sampled_from(("cancelled", "moved", "extra")))
    # Mostly on days of the rhythm, sometimes beside it.
    day = near + timedelta(days=draw(st.sampled_from((0, 7, 14, 28, 35, 56, 1, 3))))
    hours = (None, None) if kind == "cancelled" else (draw(clocks), draw(clocks))
    return ScheduleException(held_on=day, kind=kind, start=hours[0], end=hours[1], note={})


@st.composite
def rows(draw: st.DrawFn) -> Schedule:
    starts = draw(days)
    monthly = draw(st.booleans())
    changed = {one.held_on: one for one in draw(st.lists(exceptions(starts), max_size=3))}
    return Schedule(
        weekday=DAYS[starts.weekday()],
        start=draw(clocks),
        end=draw(clocks),
        starts_on=starts,
        ends_on=draw(st.none() | st.integers(0, 300).map(lambda later: starts + timedelta(days=later))),
        every_weeks=None if monthly else draw(st.sampled_from((1, 2, 3, 4, 6))),
        nth=draw(st.sampled_from((1, 2, 3, 4, -1))) if monthly else None,
        not_on_public_holidays=draw(st.sampled_from((None, False, True))),
        note={},
        breaks=draw(st.lists(breaks(), max_size=2)),
        exceptions=list(changed.values()),
    )


def regular(row: Schedule, day: date) -> bool:
    """Whether the rhythm has a session on the day."""
    if DAYS[day.weekday()] != row.weekday or day < row.starts_on or (row.ends_on is not None and day > row.ends_on):
        return False
    if row.nth is not None:
        same = [week[day.weekday()] for week in calendar.monthcalendar(day.year, day.month) if week[day.weekday()]]
        return same[row.nth if row.nth < 0 else row.nth - 1] == day.day
    assert row.every_weeks is not None
    return (day - row.starts_on).days // 7 % row.every_weeks == 0


def on_day(row: Schedule, day: date) -> Iterator[tuple[time, time, str]]:
    """The sessions of one row on one day: hours and status."""
    that_day = [one for one in row.exceptions if one.held_on == day]
    for one in that_day:
        if one.kind == "extra":
            yield one.start or row.start, one.end or row.end, "extra"
    if not regular(row, day):
        return
    other = next((one for one in that_day if one.kind != "extra"), None)
    if other is not None:
        yield other.start or row.start, other.end or row.end, other.kind
    elif (row.not_on_public_holidays and day in FINNISH) or any(b.starts_on <= day <= b.ends_on for b in row.breaks):
        yield row.start, row.end, "cancelled"
    else:
        yield row.start, row.end, "held"


def oracle(timetable: list[Schedule], first: date, last: date) -> dict[tuple[float, float], str]:
    """Start and end in epoch seconds → status; of two at the same hours the one that says more."""
    rank = ["extra", "moved", "held", "cancelled"]
    found: dict[tuple[float, float], str] = {}
    day = first
    while day <= last:
        for row in timetable:
            for start, end, status in on_day(row, day):
                begins = datetime.combine(day, start, HELSINKI).timestamp()
                night = timedelta(days=1) if end <= start else timedelta(0)
                ends = datetime.combine(day + night, end, HELSINKI).timestamp()
                if ends <= begins:
                    ends = begins + (datetime.combine(day, end) - datetime.combine(day, start)).total_seconds()
                key = (begins, ends)
                found[key] = min(found.get(key, status), status, key=rank.index)
        day += timedelta(days=1)
    return found


@settings(max_examples=150, deadline=None)
@given(st.lists(rows(), min_size=1, max_size=3), days, st.integers(0, 200))
def test_every_timetable_gives_what_walking_day_by_day_gives(
    timetable: list[Schedule], first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    found = sessions_between(timetable, first, last)
    assert {(s.start.timestamp(), s.end.timestamp()): s.status for s in found} == oracle(timetable, first, last)
    assert [(s.start, s.end) for s in found] == sorted((s.start, s.end) for s in found)


@settings(max_examples=100, deadline=None)
@given(st.lists(rows(), min_size=1, max_size=3), days, clocks, st.integers(1, 10))
def test_the_next_held_sessions_are_the_first_of_the_year(
    timetable: list[Schedule], today: date, clock: time, limit: int
) -> None:
    now = datetime.combine(today, clock, HELSINKI)
    expected = sorted(
        key
        for key, status in oracle(timetable, today - timedelta(days=1), today + timedelta(days=366)).items()
        if status != "cancelled" and key[1] > now.timestamp()
    )[:limit]
    found = [s for s in upcoming(timetable, now, limit=limit) if s.is_held]
    assert [(s.start.timestamp(), s.end.timestamp()) for s in found] == expected
