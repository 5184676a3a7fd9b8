"""Timetable rows of tests, short to write."""

from datetime import date, datetime, time

from directory.models import Schedule, ScheduleBreak, ScheduleException
from directory.services.schedules import HELSINKI, RealSession


def row(weekday: str, hours: str, starts: str, **changes: object) -> Schedule:
    """A row such as ``row("we", "17:00-19:00", "2026-10-07", every_weeks=2)``."""
    start, end = (time.fromisoformat(text) for text in hours.split("-"))
    values: dict[str, object] = {
        "weekday": weekday,
        "start": start,
        "end": end,
        "starts_on": date.fromisoformat(starts),
        "every_weeks": None if "nth" in changes else 1,
        "nth": None,
        "ends_on": None,
        "not_on_public_holidays": None,
        "note": {},
        "breaks": [],
        "exceptions": [],
    }
    return Schedule(**(values | changes))


def pause(first: str, last: str, **note: str) -> ScheduleBreak:
    """A break, both days included."""
    return ScheduleBreak(starts_on=date.fromisoformat(first), ends_on=date.fromisoformat(last), note=note)


def exception(kind: str, day: str, hours: str = "", **note: str) -> ScheduleException:
    """An exception; hours as ``18:00-20:00`` or none."""
    start, end = (time.fromisoformat(text) for text in hours.split("-")) if hours else (None, None)
    return ScheduleException(kind=kind, held_on=date.fromisoformat(day), start=start, end=end, note=note)


def at(text: str) -> datetime:
    """A moment in Finland: ``2026-11-24 10:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


def told(sessions: list[RealSession]) -> list[str]:
    """Sessions as ``we 2026-10-07T17:00+03:00 19:00`` with a status that is not held after it."""
    return [
        f"{s.start.isoformat(timespec='minutes')} {s.end:%H:%M}" + ("" if s.status == "held" else f" {s.status}")
        for s in sessions
    ]
