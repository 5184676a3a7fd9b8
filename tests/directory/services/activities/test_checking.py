"""What an activity may say: each fault by its path and name."""

from dataclasses import replace
from datetime import date, time

import pytest

from directory.services.activities import (
    ActivityChange,
    BreakChange,
    ContactChange,
    ExceptionChange,
    LocationChange,
    RowChange,
    faults_of,
)
from directory.vocabulary import municipalities
from tests.directory.services.cast import CHANGE, SWEDISH, with_text

MONDAY = date(2026, 11, 23)
ROW = RowChange("mo", time(10), time(12), MONDAY)


def rows(**values: object) -> ActivityChange:
    """The activity with one timetable row changed."""
    return replace(CHANGE, schedules=(replace(ROW, **values),))  # type: ignore[arg-type]


def test_a_whole_listing_has_no_faults() -> None:
    assert faults_of(CHANGE) == {}


MERGED = next(code for code, one in municipalities().items() if not one.active)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (replace(CHANGE, texts={}), {"texts": "empty"}),
        (with_text(CHANGE, "fi", title=" "), {"texts.fi.title": "empty"}),
        (with_text(CHANGE, "fi", summary="x" * 161), {"texts.fi.summary": "too_long"}),
        (with_text(CHANGE, "fi", origin="guessed"), {"texts.fi.origin": "unknown"}),
        (replace(CHANGE, texts={"sv": SWEDISH}), {"texts.sv.source_language": "missing_original"}),
        (replace(CHANGE, texts={**CHANGE.texts, "de": CHANGE.texts["fi"]}), {"texts.de": "unknown"}),
        (replace(CHANGE, needs=("loneliness", "loneliness")), {"needs": "twice"}),
        (replace(CHANGE, gender="everybody"), {"gender": "unknown"}),
        (replace(CHANGE, age_min=-1), {"age_min": "out_of_range"}),
        (replace(CHANGE, area_level="national"), {"area_municipalities": "not_needed"}),
        (replace(CHANGE, area_municipalities=()), {"area_municipalities": "empty"}),
        (replace(CHANGE, area_municipalities=("000",)), {"area_municipalities": "unknown"}),
        (replace(CHANGE, area_municipalities=(MERGED,)), {"area_municipalities": "no_longer"}),
        (replace(CHANGE, cost_amount=-2), {"cost_amount": "out_of_range"}),
        (replace(CHANGE, cost_note={"fi": ""}), {"cost_note.fi": "empty"}),
        (replace(CHANGE, do_before={"fi": "x" * 501}), {"do_before.fi": "too_long"}),
        (replace(CHANGE, bring={"fi": "x" * 501}), {"bring.fi": "too_long"}),
        (replace(CHANGE, locations=(LocationChange("422", stop={"fi": ""}),)), {"locations.0.stop.fi": "empty"}),
        (replace(CHANGE, accessibility={"wings": {"value": "yes"}}), {"accessibility.wings": "unknown"}),
        (
            replace(CHANGE, locations=(LocationChange("422", postal_code="8170", lat=30.0, lon=63.0),)),
            {
                "locations.0.postal_code": "postal_code",
                "locations.0.lat": "out_of_range",
                "locations.0.lon": "out_of_range",
            },
        ),
        (replace(CHANGE, locations=(LocationChange("422", precision="rough"),)), {"locations.0.precision": "unknown"}),
        (replace(CHANGE, locations=(LocationChange("422", lat=63.0),)), {"locations.0.lat": "empty"}),
        (replace(CHANGE, contacts=(ContactChange("Pentti"),)), {"contacts.0": "empty"}),
        (replace(CHANGE, contacts=(ContactChange(email="pentti"),)), {"contacts.0.email": "email"}),
    ],
)
def test_faults_of_the_listing(change: ActivityChange, faults: dict[str, str]) -> None:
    assert faults_of(change) == faults


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (rows(weekday="monday"), {"schedules.0.weekday": "unknown"}),
        (rows(weekday="tu"), {"schedules.0.starts_on": "wrong_weekday"}),
        (rows(every_weeks=None), {"schedules.0.every_weeks": "wrong_rhythm"}),
        (rows(nth=2), {"schedules.0.every_weeks": "wrong_rhythm"}),
        (rows(every_weeks=0), {"schedules.0.every_weeks": "out_of_range"}),
        (rows(every_weeks=None, nth=5), {"schedules.0.nth": "out_of_range"}),
        (rows(every_weeks=None, nth=1), {"schedules.0.starts_on": "wrong_rhythm"}),
        (rows(every_weeks=None, nth=4), {}),
        (rows(end=time(10)), {"schedules.0.end": "hours"}),
        (rows(ends_on=date(2026, 11, 1)), {"schedules.0.ends_on": "wrong_order"}),
        (
            rows(breaks=(BreakChange(date(2026, 12, 20), date(2026, 12, 1)),)),
            {"schedules.0.breaks.0.ends_on": "wrong_order"},
        ),
        (
            rows(
                breaks=(
                    BreakChange(date(2026, 12, 20), date(2027, 1, 6)),
                    BreakChange(date(2027, 1, 6), date(2027, 1, 10)),
                )
            ),
            {"schedules.0.breaks": "overlap"},
        ),
        (rows(exceptions=(ExceptionChange(MONDAY, "moved"),)), {"schedules.0.exceptions.0.start": "hours"}),
        (rows(exceptions=(ExceptionChange(MONDAY, "gone"),)), {"schedules.0.exceptions.0.kind": "unknown"}),
        (
            rows(
                exceptions=(
                    ExceptionChange(MONDAY, "cancelled"),
                    ExceptionChange(MONDAY, "moved", time(14), time(15)),
                )
            ),
            {"schedules.0.exceptions": "twice"},
        ),
    ],
)
def test_faults_of_the_timetable(change: ActivityChange, faults: dict[str, str]) -> None:
    assert faults_of(change) == faults
