"""On whatever day it is loaded, the demo is up to date."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import orjson
import pytest
import time_machine

from directory import demo
from directory.db import Database
from directory.demo.dating import STEP, WRITTEN, dated
from directory.exchange.own import importing, writing
from directory.exchange.own.reading import entries_of
from directory.services.faults import find_faults

RAW: dict[str, Any] = orjson.loads(demo.DATA.read_bytes())


def rows(raw: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for activity in raw["activities"] for row in activity["schedule"]]


@pytest.mark.parametrize("day", [date(2024, 1, 1), WRITTEN])
def test_up_to_its_own_day_it_stays_as_written(day: date) -> None:
    assert dated(RAW, day) == RAW


@pytest.mark.parametrize("days", [1, 40, 130, 230, 366, 900, 3000])
def test_nothing_is_over_and_weekdays_stay(days: int) -> None:
    day = WRITTEN + timedelta(days=days)
    moved = dated(RAW, day)
    for before, after in zip(rows(RAW), rows(moved), strict=True):
        starts = [date.fromisoformat(row["from"]) for row in (before, after)]
        assert (starts[1] - starts[0]).days % 364 == 0
        if before["until"]:
            ends = [date.fromisoformat(row["until"]) for row in (before, after)]
            assert ends[1] - ends[0] == starts[1] - starts[0]
            assert day <= ends[1] < max(day + timedelta(days=364), ends[0] + timedelta(days=1))
        else:
            assert starts[0] == starts[1]
        for pause in after.get("breaks", ()):
            assert date.fromisoformat(pause["until"]) >= day


def test_confirmations_are_as_fresh_as_they_were_written() -> None:
    day = WRITTEN + STEP * 5 + timedelta(days=3)
    for before, after in zip(RAW["activities"], dated(RAW, day)["activities"], strict=True):
        if before["verified_on"]:
            was, is_ = (date.fromisoformat(one["verified_on"]) for one in (before, after))
            assert is_ - was == STEP * 5
            assert is_ <= day


def test_starting_again_on_another_day_soon_changes_nothing() -> None:
    day = date(2027, 2, 1)
    assert dated(RAW, day) == dated(RAW, day + timedelta(days=2))


@pytest.mark.parametrize("day", [date(2026, 11, 27), date(2028, 7, 19)])
def test_check_data_finds_nothing_in_it(database: Database, day: date) -> None:
    now = datetime.combine(day, time(9, 0), UTC)
    with time_machine.travel(now, tick=False):
        checked = importing.check(entries_of(demo.records(day)), ())
        assert not checked.faults
        with database.write() as session:
            writing.write(session, checked, now=now, progress=lambda _done: None)
        with database.read() as session:
            assert [str(fault) for fault in find_faults(session, now=now, progress=lambda _done: None)] == []
