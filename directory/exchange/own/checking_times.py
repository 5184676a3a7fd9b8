"""What the own format allows in a timetable row."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from directory.exchange.faults import Checker
from directory.services.schedules.rhythm import WEEKDAYS, nth_weekday

# fmt: off
ROW_KEYS: Final = frozenset(
    {
        "weekday", "start", "end", "ends_next_day", "every_weeks", "nth", "from", "until", "note", "breaks",
        "not_on_public_holidays", "exceptions",
    }
)
# fmt: on
KINDS: Final = ("cancelled", "moved", "extra")


def check_schedule(check: Checker, row: Mapping[str, Any], where: str) -> None:
    """All faults of one row."""
    check.known_keys(row, ROW_KEYS, where)
    check.one_of(row, "weekday", WEEKDAYS, where)
    start, end = check.clock(row, "start", where), check.clock(row, "end", where)
    if start and end and (end < start) != (row.get("ends_next_day") is True):
        check.fault(f"{where}.ends_next_day", row.get("ends_next_day"), "true exactly when end is before start")
    first = check.day(row, "from", where)
    until = check.day(row, "until", where, optional=True)
    if first and until and until < first:
        check.fault(f"{where}.until", row["until"], "not before from")
    _rhythm(check, row, where, first)
    check.flag(row, "not_on_public_holidays", where, optional=True)
    check.localised(row, "note", where=where, optional=True)
    for path, pause in check.records(row, "breaks", where):
        check.known_keys(pause, ("from", "until", "note"), path)
        begins, ends = check.day(pause, "from", path), check.day(pause, "until", path)
        if begins and ends and ends < begins:
            check.fault(f"{path}.until", pause["until"], "not before from")
        check.localised(pause, "note", where=path, optional=True)
    for path, exception in check.records(row, "exceptions", where):
        _exception(check, exception, path)


def _rhythm(check: Checker, row: Mapping[str, Any], where: str, first: date | None) -> None:
    weekday = WEEKDAYS.index(row["weekday"]) if row.get("weekday") in WEEKDAYS else None
    if first and weekday is not None and first.weekday() != weekday:
        check.fault(f"{where}.from", row["from"], f"a date on the row's weekday, {row['weekday']}")
    if ("nth" in row) == ("every_weeks" in row):
        check.fault(f"{where}.every_weeks", row.get("every_weeks"), "either every_weeks or nth")
        return
    if "nth" in row:
        if row["nth"] not in (1, 2, 3, 4, -1):
            check.fault(f"{where}.nth", row["nth"], "1, 2, 3, 4 or -1 (the last)")
        elif first and weekday is not None and nth_weekday(first.year, first.month, weekday, row["nth"]) != first:
            check.fault(f"{where}.from", row["from"], "itself such a day of its month")
    elif isinstance(row["every_weeks"], bool) or row["every_weeks"] not in range(1, 27):
        check.fault(f"{where}.every_weeks", row["every_weeks"], "a whole number from 1 to 26")


def _exception(check: Checker, exception: Mapping[str, Any], path: str) -> None:
    check.known_keys(exception, ("date", "kind", "start", "end", "note"), path)
    check.day(exception, "date", path)
    check.one_of(exception, "kind", KINDS, path)
    needs_hours = exception.get("kind") in {"moved", "extra"}
    check.clock(exception, "start", path, optional=not needs_hours)
    check.clock(exception, "end", path, optional=not needs_hours)
    check.localised(exception, "note", where=path, optional=True)
