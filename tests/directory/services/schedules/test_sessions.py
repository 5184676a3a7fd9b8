"""Real sessions of a timetable: the golden cases first, then the edges of the calendar."""

from datetime import date, datetime, timedelta

import pytest

from directory.models import Schedule
from directory.services.schedules import RealSession, last_day, sessions_between
from tests.directory.services.schedules.rows import exception, pause, row, told


def between(first: str, last: str, *rows: Schedule) -> list[RealSession]:
    """The sessions of the rows from one day to another."""
    return sessions_between(rows, date.fromisoformat(first), date.fromisoformat(last))


def test_weekly_hours_stay_the_same_over_the_end_of_summer_time() -> None:
    wednesdays = row("we", "17:00-19:00", "2026-10-07", exceptions=[exception("cancelled", "2026-10-21")])
    assert told(between("2026-10-01", "2026-11-04", wednesdays)) == [
        "2026-10-07T17:00+03:00 19:00",
        "2026-10-14T17:00+03:00 19:00",
        "2026-10-21T17:00+03:00 19:00 cancelled",
        "2026-10-28T17:00+02:00 19:00",
        "2026-11-04T17:00+02:00 19:00",
    ]


def test_every_other_week_is_counted_from_the_first_and_may_be_moved() -> None:
    fortnightly = row(
        "we",
        "17:00-19:00",
        "2026-09-02",
        every_weeks=2,
        exceptions=[
            exception("cancelled", "2026-10-14"),
            exception("cancelled", "2026-10-28"),
            exception("extra", "2026-10-29", "18:00-20:00", fi="Siirretty torstaille"),
        ],
    )
    held = [session for session in between("2026-09-01", "2026-11-30", fortnightly) if session.is_held]
    assert [session.start.strftime("%m-%d %H") for session in held] == [
        "09-02 17",
        "09-16 17",
        "09-30 17",
        "10-29 18",
        "11-11 17",
        "11-25 17",
    ]
    assert held[3].note == {"fi": "Siirretty torstaille"}


def test_second_tuesday_of_the_month() -> None:
    tuesdays = row("tu", "13:00-15:00", "2026-10-13", nth=2)
    days = [session.start.date().isoformat() for session in between("2026-10-01", "2027-01-31", tuesdays)]
    assert days == ["2026-10-13", "2026-11-10", "2026-12-08", "2027-01-12"]


def test_last_friday_of_the_month_over_a_leap_day() -> None:
    fridays = row("fr", "13:00-15:00", "2027-12-31", nth=-1)
    days = [session.start.date().isoformat() for session in between("2028-01-01", "2028-03-31", fridays)]
    assert days == ["2028-01-28", "2028-02-25", "2028-03-31"]


def test_weeks_are_counted_over_the_turn_of_the_year_with_its_week_53() -> None:
    mondays = row("mo", "10:00-11:00", "2026-12-14", every_weeks=2)
    days = [session.start.date().isoformat() for session in between("2026-12-15", "2027-01-31", mondays)]
    assert days == ["2026-12-28", "2027-01-11", "2027-01-25"]


def test_rows_that_start_on_different_days_of_one_week_share_its_rhythm() -> None:
    tuesdays = row("tu", "10:00-11:00", "2026-11-10", every_weeks=2)
    sundays = row("su", "10:00-11:00", "2026-11-15", every_weeks=2)
    days = [session.start.date().isoformat() for session in between("2026-11-16", "2026-12-13", tuesdays, sundays)]
    assert days == ["2026-11-24", "2026-11-29", "2026-12-08", "2026-12-13"]


def test_a_public_holiday_is_a_day_off_with_its_name() -> None:
    sundays = row("su", "12:00-14:00", "2026-11-29", not_on_public_holidays=True)
    off = between("2026-12-06", "2026-12-06", sundays)[0]
    assert off.status == "cancelled"
    assert off.note == {"fi": "Itsenäisyyspäivä", "sv": "Självständighetsdagen", "en": "Independence Day"}


@pytest.mark.parametrize("stated", [None, False])
def test_unknown_about_public_holidays_is_not_a_day_off(stated: bool | None) -> None:
    sundays = row("su", "12:00-14:00", "2026-11-29", not_on_public_holidays=stated)
    assert between("2026-12-06", "2026-12-06", sundays)[0].is_held


def test_an_exception_wins_over_break_and_holiday() -> None:
    sundays = row(
        "su",
        "12:00-14:00",
        "2026-11-29",
        not_on_public_holidays=True,
        breaks=[pause("2026-12-01", "2026-12-31", fi="Joulutauko")],
        exceptions=[
            exception("moved", "2026-12-06", "15:00-16:00", fi="Linnan juhlat"),
            exception("extra", "2026-12-13", "12:00-13:00"),
        ],
    )
    assert told(between("2026-11-29", "2026-12-20", sundays)) == [
        "2026-11-29T12:00+02:00 14:00",
        "2026-12-06T15:00+02:00 16:00 moved",
        "2026-12-13T12:00+02:00 13:00 extra",
        "2026-12-13T12:00+02:00 14:00 cancelled",
        "2026-12-20T12:00+02:00 14:00 cancelled",
    ]


def test_breaks_hold_on_their_first_and_last_day() -> None:
    daily = [row(day, "10:00-11:00", "2026-11-23") for day in ("mo", "tu", "we")]
    for one in daily:
        one.breaks.append(pause("2026-11-24", "2026-11-25", sv="Paus"))
    statuses = [s.status for s in sessions_between(daily, date(2026, 11, 23), date(2026, 11, 30))]
    assert statuses == ["held", "cancelled", "cancelled", "held"]


def test_an_exception_on_a_day_without_a_session_does_not_make_one() -> None:
    wednesdays = row(
        "we",
        "17:00-19:00",
        "2026-11-04",
        every_weeks=2,
        exceptions=[exception("moved", "2026-11-11", "18:00-19:00"), exception("cancelled", "2026-11-12")],
    )
    assert told(between("2026-11-05", "2026-11-18", wednesdays)) == ["2026-11-18T17:00+02:00 19:00"]


def test_from_and_until_are_included() -> None:
    once = row("tu", "10:00-11:00", "2026-11-24", ends_on=date(2026, 11, 24))
    assert told(between("2026-01-01", "2027-12-31", once)) == ["2026-11-24T10:00+02:00 11:00"]


def test_a_night_cafe_ends_the_next_day() -> None:
    nights = row("fr", "21:00-02:00", "2026-11-27", ends_next_day=True)
    [session] = between("2026-11-27", "2026-11-27", nights)
    assert session.end - session.start == timedelta(hours=5)
    assert session.end.date() == date(2026, 11, 28)


def test_a_night_over_the_end_of_summer_time_is_an_hour_longer() -> None:
    [session] = between("2026-10-24", "2026-10-24", row("sa", "22:00-06:00", "2026-10-24", ends_next_day=True))
    assert session.end.isoformat() == "2026-10-25T06:00:00+02:00"
    assert session.end.timestamp() - session.start.timestamp() == 9 * 3600


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("02:30-05:00", "2027-03-28T02:30+02:00 05:00"),
        ("03:30-05:00", "2027-03-28T04:30+03:00 05:00"),
        ("02:30-03:30", "2027-03-28T02:30+02:00 04:30"),
        ("03:30-04:15", "2027-03-28T04:30+03:00 05:15"),
    ],
)
def test_hours_that_spring_skips_are_read_an_hour_later(hours: str, expected: str) -> None:
    assert told(between("2027-03-28", "2027-03-28", row("su", hours, "2027-03-28"))) == [expected]


def test_the_hour_that_autumn_repeats_is_the_first_of_the_two() -> None:
    [session] = between("2026-10-25", "2026-10-25", row("su", "03:30-05:00", "2026-10-25"))
    assert session.start.isoformat() == "2026-10-25T03:30:00+03:00"


def test_rows_are_merged_and_sorted_and_the_same_hours_told_once() -> None:
    first = row("tu", "10:00-11:00", "2026-11-24", note={"fi": "Alasali"})
    again = row("tu", "10:00-11:00", "2026-11-24")
    later = row("tu", "09:00-12:00", "2026-11-24", exceptions=[exception("cancelled", "2026-12-01")])
    assert told(between("2026-11-24", "2026-12-01", first, again, later)) == [
        "2026-11-24T09:00+02:00 12:00",
        "2026-11-24T10:00+02:00 11:00",
        "2026-12-01T09:00+02:00 12:00 cancelled",
        "2026-12-01T10:00+02:00 11:00",
    ]


def test_what_is_held_wins_over_what_is_cancelled_at_the_same_hours() -> None:
    off = row("tu", "10:00-11:00", "2026-11-24", exceptions=[exception("cancelled", "2026-12-01")])
    on = row("tu", "10:00-11:00", "2026-11-24")
    assert [s.status for s in between("2026-12-01", "2026-12-01", off, on)] == ["held"]


def test_the_last_day_knows_of_extra_sessions_after_the_end() -> None:
    ended = row("tu", "10:00-11:00", "2026-11-24", ends_on=date(2026, 12, 1))
    assert last_day([ended]) == date(2026, 12, 1)
    ended.exceptions.append(exception("extra", "2026-12-15"))
    assert last_day([ended]) == date(2026, 12, 15)
    assert last_day([ended, row("we", "10:00-11:00", "2026-11-25")]) is None
    assert told(between("2026-12-02", "2027-12-31", ended)) == ["2026-12-15T10:00+02:00 11:00 extra"]


def test_times_are_aware_and_finnish() -> None:
    [session] = between("2026-07-01", "2026-07-01", row("we", "17:00-19:00", "2026-07-01"))
    assert isinstance(session.start, datetime)
    assert session.start.utcoffset() == timedelta(hours=3)
