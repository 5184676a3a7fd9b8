"""Timetables as iCalendar, read back and expanded by other people's code: python-dateutil."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from dateutil.rrule import rrulestr

from directory.exchange.icalendar import CalendarWords, calendar
from directory.models import Schedule, ScheduleBreak, ScheduleException

HELSINKI = ZoneInfo("Europe/Helsinki")
WORDS = CalendarWords(
    "Puupaja; kahvit, keskustelu",
    "Tehdään puusta.",
    "Sepänkatu 1, 81700 Lieksa",
    "https://a.example/fi/toiminta/x",
    "fi",
)


def row(weekday: str, start: time, end: time, starts_on: date, **values: Any) -> Schedule:
    if "nth" not in values:
        values.setdefault("every_weeks", 1)
    return Schedule(position=0, weekday=weekday, start=start, end=end, starts_on=starts_on, **values)


def read(rows: list[Schedule], now: datetime) -> tuple[str, list[icalendar.Event]]:
    body = calendar(rows, WORDS, uid="abc", host="a.example", sequence=3, now=now)
    return body.decode(), list(icalendar.Calendar.from_ical(body).walk("VEVENT"))


def expanded(event: icalendar.Event, count: int) -> list[datetime]:
    """The first sessions of a repeating event: its rule in local time, without its EXDATEs."""
    start = event.decoded("DTSTART").replace(tzinfo=None)
    rule = event["RRULE"].to_ical().decode()
    if "UNTIL=" in rule:
        until = event["RRULE"]["UNTIL"][0].astimezone(HELSINKI)
        rule = ";".join(p for p in rule.split(";") if not p.startswith("UNTIL")) + f";UNTIL={until:%Y%m%dT%H%M%S}"
    left_out = event.get("EXDATE", [])
    left_out = left_out if isinstance(left_out, list) else [left_out]
    skipped = {item.dt.replace(tzinfo=None) for part in left_out for item in part.dts}
    sessions = (moment for moment in rrulestr(rule, dtstart=start) if moment not in skipped)
    return [moment for _, moment in zip(range(count), sessions, strict=False)]


def local(*parts: int) -> datetime:
    return datetime(*parts)


def test_weekly_keeps_its_hour_over_the_end_of_summer_time() -> None:
    schedule = row("we", time(17), time(19), date(2026, 10, 7))
    schedule.exceptions = [ScheduleException(held_on=date(2026, 10, 21), kind="cancelled", note={})]
    text, (event,) = read([schedule], datetime(2026, 10, 1, 9, tzinfo=UTC))
    assert expanded(event, 4) == [
        local(2026, 10, 7, 17),
        local(2026, 10, 14, 17),
        local(2026, 10, 28, 17),
        local(2026, 11, 4, 17),
    ]
    assert "DTSTART;TZID=Europe/Helsinki:20261007T170000" in text
    assert "EXDATE;TZID=Europe/Helsinki:20261021T170000" in text
    assert "BEGIN:VTIMEZONE" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_until_is_in_utc_and_lets_the_last_session_in() -> None:
    schedule = row("we", time(17), time(19), date(2026, 10, 7), ends_on=date(2026, 12, 16))
    text, (event,) = read([schedule], datetime(2026, 10, 1, 9, tzinfo=UTC))
    assert "UNTIL=20261216T150000Z" in text
    assert expanded(event, 99)[-1] == local(2026, 12, 16, 17)


def test_every_other_week_with_a_break_a_moved_and_an_extra_session() -> None:
    schedule = row("we", time(17), time(19), date(2026, 9, 2), every_weeks=2)
    schedule.breaks = [ScheduleBreak(starts_on=date(2026, 10, 12), ends_on=date(2026, 10, 18), note={})]
    schedule.exceptions = [
        ScheduleException(held_on=date(2026, 10, 28), kind="moved", start=time(18), end=time(20), note={}),
        ScheduleException(held_on=date(2026, 11, 4), kind="extra", start=time(12), end=time(13), note={}),
    ]
    _text, events = read([schedule], datetime(2026, 9, 1, 9, tzinfo=UTC))
    repeating, moved, extra = events
    assert expanded(repeating, 4) == [
        local(2026, 9, 2, 17),
        local(2026, 9, 16, 17),
        local(2026, 9, 30, 17),
        local(2026, 10, 28, 17),
    ]
    assert moved["UID"] == repeating["UID"] != extra["UID"]
    assert moved.decoded("RECURRENCE-ID") == datetime(2026, 10, 28, 17, tzinfo=HELSINKI)
    assert moved.decoded("DTSTART") == datetime(2026, 10, 28, 18, tzinfo=HELSINKI)
    assert extra.decoded("DTSTART") == datetime(2026, 11, 4, 12, tzinfo=HELSINKI)
    assert "RRULE" not in extra


def test_nth_and_last_weekday_of_the_month() -> None:
    second = row("tu", time(10), time(12), date(2026, 9, 8), every_weeks=None, nth=2)
    last = row("fr", time(18), time(20), date(2026, 9, 25), every_weeks=None, nth=-1)
    _text, (monthly, final) = read([second, last], datetime(2026, 9, 1, tzinfo=UTC))
    assert expanded(monthly, 3) == [local(2026, 9, 8, 10), local(2026, 10, 13, 10), local(2026, 11, 10, 10)]
    assert expanded(final, 3) == [local(2026, 9, 25, 18), local(2026, 10, 30, 18), local(2026, 11, 27, 18)]


def test_public_holidays_are_left_out_only_where_the_group_says_so() -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    resting = row("fr", time(10), time(12), date(2026, 9, 4), not_on_public_holidays=True)
    unknown = row("fr", time(10), time(12), date(2026, 9, 4), not_on_public_holidays=None)
    _text, (with_rests, without) = read([resting, unknown], now)
    christmas = local(2026, 12, 25, 10)
    assert christmas not in expanded(with_rests, 10)
    assert christmas in expanded(without, 10)


def test_a_single_evening_over_midnight() -> None:
    evening = row("fr", time(21), time(2), date(2026, 12, 4), ends_on=date(2026, 12, 4))
    _text, (event,) = read([evening], datetime(2026, 11, 24, tzinfo=UTC))
    assert "RRULE" not in event
    assert event.decoded("DTEND") == datetime(2026, 12, 5, 2, tzinfo=HELSINKI)


def test_what_is_over_is_not_in_the_calendar() -> None:
    over = row("fr", time(10), time(12), date(2026, 9, 4), ends_on=date(2026, 10, 30))
    _text, events = read([over], datetime(2026, 11, 24, tzinfo=UTC))
    assert events == []


def test_texts_come_back_as_they_were() -> None:
    _text, (event,) = read([row("we", time(10), time(12), date(2026, 9, 2))], datetime(2026, 11, 24, tzinfo=UTC))
    assert event["SUMMARY"] == WORDS.title
    assert event["SUMMARY"].params["LANGUAGE"] == "fi"
    assert event["LOCATION"] == WORDS.location
    assert event["SEQUENCE"] == 3
