"""Timetables as iCalendar (RFC 5545): a repeating event where the rhythm is regular, single events otherwise.

What the rhythm does not say is written out: cancelled days, breaks and public holidays as EXDATE, a moved session
as an event of its own with RECURRENCE-ID, an extra one as a single event.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from directory.models import Schedule
from directory.services.schedules import RealSession, sessions_between
from directory.services.schedules.rhythm import regular_days
from directory.services.schedules.sessions import CANCELLED, EXTRA, HELSINKI, MOVED

HORIZON: Final = timedelta(days=366)
DAYS: Final = {"mo": "MO", "tu": "TU", "we": "WE", "th": "TH", "fr": "FR", "sa": "SA", "su": "SU"}


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """The texts of the events, all in ``language``; ``location`` is one line, empty when hidden or by phone."""

    title: str
    description: str
    location: str
    url: str
    language: str


def calendar(
    rows: Sequence[Schedule], words: CalendarWords, *, uid: str, host: str, sequence: int, now: datetime
) -> bytes:
    """A calendar of what is to come from ``now`` (aware) on, CRLF lines folded at 75 octets.

    ``uid`` is the activity's public id: the same session keeps its identity from one download to the next.
    """
    document = Calendar()
    document.add("prodid", f"-//{host}//activities//{words.language.upper()}")
    document.add("version", "2.0")
    document.add("method", "PUBLISH")
    document.add("x-wr-calname", words.title)
    document.add_component(_helsinki())
    for row in rows:
        for suffix, event in _events(row, now):
            event.add("uid", f"{uid}-{row.position}{suffix}@{host}")
            event.add("dtstamp", now.astimezone(UTC))
            event.add("sequence", sequence)
            event.add("summary", words.title, parameters={"LANGUAGE": words.language})
            event.add("description", words.description)
            if words.location:
                event.add("location", words.location)
            event.add("url", words.url)
            event.add("status", "CONFIRMED")
            document.add_component(event)
    return bytes(document.to_ical())


def _events(row: Schedule, now: datetime) -> Iterator[tuple[str, Event]]:
    """The repeating event first, then moved sessions (same identity) and extra ones (their own)."""
    today = now.astimezone(HELSINKI).date()
    last = today + HORIZON
    sessions = [session for session in sessions_between([row], today, last) if session.end > now]
    first = next(regular_days(row, today, last), None)
    if first is not None and any(s.status not in (EXTRA, CANCELLED) for s in sessions):
        yield "", _repeating(row, first, last, sessions)
    for session in sessions:
        if session.status == MOVED:
            event = _single(session)
            event.add("recurrence-id", datetime.combine(session.start.date(), row.start, HELSINKI))
            yield "", event
        elif session.status == EXTRA:
            yield f"-extra-{session.start:%Y%m%dT%H%M}", _single(session)


def _repeating(row: Schedule, first: date, last: date, sessions: Sequence[RealSession]) -> Event:
    event = Event()
    start = datetime.combine(first, row.start, HELSINKI)
    end_day = first + timedelta(days=1) if row.end <= row.start else first
    event.add("dtstart", start)
    event.add("dtend", datetime.combine(end_day, row.end, HELSINKI))
    if row.starts_on == row.ends_on:
        return event
    until = row.ends_on
    if row.not_on_public_holidays and (until is None or until > last):
        until = last  # beyond a year the holidays are not written out
    rule: dict[str, object] = (
        {"freq": "MONTHLY", "byday": f"{row.nth}{DAYS[row.weekday]}"}
        if row.nth is not None
        else {"freq": "WEEKLY", "interval": row.every_weeks or 1, "byday": DAYS[row.weekday], "wkst": "MO"}
    )
    if until is not None:
        # RFC 5545 3.3.10: in UTC when DTSTART has a time zone.
        rule["until"] = datetime.combine(until, row.start, HELSINKI).astimezone(UTC)
    event.add("rrule", rule)
    for session in sessions:
        if session.status == CANCELLED:
            event.add("exdate", datetime.combine(session.start.date(), row.start, HELSINKI))
    return event


def _single(session: RealSession) -> Event:
    event = Event()
    event.add("dtstart", session.start)
    event.add("dtend", session.end)
    return event


def _helsinki() -> Timezone:
    """The rules of Finnish time since 1996, short: two lines instead of a table of years."""
    zone = Timezone()
    zone.add("tzid", "Europe/Helsinki")
    for kind, start, before, after, month, name in (
        (TimezoneDaylight, datetime(1981, 3, 29, 3), 2, 3, 3, "EEST"),  # noqa: DTZ001 - local by definition
        (TimezoneStandard, datetime(1996, 10, 27, 4), 3, 2, 10, "EET"),  # noqa: DTZ001
    ):
        part = kind()
        part.add("dtstart", start)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", {"freq": "YEARLY", "bymonth": month, "byday": "-1SU"})
        part.add("tzname", name)
        zone.add_component(part)
    return zone
