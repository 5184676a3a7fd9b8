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
# Candidates that are ranked among each other, for the first pages and likewise for the rest. Of 60,000 activities they
# bring 99 % of the score that the first twenty of 600 candidates have.
NEAR_RANKED = 60
BEYOND_RANKED = 20
RIM_LIMIT = 1000  # activities at the rim of a chosen distance that are measured one by one


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
    wishes = _wishes(plan)
    reach = plan.reach
    if reach is None:
        step = _step(plan, NEAR_RANKED + BEYOND_RANKED)
        [near] = engine.select(_selection(plan, None, wishes, step, NEAR_LIMIT + BEYOND_LIMIT))
        near, unread = _exact_radius(engine, plan, near), _unread(near, NEAR_LIMIT + BEYOND_LIMIT)
        return Selected(near, NOTHING, None, unread, step)
    step = _step(plan, NEAR_RANKED)
    inside = _selection(plan, reach, wishes, step, NEAR_LIMIT)
    outside = Selection(plan.required(place=Not(reach)), wishes, BEYOND_LIMIT)
    binding = plan.filters.scope is not Scope.AUTO or (plan.area is not None and plan.area.chosen)
    [near] = engine.select(inside)
    if not binding:
        return _near_first(engine, plan, near, outside)
    if near.total or plan.filters.scope is not Scope.AUTO:
        return Selected(near, NOTHING, reach, _unread(near, NEAR_LIMIT), step)
    [beyond] = engine.select(outside)
    return Selected(near, beyond, None)


def _selection(plan: Plan, place: Condition | None, wishes: tuple[Wish, ...], first: int, most: int) -> Selection:
    """The first candidates for a page among them, else as many as one can leaf through."""
    limit = first if plan.question.page * plan.question.per_page <= first < most else most
    return Selection(plan.required(place=place), wishes, limit)


def _unread(found: Candidates, most: int) -> int:
    return max(0, min(found.total, most) - len(found.records))


def _near_first(engine: Engine, plan: Plan, near: Candidates, outside: Selection) -> Selected:
    """What lies beyond reach is fetched only for a page that shows it; otherwise only counted."""
    unread = _unread(near, NEAR_LIMIT)
    if len(near.records) < plan.question.page * plan.question.per_page:
        [beyond] = engine.select(outside)
        return Selected(near, beyond, plan.reach if near.total else None, unread, _step(plan, NEAR_RANKED))
    [everywhere] = engine.count(plan.required())
    beyond = Candidates((), max(0, everywhere - near.total), near.exact)
    unread += min(beyond.total, outside.limit)
    return Selected(near, beyond, plan.reach, unread, _step(plan, NEAR_RANKED))


def _step(plan: Plan, ranked: int) -> int:
    """How many are ranked among each other: all, in an order that is seen on the cards."""
    return ranked if plan.question.sort is Sort.BEST else NEAR_LIMIT + BEYOND_LIMIT


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
    """Candidates best first, those within reach before those beyond."""
    near = _in_steps(plan, found.near.records, found.step, nearby=True)
    return near + _in_steps(plan, found.beyond.records, BEYOND_RANKED, nearby=False)


def _in_steps(plan: Plan, records: tuple[Record, ...], step: int, *, nearby: bool) -> list[Ranked]:
    """Whether the later ones were fetched must not change the order of the earlier ones: nobody who leafs on shall
    meet the same activity twice, or miss one."""
    question = plan.question
    done: list[Ranked] = []
    for start in range(0, len(records), step):
        some = records[start : start + step]
        done += rank(plan.asked, some, plan.area, question.now, sort=question.sort, nearby=nearby)
    return done
