"""A question's way to results, whatever the engine: understand, select candidates, rank, count, cut a page.

What is chosen as a filter binds. What is understood from the words prefers and never hides everything: with a place,
what lies within reach comes first and the rest after it; a chosen place binds to what is near unless nothing is.
"""

from dataclasses import dataclass, replace
from time import perf_counter
from typing import Protocol

from search import facets, loosening, matching, offering
from search.conditions import AnyOf, Condition, Either, Not, Selection, Tally, Wish, both
from search.engine import Candidates, SearchEngine
from search.filtering import conditions_of
from search.frequencies import Frequencies
from search.grid import cells_inside, cells_within
from search.ranking import Asked, Ranked, ask, rank
from search.records import Record
from search.scoping import Area, Gazetteer, area_of, within
from search.types import FacetCount, Filters, Question, Results, Scope, Sort, Understood

NEAR_LIMIT = 120  # candidates within reach, and beyond it: 100 already bring the same order as all of them
BEYOND_LIMIT = 40
RIM_LIMIT = 1000  # activities at the rim of a chosen distance that are measured one by one


class Understanding(Protocol):
    """Takes questions apart (search.understanding)."""

    def understand(self, question: Question) -> Understood:
        """The question's parts, concepts and remaining words."""
        ...


@dataclass(frozen=True, slots=True)
class Plan:
    """A question ready to be asked of an engine."""

    question: Question
    understood: Understood
    asked: Asked
    area: Area | None
    groups: dict[str, Condition]
    relevant: Condition | None
    measured: bool = False  # whether a chosen radius is exact

    @property
    def filters(self) -> Filters:
        """What the reader chose."""
        return self.question.filters

    @property
    def scope(self) -> Scope:
        """Near, unless the reader chose otherwise."""
        return Scope.NEAR if self.filters.scope is Scope.AUTO else self.filters.scope

    @property
    def reach(self) -> Condition | None:
        """The condition of lying within reach of the place, None without a place; a chosen distance stands for it."""
        chosen = self.filters.near is not None and self.filters.radius_km is not None
        return within(self.area, self.scope) if self.area is not None and not chosen else None

    def required(self, *, without: str = "", place: Condition | None = None) -> Condition:
        """What a result must be, one group of filters left out if asked."""
        groups = [condition for name, condition in self.groups.items() if name != without]
        return matching.joined(groups, self.relevant, place)


class Searcher:
    """Asks engines. Knows the place register and how common words are; keeps nothing of any question."""

    def __init__(self, understanding: Understanding, gazetteer: Gazetteer, frequencies: Frequencies) -> None:
        self.understanding = understanding
        self.gazetteer = gazetteer
        self.frequencies = frequencies

    def plan(self, question: Question) -> Plan:
        """Understand a question and turn it into conditions."""
        understood = self.understanding.understand(question)
        asked = ask(understood, self.frequencies.rarity)
        return Plan(
            question=question,
            understood=understood,
            asked=asked,
            area=area_of(question, understood, self.gazetteer),
            groups=conditions_of(question.filters, question.now),
            relevant=matching.relevance(asked),
        )

    def search(self, engine: SearchEngine, question: Question) -> Results:
        """One page of results. Raises ``EngineUnavailable`` or ``IndexMissing``."""
        began = perf_counter()
        timed = _Timed(engine)
        plan = _measured(timed, self.plan(question))
        found = _select(timed, plan)
        ranked = _rank(plan, found)
        counts = _facets(timed, plan, found)
        nothing = not ranked
        start = max(0, question.page - 1) * question.per_page
        return Results(
            hits=tuple(r.hit(plan.area) for r in ranked[start : start + question.per_page]),
            total=found.near.total,
            understood=plan.understood,
            beyond=found.beyond.total,
            exact=found.near.exact and found.beyond.exact,
            listed=len(ranked) + found.unread,
            facets=counts,
            loosenings=loosening.loosenings(timed, plan) if nothing else (),
            engine=engine.name,
            took_ms=(perf_counter() - began) * 1000,
            engine_ms=timed.seconds * 1000,
        )


class _Timed:
    """Adds up the time an engine takes."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self.seconds = 0.0

    def select(self, *selections: Selection) -> list[Candidates]:
        began = perf_counter()
        try:
            return self._engine.select(selections)
        finally:
            self.seconds += perf_counter() - began

    def count(self, *conditions: Condition) -> list[int]:
        began = perf_counter()
        try:
            return self._engine.count(conditions)
        finally:
            self.seconds += perf_counter() - began

    def count_tokens(self, *tallies: Tally) -> list[dict[str, int]]:
        began = perf_counter()
        try:
            return self._engine.count_tokens(tallies)
        finally:
            self.seconds += perf_counter() - began


@dataclass(frozen=True, slots=True)
class _Selected:
    """``unread`` is how many beyond reach could be paged to, when this page ends before them."""

    near: Candidates
    beyond: Candidates
    reach: Condition | None
    unread: int = 0


NOTHING = Candidates((), 0)


def _select(engine: _Timed, plan: Plan) -> _Selected:
    wishes = _wishes(plan)
    reach = plan.reach
    if reach is None:
        [near] = engine.select(Selection(plan.required(), wishes, NEAR_LIMIT + BEYOND_LIMIT))
        return _Selected(_exact_radius(engine, plan, near), NOTHING, None)
    inside = Selection(plan.required(place=reach), wishes, NEAR_LIMIT)
    outside = Selection(plan.required(place=Not(reach)), wishes, BEYOND_LIMIT)
    binding = plan.filters.scope is not Scope.AUTO or (plan.area is not None and plan.area.chosen)
    if not binding:
        return _near_first(engine, plan, inside, outside)
    [near] = engine.select(inside)
    if near.total or plan.filters.scope is not Scope.AUTO:
        return _Selected(near, NOTHING, reach)
    [beyond] = engine.select(outside)
    return _Selected(near, beyond, None)


def _near_first(engine: _Timed, plan: Plan, inside: Selection, outside: Selection) -> _Selected:
    """What lies beyond reach is fetched only for a page that shows it; otherwise only counted."""
    [near] = engine.select(inside)
    if len(near.records) < plan.question.page * plan.question.per_page:
        [beyond] = engine.select(outside)
        return _Selected(near, beyond, plan.reach if near.total else None)
    [everywhere] = engine.count(plan.required())
    beyond = Candidates((), max(0, everywhere - near.total), near.exact)
    return _Selected(near, beyond, plan.reach, unread=min(beyond.total, outside.limit))


def _wishes(plan: Plan) -> tuple[Wish, ...]:
    question = plan.question
    if question.sort is not Sort.BEST:
        return matching.wishes_for(question.sort, plan.area, question.now)
    wishes = matching.wishes(plan.asked, plan.area)
    session = matching.session_wish(plan.asked, question.now)
    if not plan.asked.in_words:
        wishes += matching.wishes_for(Sort.NEXT, plan.area, question.now)
    return (*wishes, session) if session else wishes


def _measured(engine: _Timed, plan: Plan) -> Plan:
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


def _exact_radius(engine: _Timed, plan: Plan, near: Candidates) -> Candidates:
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


def _rank(plan: Plan, found: _Selected) -> list[Ranked]:
    question = plan.question
    near = rank(plan.asked, found.near.records, plan.area, question.now, sort=question.sort)
    beyond = rank(plan.asked, found.beyond.records, plan.area, question.now, sort=question.sort, nearby=False)
    return near + beyond


def _facets(engine: _Timed, plan: Plan, found: _Selected) -> dict[str, tuple[FacetCount, ...]]:
    """Over what is within reach, or over everything when nothing is."""
    listed = found.near if found.near.total else found.beyond
    filters, now, said_age = plan.filters, plan.question.now, plan.understood.age
    chosen = facets.chosen_groups(filters)
    sessions = offering.session_choices(filters, now)
    together = offering.sessions_chosen(filters)
    groups = [facet for facet in chosen if facet in plan.groups] + (["sessions"] if together else [])
    tallies = [
        Tally(plan.required(without=group, place=found.reach), sessions if group == "sessions" else ())
        for group in groups
    ]
    if not listed.complete:
        also = offering.age_choice(filters, said_age) + (() if together else sessions)
        tallies.append(Tally(plan.required(place=found.reach), also))
    counted = engine.count_tokens(*tallies) if tallies else []
    if listed.complete:
        here = offering.counted_here(listed.records, filters, now, said_age)
        counts = {**facets.count(listed.records), **here}
    else:
        counts = dict(counted.pop())  # an engine may keep what it gave
    own = dict(zip(groups, counted, strict=True))
    if together:
        own |= dict.fromkeys(facets.OF_SESSIONS, own.pop("sessions"))
    if filters.near is not None and plan.area is not None:
        counts |= offering.distances(engine, plan.required(without="near"), plan.area)
    return facets.shown(counts, own, chosen)
