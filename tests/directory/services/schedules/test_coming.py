"""The next sessions from a moment on."""

from datetime import date, datetime, timedelta

import pytest

from directory.services.schedules import upcoming
from tests.directory.services.schedules.rows import at, exception, pause, row, told

NOW = at("2026-11-24 10:30")


def test_a_session_still_going_on_comes_first() -> None:
    tuesdays = row("tu", "10:00-11:00", "2026-11-03")
    assert told(upcoming([tuesdays], NOW, limit=2)) == ["2026-11-24T10:00+02:00 11:00", "2026-12-01T10:00+02:00 11:00"]


def test_a_session_that_ends_now_is_over() -> None:
    tuesdays = row("tu", "10:00-11:00", "2026-11-03")
    assert told(upcoming([tuesdays], at("2026-11-24 11:00"), limit=1)) == ["2026-12-01T10:00+02:00 11:00"]


def test_last_nights_session_goes_on_after_midnight() -> None:
    mondays = row("mo", "22:00-02:00", "2026-11-02", ends_next_day=True)
    assert told(upcoming([mondays], at("2026-11-24 01:30"), limit=1)) == ["2026-11-23T22:00+02:00 02:00"]


def test_the_day_is_the_finnish_one_whatever_the_zone_of_the_moment() -> None:
    tuesdays = row("tu", "00:30-01:00", "2026-11-03")
    late_on_monday = datetime.fromisoformat("2026-11-23T22:45:00+00:00")
    assert told(upcoming([tuesdays], late_on_monday, limit=1)) == ["2026-11-24T00:30+02:00 01:00"]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        upcoming([row("tu", "10:00-11:00", "2026-11-03")], datetime(2026, 11, 24), limit=1)


def test_without_rows_there_is_nothing() -> None:
    assert upcoming([], NOW, limit=3) == []


def test_a_cancelled_session_stays_before_the_next_held_one() -> None:
    wednesdays = row(
        "we", "17:00-19:00", "2026-11-04", exceptions=[exception("cancelled", "2026-11-25", fi="Sali on varattu")]
    )
    found = upcoming([wednesdays], NOW, limit=1)
    assert told(found) == ["2026-11-25T17:00+02:00 19:00 cancelled", "2026-12-02T17:00+02:00 19:00"]
    assert found[0].note == {"fi": "Sali on varattu"}


def test_a_long_break_is_told_three_times_at_most() -> None:
    twice = [
        row(day, "10:00-11:00", "2026-11-02", breaks=[pause("2026-11-30", "2027-01-10", fi="Tauko")])
        for day in ("mo", "we")
    ]
    statuses = [session.status for session in upcoming(twice, NOW, limit=2)]
    assert statuses == ["held", "cancelled", "cancelled", "cancelled", "held"]


def test_a_day_off_is_told_only_between_sessions_that_are_shown() -> None:
    thursdays = row(
        "th", "11:30-13:30", "2026-09-03", exceptions=[exception("cancelled", "2026-12-24", fi="Jouluaatto")]
    )
    assert all(session.is_held for session in upcoming([thursdays], NOW, limit=4))
    assert [session.start.day for session in upcoming([thursdays], NOW, limit=5)] == [26, 3, 10, 17, 24, 31]


def test_a_last_session_that_is_off_is_told_when_it_is_near() -> None:
    off = exception("cancelled", "2026-12-03", fi="Vetäjä on sairaana")
    ending = row("th", "11:30-13:30", "2026-09-03", ends_on=date(2026, 12, 3), exceptions=[off])
    assert [session.status for session in upcoming([ending], NOW, limit=5)] == ["held", "cancelled"]
    assert [session.status for session in upcoming([ending], at("2026-10-01 10:00"), limit=20)][-1] == "held"


def test_the_first_session_after_a_break_of_months_is_found() -> None:
    mondays = row("mo", "10:00-11:00", "2026-01-05", breaks=[pause("2026-11-01", "2027-08-31")])
    held = [session for session in upcoming([mondays], NOW, limit=1) if session.is_held]
    assert told(held) == ["2027-09-06T10:00+03:00 11:00"]


def test_nothing_is_promised_beyond_a_year() -> None:
    assert upcoming([row("mo", "10:00-11:00", "2028-01-03")], NOW, limit=1) == []
    assert upcoming([row("mo", "10:00-11:00", "2026-12-28")], NOW, limit=1, within=timedelta(days=20)) == []


def test_an_extra_session_long_after_the_end_of_its_row_is_found() -> None:
    ended = row(
        "tu",
        "10:00-11:00",
        "2026-01-06",
        ends_on=date(2026, 5, 26),
        exceptions=[exception("extra", "2027-05-04", "12:00-13:00")],
    )
    assert told(upcoming([ended], NOW, limit=3)) == ["2027-05-04T12:00+03:00 13:00 extra"]


def test_covering_goes_on_past_the_limit_to_the_end_of_the_span() -> None:
    rows = [row(day, "10:00-11:00", "2026-11-02") for day in ("mo", "tu", "we", "th", "fr")]
    found = upcoming(rows, NOW, limit=3, covering=timedelta(days=13))
    assert found[-1].start.date() == date(2026, 12, 7)
    assert len(found) == 10
    monthly = row("tu", "10:00-11:00", "2026-11-24", nth=4)
    assert len(upcoming([monthly], NOW, limit=3, covering=timedelta(days=13))) == 3
