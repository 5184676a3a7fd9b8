"""What changed, told in JSON's types."""

from dataclasses import replace
from datetime import date, time
from types import MappingProxyType

import pytest

from directory.db import Database
from directory.services import activities, revisions
from directory.services.activities import RowChange
from tests.directory.services.cast import ADMIN, CHANGE, NOW, published


def test_differences_go_into_mappings_and_take_lists_whole() -> None:
    before = {"a": 1, "texts": {"fi": {"title": "x", "summary": "y"}}, "codes": ("a",), "on": date(2026, 11, 24)}
    after = {"a": 1, "texts": {"fi": {"title": "z", "summary": "y"}, "sv": {"title": "q"}}, "codes": ("a", "b")}
    assert revisions.differences(before, after) == {
        "texts.fi.title": ["x", "z"],
        "texts.sv": [None, {"title": "q"}],
        "codes": [["a"], ["a", "b"]],
        "on": ["2026-11-24", None],
    }


def test_any_mapping_is_told_as_one() -> None:
    assert revisions.differences({}, {"note": MappingProxyType({"fi": "x"})}) == {"note": [None, {"fi": "x"}]}
    with pytest.raises(TypeError, match="not JSON serializable"):
        revisions.differences({}, {"note": object()})


def test_history_is_newest_first_and_of_the_thing_asked_for(database: Database) -> None:
    with database.write() as session:
        activity, other = published(session), published(session)
        times = (RowChange("th", time(10), time(13), date(2026, 12, 3)),)
        activities.update(session, ADMIN, activity, replace(CHANGE, schedules=times), version=activity.version, now=NOW)
        told = revisions.history(session, (revisions.ACTIVITY, activity.id))
        assert [one.action for one in told] == ["update", "publish", "create"]
        assert told[0].changes["schedules"][1][0]["start"] == "10:00:00"
        assert len(revisions.history(session, (revisions.ACTIVITY, other.id), limit=1)) == 1
