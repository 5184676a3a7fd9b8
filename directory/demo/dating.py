"""The demo on any day: it was written for one week, and its dates go along with the calendar.

What recurs with the year (timetables of a term, breaks at Christmas and for skiing) moves by years, to the first that
is not over. What tells how fresh a listing is moves by weeks. A timetable without an end stays as it is.
"""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any, Final

from directory.services.schedules.public_holidays import is_public_holiday

WRITTEN: Final = date(2026, 11, 24)
YEAR: Final = timedelta(days=364)  # keeps weekdays, and weeks that are even or every fourth
STEP: Final = timedelta(days=28)  # freshness moves in such steps, so that a start on most days changes nothing
NEW_YEARS_EVE: Final = (12, 31)

Record = dict[str, Any]


def dated(raw: Mapping[str, Any], day: date) -> Record:
    """The demo's records with dates as of ``day``; as they were written up to the day they were written for."""
    found: Record = deepcopy(dict(raw))
    if day <= WRITTEN:
        return found
    fresher = (day - WRITTEN) // STEP * STEP
    for activity in found["activities"]:
        if activity.get("verified_on"):
            activity["verified_on"] = _text(_date(activity["verified_on"]) + fresher)
        for row in activity["schedule"]:
            _move_row(row, day)
    return found


def _move_row(row: Record, day: date) -> None:
    if row.get("until"):
        moved = _years(_date(row["until"]), day)
        row["from"], row["until"] = _text(_date(row["from"]) + moved), _text(_date(row["until"]) + moved)
    for pause in row.get("breaks", ()):
        _move_break(pause, day)
    if row.get("exceptions"):
        row["exceptions"] = [_exception(one, day) for one in row["exceptions"]]


def _move_break(pause: Record, day: date) -> None:
    """To the same days of the calendar: Christmas is no weekday."""
    first, last = _date(pause["from"]), _date(pause["until"])
    later = 0
    while _in_year(last, later) < day:
        later += 1
    pause["from"], pause["until"] = _text(_in_year(first, later)), _text(_in_year(last, later))


def _exception(one: Record, day: date) -> Record:
    """What was off for a feast stays on that feast's day, over as it is."""
    held = _date(one["date"])
    feast = is_public_holiday(held) or (held.month, held.day) == NEW_YEARS_EVE
    return one if feast else {**one, "date": _text(held + _years(held, day))}


def _years(last: date, day: date) -> timedelta:
    """Whole years to add so that ``last`` is not before ``day``."""
    return -((last - day) // YEAR) * YEAR if last < day else timedelta(0)


def _in_year(day: date, later: int) -> date:
    if (day.month, day.day) == (2, 29):
        day -= timedelta(days=1)
    return day.replace(year=day.year + later)


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _text(day: date) -> str:
    return day.isoformat()
