"""What a timetable row may say."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from directory.services.activities.change import BreakChange, ExceptionChange, RowChange
from directory.services.schedules import CANCELLED, EXTRA, MOVED
from directory.services.schedules.rhythm import WEEKDAYS, nth_weekday

KINDS: Final = (CANCELLED, MOVED, EXTRA)
WEEKS_MOST: Final = 26
NTH: Final = (1, 2, 3, 4, -1)
NOTE_MAX: Final = 500


def faults_of_row(path: str, row: RowChange) -> Iterator[tuple[str, str]]:
    """All faults of one row, each with its path and name."""
    yield from _rhythm(path, row)
    if row.start == row.end:
        yield f"{path}.end", "hours"
    if row.ends_on is not None and row.ends_on < row.starts_on:
        yield f"{path}.ends_on", "wrong_order"
    yield from _long_notes(f"{path}.note", row)
    yield from _breaks(path, row.breaks)
    for number, exception in enumerate(row.exceptions):
        yield from _exception(f"{path}.exceptions.{number}", exception)
    # One day may have an extra session besides the regular one, but not two fates of the regular one.
    days = [exception.held_on for exception in row.exceptions if exception.kind != EXTRA]
    if len(set(days)) < len(days):
        yield f"{path}.exceptions", "twice"


def _rhythm(path: str, row: RowChange) -> Iterator[tuple[str, str]]:
    if row.weekday not in WEEKDAYS:
        yield f"{path}.weekday", "unknown"
        return
    weekday = WEEKDAYS.index(row.weekday)
    if row.starts_on.weekday() != weekday:
        yield f"{path}.starts_on", "wrong_weekday"
    if (row.every_weeks is None) == (row.nth is None):
        yield f"{path}.every_weeks", "wrong_rhythm"
    elif row.every_weeks is not None and not 1 <= row.every_weeks <= WEEKS_MOST:
        yield f"{path}.every_weeks", "out_of_range"
    elif row.nth is not None and row.nth not in NTH:
        yield f"{path}.nth", "out_of_range"
    elif (
        row.nth is not None and nth_weekday(row.starts_on.year, row.starts_on.month, weekday, row.nth) != row.starts_on
    ):
        yield f"{path}.starts_on", "wrong_rhythm"


def _breaks(path: str, breaks: tuple[BreakChange, ...]) -> Iterator[tuple[str, str]]:
    for number, pause in enumerate(breaks):
        if pause.ends_on < pause.starts_on:
            yield f"{path}.breaks.{number}.ends_on", "wrong_order"
        yield from _long_notes(f"{path}.breaks.{number}.note", pause)
    in_order = sorted(breaks, key=lambda pause: pause.starts_on)
    if any(later.starts_on <= earlier.ends_on for earlier, later in pairwise(in_order)):
        yield f"{path}.breaks", "overlap"


def _exception(path: str, exception: ExceptionChange) -> Iterator[tuple[str, str]]:
    if exception.kind not in KINDS:
        yield f"{path}.kind", "unknown"
    elif exception.kind != CANCELLED and (
        exception.start is None or exception.end is None or exception.start == exception.end
    ):
        yield f"{path}.start", "hours"
    yield from _long_notes(f"{path}.note", exception)


def _long_notes(path: str, part: RowChange | BreakChange | ExceptionChange) -> Iterator[tuple[str, str]]:
    for language, text in part.note.items():
        if len(text) > NOTE_MAX:
            yield f"{path}.{language}", "too_long"
