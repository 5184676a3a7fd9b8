"""Choices that no single token of a document stands for: periods, days and times beside each other, the age that was
said, distances. For each, how many results it would give."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Final, Protocol

from search.conditions import AnyOf, Condition, Selection, both
from search.engine import Candidates
from search.filtering import PERIODS, RADII_KM, age_condition, dates_of, session_tokens
from search.grid import cells_within
from search.index import DAYS, TIMES, age_bounds, facet_token
from search.records import Record
from search.scoping import Area
from search.types import Filters
from search.zone import HELSINKI

MEASURED: Final = 400  # candidates whose distance is worked out one by one; beyond them a distance has no number

Named = tuple[tuple[str, Condition], ...]


class Counts(Protocol):
    """The part of an engine that counts distances."""

    def count(self, *conditions: Condition) -> list[int]:
        """How many documents meet each condition."""
        ...

    def select(self, *selections: Selection) -> list[Candidates]:
        """Candidates of each selection."""
        ...


def sessions_chosen(filters: Filters) -> bool:
    """Whether the reader chose a day, a time or a period. They are said of one and the same session, so each one's
    choices are counted together with what is chosen of the others."""
    return bool(filters.days or filters.times or filters.period)


def session_choices(filters: Filters, now: datetime) -> Named:
    """Token and condition of each period, and of each day and time when something is chosen of the three."""
    found: list[tuple[str, Condition]] = []
    for period in PERIODS:
        tokens = session_tokens(filters.days, filters.times, period, now)
        found.append((facet_token("period", period), AnyOf("dates", tokens or ())))
    if sessions_chosen(filters):
        for day in DAYS:
            tokens = session_tokens((day,), filters.times, filters.period, now)
            found.append((facet_token("days", day), AnyOf("dates", tokens or ())))
        for part in TIMES:
            tokens = session_tokens(filters.days, (part,), filters.period, now)
            found.append((facet_token("times", part), AnyOf("dates", tokens or ())))
    return tuple(found)


def age_choice(filters: Filters, said: float | None) -> Named:
    """The age in the question, as long as none is chosen: choosing it leaves out what does not suit it."""
    if said is None or filters.age is not None:
        return ()
    return ((_age_token(said), age_condition(said)),)


def counted_here(records: Iterable[Record], filters: Filters, now: datetime, said_age: float | None) -> dict[str, int]:
    """The same numbers over candidates that are complete, when no day, time or period is chosen."""
    spans = [(facet_token("period", period), *_span(period, now)) for period in PERIODS]
    counts = {token: 0 for token, _, _ in spans}
    age = None if said_age is None or filters.age is not None else round(said_age * 10)
    fitting = 0
    for record in records:
        starts = record.sessions[::2]
        for token, first, end in spans:
            if any(first <= start < end for start in starts):
                counts[token] += 1
        if age is not None:
            low, high = age_bounds(record.age_min, record.age_max)
            fitting += low <= age <= high
    if said_age is not None and age is not None:
        counts[_age_token(said_age)] = fitting
    return counts


def _age_token(age: float) -> str:
    return facet_token("age", f"{age:g}")


def _span(period: str, now: datetime) -> tuple[float, float]:
    """First moment of a period and the first after it, epoch seconds."""
    dates = dates_of(period, now.date())
    first = datetime.combine(dates[0], time.min, HELSINKI)
    end = datetime.combine(dates[-1] + timedelta(days=1), time.min, HELSINKI)
    return first.timestamp(), end.timestamp()


def distances(engine: Counts, required: Condition, area: Area) -> Mapping[str, int]:
    """Results within each radius of a point, exact: the distance of every candidate is worked out.

    Squares of the grid tell how many there are at most; where those are more than ``MEASURED``, there is no number.
    """
    [point] = area.points
    rings = [both(required, AnyOf("cells", cells_within(point, float(km)))) for km in RADII_KM]
    measurable = [
        (km, ring) for km, ring, most in zip(RADII_KM, rings, engine.count(*rings), strict=True) if most <= MEASURED
    ]
    if not measurable:
        return {}
    [found] = engine.select(Selection(measurable[-1][1], (), MEASURED))
    known = [distance for record in found.records if (distance := area.distance_km(record)) is not None]
    return {facet_token("radius", str(km)): sum(distance <= km for distance in known) for km, _ in measurable}
