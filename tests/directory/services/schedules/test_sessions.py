"""The next real sessions: golden cases, every rule by itself, and an oracle that counts day by day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.models import Schedule, ScheduleBreak, ScheduleException
from directory.services.schedules import RealSession, sessions_between, upcoming
from directory.services.schedules.public_holidays import is_public_holiday
from directory.services.schedules.rhythm import WEEKDAYS
from directory.services.schedules.sessions import HELSINKI


def row(weekday: str, first: str, **changes: object) -> Schedule:
    """A weekly row from 17 to 19 unless changed."""
    values: dict[str, object] = {
        "weekday": weekday,
        "start": time(17),
        "end": time(19),
        "every_weeks": 1,
        "nth": None,
        "starts_on": date.fromisoformat(first),
        "ends_on": None,
        "not_on_public_holidays": None,
        "note": {},
    }
    if "nth" in changes:
        values["every_weeks"] = None
    return Schedule(**(values | changes))


def starts(rows: list[Schedule], first: str, last: str, status: str = "") -> list[str]:
    found = sessions_between(rows, date.fromisoformat(first), date.fromisoformat(last))
    return [s.start.isoformat() for s in found if s.status != "cancelled" or status == "cancelled"]


class TestGoldenCases:
    """The cases of RFC 5545 rules in Finnish time that every calendar program agrees on."""

    def test_local_time_is_kept_over_the_end_of_summer_time(self) -> None:
        weekly = row("we", "2026-10-07", exceptions=[ScheduleException(held_on=date(2026, 10, 21), kind="cancelled")])
        assert starts([weekly], "2026-10-01", "2026-11-04") == [
            "2026-10-07T17:00:00+03:00",
            "2026-10-14T17:00:00+03:00",
            "2026-10-28T17:00:00+02:00",
            "2026-11-04T17:00:00+02:00",
        ]

    def test_fortnightly_with_a_cancelled_and_a_moved_session(self) -> None:
        fortnightly = row(
            "we",
            "2026-09-02",
            every_weeks=2,
            exceptions=[
                ScheduleException(held_on=date(2026, 10, 14), kind="cancelled"),
                ScheduleException(held_on=date(2026, 10, 28), kind="cancelled"),
                ScheduleException(held_on=date(2026, 10, 29), kind="extra", start=time(18), end=time(20)),
            ],
        )
        assert starts([fortnightly], "2026-09-01", "2026-11-11") == [
            "2026-09-02T17:00:00+03:00",
            "2026-09-16T17:00:00+03:00",
            "2026-09-30T17:00:00+03:00",
            "2026-10-29T18:00:00+02:00",
            "2026-11-11T17:00:00+02:00",
        ]

    def test_second_tuesday_of_the_month(self) -> None:
        monthly = row("tu", "2026-09-08", nth=2)
        assert [s[:10] for s in starts([monthly], "2026-09-01", "2026-12-31")] == [
            "2026-09-08",
            "2026-10-13",
            "2026-11-10",
            "2026-12-08",
        ]

    def test_last_friday_of_the_month(self) -> None:
        last = row("fr", "2026-10-30", nth=-1)
        assert [s[:10] for s in starts([last], "2026-10-01", "2027-01-31")] == [
            "2026-10-30",
            "2026-11-27",
            "2026-12-25",
            "2027-01-29",
        ]


class TestRules:
    def test_a_row_that_is_not_held_on_public_holidays_says_so(self) -> None:
        independence = row("su", "2026-11-29", not_on_public_holidays=True)
        found = sessions_between([independence], date(2026, 12, 1), date(2026, 12, 13))
        assert [(s.start.day, s.status) for s in found] == [(6, "cancelled"), (13, "held")]

    def test_unknown_about_holidays_is_not_no(self) -> None:
        assert starts([row("su", "2026-11-29")], "2026-12-06", "2026-12-06") == ["2026-12-06T17:00:00+02:00"]

    def test_midsummer_and_good_friday_are_public_holidays_and_christmas_eve_is_not(self) -> None:
        assert is_public_holiday(date(2027, 3, 26))
        assert is_public_holiday(date(2027, 6, 26))
        assert not is_public_holiday(date(2026, 12, 23))

    def test_a_break_takes_its_first_and_last_day(self) -> None:
        pause = ScheduleBreak(starts_on=date(2026, 12, 8), ends_on=date(2026, 12, 22), note={"fi": "Joulu"})
        found = sessions_between([row("tu", "2026-12-01", breaks=[pause])], date(2026, 12, 1), date(2026, 12, 29))
        assert [(s.start.day, s.status) for s in found] == [
            (1, "held"),
            (8, "cancelled"),
            (15, "cancelled"),
            (22, "cancelled"),
            (29, "held"),
        ]
        assert found[1].note == {"fi": "Joulu"}

    def test_an_exception_wins_over_a_break_and_a_holiday(self) -> None:
        rows = [
            row(
                "we",
                "2026-12-02",
                not_on_public_holidays=True,
                breaks=[ScheduleBreak(starts_on=date(2026, 12, 14), ends_on=date(2026, 12, 31))],
                exceptions=[ScheduleException(held_on=date(2026, 12, 16), kind="moved", start=time(9), end=time(10))],
            )
        ]
        assert starts(rows, "2026-12-10", "2026-12-31") == ["2026-12-16T09:00:00+02:00"]

    def test_an_extra_session_the_same_day(self) -> None:
        extra = ScheduleException(held_on=date(2026, 11, 24), kind="extra", start=time(20), end=time(21))
        rows = [row("tu", "2026-11-24", exceptions=[extra])]
        assert [s[11:16] for s in starts(rows, "2026-11-24", "2026-11-24")] == ["17:00", "20:00"]

    def test_every_other_week_is_counted_from_the_week_of_the_first(self) -> None:
        rows = [row("tu", "2026-11-03", every_weeks=2), row("fr", "2026-11-06", every_weeks=2)]
        assert [s[8:10] for s in starts(rows, "2026-11-09", "2026-11-22")] == ["17", "20"]

    def test_a_row_ends_with_its_last_day(self) -> None:
        assert starts([row("tu", "2026-11-03", ends_on=date(2026, 11, 10))], "2026-11-10", "2027-01-01") == [
            "2026-11-10T17:00:00+02:00"
        ]

    def test_a_night_crosses_midnight_and_the_clock_change(self) -> None:
        night = row("sa", "2026-10-24", start=time(22), end=time(6), ends_next_day=True)
        found = sessions_between([night], date(2026, 10, 24), date(2026, 10, 24))
        assert found[0].end.isoformat() == "2026-10-25T06:00:00+02:00"
        assert found[0].end - found[0].start == timedelta(hours=8)
        assert found[0].end.astimezone(UTC) - found[0].start.astimezone(UTC) == timedelta(hours=9)

    def test_a_time_that_the_spring_change_skips_exists(self) -> None:
        found = sessions_between([row("su", "2027-03-28", start=time(3, 30), end=time(5))], date(2027, 3, 28), date(2027, 3, 28))
        assert found[0].start.isoformat() == "2027-03-28T04:30:00+03:00"

    def test_a_fifth_weekday_comes_only_in_some_months(self) -> None:
        assert starts([row("mo", "2026-11-30", nth=-1)], "2026-11-01", "2026-11-30") == ["2026-11-30T17:00:00+02:00"]


class TestUpcoming:
    def test_a_session_that_goes_on_now_is_still_shown(self) -> None:
        now = datetime(2026, 11, 24, 18, 30, tzinfo=HELSINKI)
        assert upcoming([row("tu", "2026-11-03")], now, limit=2)[0].start.date() == date(2026, 11, 24)

    def test_one_that_has_just_ended_is_not(self) -> None:
        now = datetime(2026, 11, 24, 19, 0, tzinfo=HELSINKI)
        assert upcoming([row("tu", "2026-11-03")], now, limit=1)[0].start.date() == date(2026, 12, 1)

    def test_last_nights_session_is_still_shown_after_midnight(self) -> None:
        night = row("mo", "2026-11-02", start=time(22), end=time(6), ends_next_day=True)
        now = datetime(2026, 11, 24, 2, 0, tzinfo=HELSINKI)
        assert upcoming([night], now, limit=1)[0].start.date() == date(2026, 11, 23)

    def test_cancelled_ones_come_along_but_do_not_count(self) -> None:
        pause = ScheduleBreak(starts_on=date(2026, 11, 25), ends_on=date(2026, 12, 20))
        found = upcoming([row("tu", "2026-11-24", breaks=[pause])], datetime(2026, 11, 24, tzinfo=HELSINKI), limit=2)
        assert [s.status for s in found] == ["held", "cancelled", "cancelled", "cancelled", "held"]

    def test_a_rare_activity_is_found_within_the_year_and_an_ended_one_never(self) -> None:
        now = datetime(2026, 11, 24, tzinfo=HELSINKI)
        assert len(upcoming([row("tu", "2027-09-07")], now, limit=3)) == 3
        assert upcoming([row("tu", "2026-09-01", ends_on=date(2026, 10, 27))], now, limit=3) == []
        assert upcoming([], now, limit=3) == []


def oracle(one: Schedule, first: date, last: date) -> list[RealSession]:
    """The slow truth: every day looked at by itself."""
    found = []
    day = first
    while day <= last:
        for start, end, status in held_on(one, day):
            found.append((datetime.combine(day, start, HELSINKI), end, status))
        day += timedelta(days=1)
    return sorted((s, status) for s, _, status in found)  # type: ignore[return-value]


def held_on(one: Schedule, day: date) -> list[tuple[time, time, str]]:
    sessions = []
    if in_rhythm(one, day):
        exception = next((e for e in one.exceptions if e.held_on == day and e.kind != "extra"), None)
        off = any(p.starts_on <= day <= p.ends_on for p in one.breaks) or (
            bool(one.not_on_public_holidays) and is_public_holiday(day)
        )
        if exception is not None:
            sessions.append((exception.start or one.start, exception.end or one.end, exception.kind))
        else:
            sessions.append((one.start, one.end, "cancelled" if off else "held"))
    sessions += [(e.start, e.end, "extra") for e in one.exceptions if e.held_on == day and e.kind == "extra"]
    return sessions


def in_rhythm(one: Schedule, day: date) -> bool:
    if day.weekday() != WEEKDAYS.index(one.weekday) or day < one.starts_on or (one.ends_on and day > one.ends_on):
        return False
    if one.nth is None:
        monday, anchor = day - timedelta(days=day.weekday()), one.starts_on - timedelta(days=one.starts_on.weekday())
        return (monday - anchor).days // 7 % (one.every_weeks or 1) == 0
    if one.nth == -1:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == one.nth


@st.composite
def rows(draw: st.DrawFn) -> Schedule:
    begins = draw(st.dates(date(2026, 1, 1), date(2027, 6, 1)))
    weekday = WEEKDAYS[begins.weekday()]
    rhythm = draw(st.sampled_from([{"every_weeks": 1}, {"every_weeks": 2}, {"every_weeks": 3}, {"nth": 2}, {"nth": -1}]))
    days = [begins + timedelta(days=n) for n in draw(st.lists(st.integers(0, 200), max_size=4, unique=True))]
    kinds = draw(st.lists(st.sampled_from(["cancelled", "moved", "extra"]), min_size=len(days), max_size=len(days)))
    pauses = draw(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 40)), max_size=2))
    return row(
        weekday,
        str(begins),
        **rhythm,
        ends_on=draw(st.none() | st.dates(begins, begins + timedelta(days=300))),
        not_on_public_holidays=draw(st.sampled_from([None, True, False])),
        exceptions=[
            ScheduleException(held_on=day, kind=kind, start=time(9), end=time(10))
            for day, kind in zip(days, kinds, strict=True)
        ],
        breaks=[
            ScheduleBreak(starts_on=begins + timedelta(days=a), ends_on=begins + timedelta(days=a + b))
            for a, b in pauses
        ],
    )


@given(rows(), st.dates(date(2026, 1, 1), date(2027, 6, 1)), st.integers(0, 250))
def test_arithmetic_agrees_with_counting_day_by_day(one: Schedule, first: date, span: int) -> None:
    last = first + timedelta(days=span)
    found = sorted((s.start, s.status) for s in sessions_between([one], first, last))
    assert found == oracle(one, first, last)


@pytest.mark.parametrize("moment", [datetime(2026, 11, 24, 12, tzinfo=UTC), datetime(2026, 3, 29, 0, 30, tzinfo=UTC)])
def test_upcoming_never_shows_the_past(moment: datetime) -> None:
    assert all(s.end > moment for s in upcoming([row("mo", "2025-09-01"), row("su", "2025-09-07")], moment, limit=12))
