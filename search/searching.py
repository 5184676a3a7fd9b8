"""A question's way to results, whatever the engine: understand, select candidates, rank, count, cut a page.

What is chosen as a filter binds. What is understood from the words prefers and never hides everything: with a place,
what lies within reach comes first and the rest after it; a chosen place binds to what is near unless nothing is.
"""

from time import perf_counter
from typing import Protocol

from search import facets, loosening, matching, offering
from search.conditions import Condition, Selection, Tally
from search.engine import Candidates, SearchEngine
from search.filtering import conditions_of
from search.frequencies import Frequencies
from search.planning import Plan
from search.ranking import ask
from search.scoping import Gazetteer, area_of
from search.selecting import Selected, measured, ranked, select
from search.types import FacetCount, Question, Results, Understood


class Understanding(Protocol):
    """Takes questions apart (search.understanding)."""

    def understand(self, question: Question) -> Understood:
        """The question's parts, concepts and remaining words."""
        ...


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
        plan = measured(timed, self.plan(question))
        found = select(timed, plan)
        order = ranked(plan, found)
        counts = _facets(timed, plan, found)
        nothing = not order
        start = max(0, question.page - 1) * question.per_page
        return Results(
            hits=tuple(r.hit(plan.area) for r in order[start : start + question.per_page]),
            total=found.near.total,
            understood=plan.understood,
            beyond=found.beyond.total,
            exact=found.near.exact and found.beyond.exact,
            listed=len(order) + found.unread,
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


def _facets(engine: _Timed, plan: Plan, found: Selected) -> dict[str, tuple[FacetCount, ...]]:
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
