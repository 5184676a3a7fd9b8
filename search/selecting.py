"""Which candidates an engine is asked for, and in what order they come: near ones first, best first."""

from dataclasses import dataclass, replace
from typing import Protocol

from search import matching
from search.conditions import AnyOf, Condition, Either, Not, Selection, Wish, both
from search.engine import Candidates
from search.grid import cells_inside, cells_within
from search.planning import Plan
from search.ranking import Ranked, rank
from search.records import Record
from search.types import Scope, Sort

NEAR_LIMIT = 120  # candidates within reach, and beyond it: as far as one can leaf
BEYOND_LIMIT = 40
RIM_LIMIT = 1000  # activities at the rim of a chosen distance that are measured one by one
# Candidates that are ranked among each other where there are more, within reach and without a place: for the first
# pages, and likewise for the rest. Of 60,000 activities they bring 99 % of the score that the first twenty of 600
# candidates have.
NEAR_RANKED = 60
ANYWHERE_RANKED = 80


class Engine(Protocol):
    """What selecting asks of an engine (search.engine)."""

    def select(self, *selections: Selection) -> list[Candidates]:
        """Candidates of each selection."""
        ...

    def count(self, *conditions: Condition) -> list[int]:
        """How many meet each condition."""
        ...


@dataclass(frozen=True, slots=True)
class Selected:
    """``unread`` is how many more could be paged to, when this page ends before them; ``step`` how many of ``near``
    are ranked among each other."""

    near: Candidates
    beyond: Candidates
    reach: Condition | None
    unread: int = 0
    step: int = NEAR_RANKED


NOTHING = Candidates((), 0)


def select(engine: Engine, plan: Plan) -> Selected:
    """The candidates of a plan; of what lies beyond reach only as much as the page shows."""
    wishes, reach = _wishes(plan), plan.reach
    if reach is None:
        most = NEAR_LIMIT + BEYOND_LIMIT
        near, step = _fetch(engine, plan, Selection(plan.required(), wishes, most), ANYWHERE_RANKED)
        near, unread = _exact_radius(engine, plan, near), _unread(near, most)
        return Selected(near, NOTHING, None, unread, step)
    near, step = _fetch(engine, plan, Selection(plan.required(place=reach), wishes, NEAR_LIMIT), NEAR_RANKED)
    found = Selected(near, NOTHING, reach, _unread(near, NEAR_LIMIT), step)
    outside = Selection(plan.required(place=Not(reach)), wishes, BEYOND_LIMIT)
    binding = plan.filters.scope is not Scope.AUTO or (plan.area is not None and plan.area.chosen)
    if not binding:
        return _with_beyond(engine, plan, found, outside)
    if near.total or plan.filters.scope is not Scope.AUTO:
        return found
    [beyond] = engine.select(outside)
    return replace(found, beyond=beyond, reach=None)


def _fetch(engine: Engine, plan: Plan, all_of_them: Selection, ranked: int) -> tuple[Candidates, int]:
    """The first candidates for a page among them, else as many as one can leaf through; and how many are ranked among
    each other. Where there are no more than that, or the order is seen on the cards, all of them are."""
    question, most = plan.question, all_of_them.limit
    in_steps = question.sort is Sort.BEST and ranked < most
    few = in_steps and question.page * question.per_page <= ranked
    [found] = engine.select(replace(all_of_them, limit=ranked) if few else all_of_them)
    if few and len(found.records) < found.total <= most:
        [found] = engine.select(all_of_them)
    return found, ranked if in_steps and found.total > most else most


def _unread(found: Candidates, most: int) -> int:
    return max(0, min(found.total, most) - len(found.records))


def _with_beyond(engine: Engine, plan: Plan, found: Selected, outside: Selection) -> Selected:
    """What lies beyond reach is fetched only for a page that shows it; otherwise only counted."""
    near = found.near
    if len(near.records) < plan.question.page * plan.question.per_page:
        [beyond] = engine.select(outside)
        return replace(found, beyond=beyond, reach=found.reach if near.total else None)
    [everywhere] = engine.count(plan.required())
    beyond = Candidates((), max(0, everywhere - near.total), near.exact)
    return replace(found, beyond=beyond, unread=found.unread + min(beyond.total, outside.limit))


def _wishes(plan: Plan) -> tuple[Wish, ...]:
    question = plan.question
    if question.sort is not Sort.BEST:
        return matching.wishes_for(question.sort, plan.area, question.now)
    wishes = matching.wishes(plan.asked, plan.area)
    session = matching.session_wish(plan.asked, question.now)
    if not plan.asked.in_words:
        wishes += matching.wishes_for(Sort.NEXT, plan.area, question.now)
    return (*wishes, session) if session else wishes


def measured(engine: Engine, plan: Plan) -> Plan:
    """The plan with a chosen radius made exact: squares that lie inside it, and what is inside it of those at its rim.

    What is at the rim is measured one by one; when it is too much, the plan keeps whole squares.
    """
    radius, point, area = plan.filters.radius_km, plan.filters.near, plan.area
    if radius is None or point is None or area is None:
        return plan
    inside, touched = AnyOf("cells", cells_inside(point, radius)), AnyOf("cells", cells_within(point, radius))
    [rim] = engine.select(Selection(both(plan.relevant, touched, Not(inside)), (), RIM_LIMIT))
    if not rim.complete:
        return plan
    ids = tuple(r.id for r in rim.records if (d := area.distance_km(r)) is not None and d <= radius)
    return replace(plan, groups={**plan.groups, "near": Either((inside, AnyOf("id", ids)))}, measured=True)


def _exact_radius(engine: Engine, plan: Plan, near: Candidates) -> Candidates:
    """Whole squares let a little too much through: check the chosen radius itself on the candidates.

    Of more than all candidates, those in squares that lie wholly inside are sure: the total is then at least that.
    """
    radius, point, area = plan.filters.radius_km, plan.filters.near, plan.area
    if radius is None or point is None or area is None or plan.measured:
        return near

    def inside(record: Record) -> bool:
        distance = area.distance_km(record)
        return distance is not None and distance <= radius

    kept = tuple(record for record in near.records if inside(record))
    if near.complete:
        return replace(near, records=kept, total=len(kept))
    [sure] = engine.count(both(plan.required(), AnyOf("cells", cells_inside(point, radius))))
    return replace(near, records=kept, total=max(sure, len(kept)), exact=False)


def ranked(plan: Plan, found: Selected) -> list[Ranked]:
    """Candidates best first, those within reach before those beyond.

    Whether the later ones were fetched must not change the order of the earlier ones: nobody who leafs on shall meet
    the same activity twice, or miss one.
    """
    near, order = found.near.records, []
    for start in range(0, len(near), found.step):
        order += _rank(plan, near[start : start + found.step], nearby=True)
    return order + _rank(plan, found.beyond.records, nearby=False)


def _rank(plan: Plan, records: tuple[Record, ...], *, nearby: bool) -> list[Ranked]:
    question = plan.question
    return rank(plan.asked, records, plan.area, question.now, sort=question.sort, nearby=nearby)
