"""Ways out of an empty result: what dropping one thing would give."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from search.conditions import Condition
from search.types import Filters, Loosening

if TYPE_CHECKING:
    from search.planning import Plan

PLACE: Final = "filter:place"
EVERYTHING: Final = "filter:all"


class _Counts(Protocol):
    def count(self, *conditions: Condition) -> list[int]: ...


def loosenings(engine: _Counts, plan: "Plan") -> tuple[Loosening, ...]:
    """Each filter left out by itself, then all of them, then the words; only what would give something.

    ``what`` is ``filter:<group>`` (a facet, ``age``, ``ages``, ``gender``, ``sessions``, ``open_places``, ``near``),
    ``filter:place``, ``filter:all`` or ``words``.
    """
    bound = plan.reach if plan.area is not None and plan.area.chosen else None
    ways: list[tuple[str, Condition]] = [
        (f"filter:{name}", plan.required(without=name, place=bound)) for name in plan.groups
    ]
    if bound is not None:
        ways.append((PLACE, plan.required()))
    if len(plan.groups) + (bound is not None) > 1:
        ways.append((EVERYTHING, replace(plan, groups={}).required()))
    if plan.relevant is not None and (plan.groups or bound is not None):
        ways.append(("words", replace(plan, relevant=None).required(place=bound)))
    counts: Sequence[int] = engine.count(*(condition for _, condition in ways)) if ways else []
    return tuple(Loosening(what, count) for (what, _), count in zip(ways, counts, strict=True) if count)


def without(filters: Filters, what: str) -> Filters:
    """The filters with one loosening applied; ``words`` leaves them as they are."""
    name = what.removeprefix("filter:")
    if what == EVERYTHING:
        return Filters()
    if what == PLACE:
        return replace(filters, municipalities=(), counties=(), near=None, radius_km=None)
    if name == "near":
        return replace(filters, radius_km=None)
    if name == "sessions":
        return replace(filters, days=(), times=(), period=None)
    simple = {"age": None, "ages": (), "gender": None, "open_places": False}
    if name in simple:
        return replace(filters, **{name: simple[name]})  # type: ignore[arg-type]  # names and kinds go together above
    return replace(filters, codes={facet: codes for facet, codes in filters.codes.items() if facet != name})
