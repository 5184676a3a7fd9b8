"""Where to look: from the place chosen, understood or called home to what counts as near.

Near are what is held in the place, what is held within 60 km, and what serves it from wherever: its municipality,
its county, the whole country (help by phone or online that is open to all is national).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from search.conditions import AnyOf, Condition, either
from search.grid import cells_within, kilometres
from search.records import Record
from search.types import Filters, Point, Question, Scope, Understood

NEAR_KM: Final = 60.0  # the distance a client can be expected to travel for weekly activity in sparse areas


@dataclass(frozen=True, slots=True)
class Locality:
    """What search must know of a municipality: its centre and its county's code."""

    point: Point
    county: str


Gazetteer = Mapping[str, Locality]  # municipality code -> locality


@dataclass(frozen=True, slots=True)
class Area:
    """A place to look in. ``counties`` were meant as a whole, ``around`` are counties the municipalities lie in.

    ``chosen`` is whether the reader picked it as a filter; an understood place or a home only prefers.
    """

    municipalities: frozenset[str]
    counties: frozenset[str]
    around: frozenset[str]
    points: tuple[Point, ...]
    chosen: bool = False

    def distance_km(self, record: Record) -> float | None:
        """From the nearest of the area's points to the nearest place of the record, straight line."""
        nearest = None
        for lat, lon, _, _ in record.places:
            if lat is None or lon is None:
                continue
            for point in self.points:
                distance = kilometres(point.lat, point.lon, lat, lon)
                if nearest is None or distance < nearest:
                    nearest = distance
        return nearest


class Standing(IntEnum):
    """How a record lies to an area, best first."""

    HELD = 0
    SERVED = 1
    NEAR = 2
    NATIONAL = 3
    COUNTY = 4
    ELSEWHERE = 5


# An enum's member is looked up each time it is named; these are asked of every candidate.
_HELD, _SERVED, _NEAR, _NATIONAL, _COUNTY, _ELSEWHERE = Standing


def area_of(question: Question, understood: Understood, gazetteer: Gazetteer) -> Area | None:
    """The place to look in: a filter goes before the question's words, they before home; None when there is none."""
    filters = question.filters
    if filters.near is not None or filters.municipalities or filters.counties:
        points = (filters.near,) if filters.near is not None else ()
        return _area(filters.municipalities, filters.counties, points, gazetteer, chosen=True)
    if understood.places:
        municipalities: list[str] = []
        counties: list[str] = []
        centres: list[Point] = []
        for place in understood.places:
            municipalities += place.municipalities
            counties += place.counties if place.kind == "county" else ()
            centres += (place.point,) if place.point is not None else ()
        return _area(municipalities, counties, tuple(centres), gazetteer)
    return _area(question.home, (), (), gazetteer) if question.home else None


def _area(
    municipalities: Sequence[str],
    counties: Sequence[str],
    points: tuple[Point, ...],
    gazetteer: Gazetteer,
    *,
    chosen: bool = False,
) -> Area:
    known = [gazetteer[code] for code in municipalities if code in gazetteer]
    if not points and not counties:
        points = tuple(locality.point for locality in known[:3])
    around = frozenset(locality.county for locality in known)
    return Area(frozenset(municipalities), frozenset(counties), around, points, chosen)


def within(area: Area, scope: Scope) -> Condition | None:
    """What a document must be to lie in the scope; None when any will do."""
    if scope is Scope.ALL:
        return None
    held = sorted(area.municipalities) + [f"c{code}" for code in sorted(area.counties)]
    tests: list[Condition] = [AnyOf("held", tuple(held)), AnyOf("serves", tuple(held))]
    if scope is Scope.MUNICIPALITY:
        return either(tests)
    serving = (*(f"c{code}" for code in sorted(area.around)), "all")
    tests.append(AnyOf("serves", serving))
    if scope is Scope.COUNTY:
        tests.append(AnyOf("held", tuple(f"c{code}" for code in sorted(area.around))))
    else:
        cells = dict.fromkeys(cell for point in area.points for cell in cells_within(point, NEAR_KM))
        tests.append(AnyOf("cells", tuple(cells)))
    return either(tests)


def standing(area: Area, record: Record, distance: float | None) -> Standing:
    """How the record lies to the area; ``distance`` as ``Area.distance_km`` gives it."""
    for _, _, municipality, county in record.places:
        if municipality in area.municipalities or county in area.counties:
            return _HELD
    serves_county = record.area_level == "county" and not (area.counties | area.around).isdisjoint(record.counties)
    if serves_county or not area.municipalities.isdisjoint(record.municipalities):
        return _SERVED
    if distance is not None and distance <= NEAR_KM:
        return _NEAR
    if record.area_level == "national":
        return _NATIONAL
    if any(county in area.around for _, _, _, county in record.places):
        return _COUNTY
    return _ELSEWHERE


def radius_cells(filters: Filters) -> Condition | None:
    """The squares within the chosen radius; exact distances are checked on the candidates."""
    if filters.near is None or filters.radius_km is None:
        return None
    return AnyOf("cells", cells_within(filters.near, filters.radius_km))
