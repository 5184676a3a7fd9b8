"""From an understood question to what a document must have to be a result, and what moves it up among candidates.

The rule is boolean, so that both engines count the same results: a document belongs to the results when it has one of
the main concepts, or one of the words that carry meaning. What fits best is for ranking to say.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from search.conditions import AnyOf, Between, Condition, Either, Wish, both
from search.filtering import age_condition, session_tokens
from search.grid import cells_within
from search.index import HELPS, NARROW_GROUPS, PLAIN, RECRUITS, VOLUNTEERING, day_token, facet_token
from search.ranking.asked import Asked
from search.ranking.circumstances import NOT_RECRUITING
from search.scoping import Area
from search.types import Sort

FORM_COUNTS: Final = 0.5  # forms weaker than this (a compound's part, a guess) do not make a document a result alone
WORD_COUNTS: Final = 0.3  # neither do carrier words such as "group" or "help" beside others
BESIDE_NEED: Final = 0.65  # nor, where a need was understood, the words it was understood from
# How strongly a document has a concept, in the steps that are indexed, each by what it adds on average.
STRENGTHS: Final = (("concepts_mid", 0.5), ("concepts_high", 0.25), ("concepts_top", 0.2))
# What of the score is lost without it (search.ranking), roughly.
MAIN_WISH: Final = 0.4
HELD_WISH: Final = 0.3
SERVES_WISH: Final = 0.2
GENDER_WISH: Final = 0.5
AGE_WISH: Final = 0.4
LANGUAGE_WISH: Final = 0.4
OWN_LANGUAGE_WISH: Final = 0.1
STATE_WISH: Final = 0.25
OF_THE_REST: Final = 0.3  # of what is asked beside the main thing, how much the best documents have
SESSION_WISH: Final = 0.3
SOONER_WISH: Final = 0.02  # decides between equals only
RINGS_KM: Final = (3.0, 10.0, 25.0, 60.0, 120.0, 300.0)
DAYS_AHEAD: Final = (1, 2, 3, 5, 8, 15, 29)
DAYS_CONFIRMED: Final = (30, 60, 90, 180, 270, 365, 730)


def relevance(asked: Asked) -> Condition | None:
    """What makes a document a result of this question; None when nothing was asked in words."""
    tests = list(_tests(asked, BESIDE_NEED if asked.main_codes else WORD_COUNTS, FORM_COUNTS))
    if not tests:
        tests = list(_tests(asked, 0.0, 0.0))
    return Either(tuple(tests)) if tests else None


def _tests(asked: Asked, least_word: float, least_form: float) -> Iterable[Condition]:
    concepts = asked.main_codes or tuple(code for group in asked.groups for code, _ in group.codes)
    if concepts:
        yield AnyOf("concepts", concepts)
    forms = tuple(
        form for term in asked.terms if term.weight >= least_word for form, weight in term.forms if weight >= least_form
    )
    if forms:
        yield AnyOf("words", tuple(dict.fromkeys(forms)))


def wishes(asked: Asked, area: Area | None) -> tuple[Wish, ...]:
    """What moves a document up among the candidates: about what ranking will say, in steps an engine can tell.

    Weights are shares of the whole score. What ranking multiplies it by is worth less where little of what was asked
    can be met: nothing has all of a long question.
    """
    met = _met_at_best(asked)
    beside = (*_of_place(area), *_of_person(asked), _of_state(asked))
    return (*_of_fit(asked), *(Wish(wish.condition, wish.weight * met) for wish in beside))


def _met_at_best(asked: Asked) -> float:
    """About how much of what was asked in words the best documents have, 0-1."""
    strongest = max((group.weight for group in asked.groups), default=0.0)
    return (strongest + (asked.total_weight - strongest) * OF_THE_REST) / asked.total_weight if strongest else 1.0


def _of_fit(asked: Asked) -> Iterator[Wish]:
    whole = asked.total_weight or 1.0
    for group in asked.groups:
        for codes in (group.codes, group.finer):
            for alternatives, weight in _steps(codes):
                for field, share in STRENGTHS:
                    yield Wish(AnyOf(field, alternatives), weight / whole * share)
    for term in asked.terms:
        strong = tuple(form for form, weight in term.forms if weight >= FORM_COUNTS) or tuple(f for f, _ in term.forms)
        if strong:
            yield Wish(AnyOf("words", strong), term.weight / whole * 0.5)
            yield Wish(AnyOf("title_words", strong), term.weight / whole * 0.5)
    if asked.main_codes:
        yield Wish(AnyOf("concepts_mid", asked.main_codes), MAIN_WISH)


def _steps(codes: Sequence[tuple[str, float]]) -> Iterator[tuple[tuple[str, ...], float]]:
    """Alternatives of which the best one counts, as sums: the best ones alone, and those with the next best, …"""
    weights = sorted({weight for _, weight in codes}, reverse=True)
    for weight, less in pairwise((*weights, 0.0)):
        yield tuple(code for code, own in codes if own >= weight), weight - less


def _of_place(area: Area | None) -> Iterator[Wish]:
    if area is not None and (area.municipalities or area.counties):
        places = (*sorted(area.municipalities), *(f"c{code}" for code in sorted(area.counties)))
        yield Wish(AnyOf("held", places), HELD_WISH)
        yield Wish(AnyOf("serves", (*places, *(f"c{code}" for code in sorted(area.around)))), SERVES_WISH)


def _of_person(asked: Asked) -> Iterator[Wish]:
    if asked.gender:
        yield Wish(AnyOf("gender", ("all", asked.gender)), GENDER_WISH)
    if asked.age is not None:
        yield Wish(age_condition(asked.age), AGE_WISH)
    if asked.languages:
        yield Wish(AnyOf("facets", tuple(facet_token("languages", code) for code in asked.languages)), LANGUAGE_WISH)
    elif asked.language != "fi":
        yield Wish(AnyOf("facets", (facet_token("languages", asked.language),)), OWN_LANGUAGE_WISH)


def _of_state(asked: Asked) -> Wish:
    """One wish only: most documents meet it, and an engine pays for each that does."""
    if VOLUNTEERING in asked.kinds:
        return Wish(AnyOf("traits", (RECRUITS,)), 1 - NOT_RECRUITING)
    return Wish(AnyOf("traits", (PLAIN if NARROW_GROUPS.isdisjoint(asked.target_groups) else HELPS,)), STATE_WISH)


def wishes_for(sort: Sort, area: Area | None, now: datetime) -> tuple[Wish, ...]:
    """Wishes that bring the first of another order into the candidates: widening rings, days ahead, days back."""
    if sort is Sort.NEAREST and area is not None and area.points:
        rings = [tuple(cell for p in area.points for cell in cells_within(p, km)) for km in RINGS_KM]
        return tuple(Wish(AnyOf("cells", cells), 1.0) for cells in rings)
    if sort is Sort.CONFIRMED:
        today = now.date().toordinal()
        return tuple(Wish(Between("verified", today - days, None), 1.0) for days in DAYS_CONFIRMED)
    return tuple(
        Wish(AnyOf("dates", tuple(day_token(now.date() + timedelta(days=n)) for n in range(days))), SOONER_WISH)
        for days in DAYS_AHEAD
    )


def session_wish(asked: Asked, now: datetime) -> Wish | None:
    """Days and times in the question, as a preference."""
    tokens = session_tokens(asked.days, asked.times, asked.period, now)
    return Wish(AnyOf("dates", tokens), SESSION_WISH) if tokens else None


def joined(groups: Sequence[Condition], relevant: Condition | None, place: Condition | None) -> Condition:
    """Filters, relevance and place together."""
    return both(*groups, relevant, place)
