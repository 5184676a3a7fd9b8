"""Counts beside the filters: how many results each choice would give, a group's own choices not applied to itself."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final

from search.filtering import PERIODS, RADII_KM
from search.index import (
    AGES,
    DAYS,
    DERIVED_FACETS,
    FACETS,
    GENDERS,
    OPEN,
    TIMES,
    facet_token,
    person_tokens,
    time_of_day,
)
from search.records import Record
from search.types import FacetCount, Filters
from search.zone import local

OF_SESSIONS: Final = ("days", "times", "period")  # said of one and the same session
# Choices that are counted each by itself (search.offering).
OFFERED: Final = ("period", "age", "radius")
ALL_FACETS: Final = (*FACETS, *DERIVED_FACETS, *OFFERED)
ORDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "days": DAYS,
    "times": TIMES,
    "period": PERIODS,
    "ages": tuple(AGES),
    "gender": GENDERS,
    "radius": tuple(str(km) for km in RADII_KM),
}


def tokens_of(record: Record) -> set[str]:
    """The tokens a record has in the counted field; the same that were indexed."""
    codes = record.all_codes()
    tokens = {facet_token(facet, code) for facet, found in codes.items() if facet in FACETS for code in found}
    tokens |= {facet_token("municipalities", municipality) for _, _, municipality, _ in record.places}
    tokens.update(person_tokens(record.age_min, record.age_max, record.gender, codes.get("capacity", ())))
    for start in record.sessions[::2]:
        moment = local(start)
        tokens.add(facet_token("days", DAYS[moment.weekday()]))
        tokens.add(facet_token("times", time_of_day(moment)))
    return tokens


def count(records: Iterable[Record]) -> Mapping[str, int]:
    """Tokens over candidates that are complete."""
    counts: Counter[str] = Counter()
    for record in records:
        counts.update(tokens_of(record))
    return counts


def chosen_groups(filters: Filters) -> dict[str, tuple[str, ...]]:
    """Facets in which the reader has chosen something, with the choices."""
    chosen = {facet: codes for facet, codes in filters.codes.items() if codes}
    derived: dict[str, tuple[str, ...]] = {
        "days": filters.days,
        "times": filters.times,
        "period": (filters.period,) if filters.period else (),
        "municipalities": filters.municipalities,
        "ages": filters.ages,
        "gender": (filters.gender,) if filters.gender in GENDERS else (),
        "open_places": (OPEN,) if filters.open_places else (),
    }
    return chosen | {facet: codes for facet, codes in derived.items() if codes}


def shown(
    counts: Mapping[str, int], own: Mapping[str, Mapping[str, int]], chosen: Mapping[str, Sequence[str]]
) -> dict[str, tuple[FacetCount, ...]]:
    """Facets as a page shows them: chosen codes always, others when they would give something; most first.

    ``counts`` are over the results, ``own`` per group over the results without that group's choices.
    """
    grouped: dict[str, dict[str, int]] = {facet: dict.fromkeys(chosen.get(facet, ()), 0) for facet in ALL_FACETS}
    for token, number in counts.items():
        facet, _, code = token.partition("=")
        if facet in grouped and facet not in own:
            grouped[facet][code] = number
    for facet, group_counts in own.items():
        for token, number in group_counts.items():
            name, _, code = token.partition("=")
            if name == facet:
                grouped[facet][code] = number
    return {facet: _ordered(facet, codes, chosen.get(facet, ())) for facet, codes in grouped.items()}


def _ordered(facet: str, codes: Mapping[str, int], chosen: Sequence[str]) -> tuple[FacetCount, ...]:
    order = ORDERS.get(facet, ())
    if order:
        return tuple([FacetCount(code, codes[code], code in chosen) for code in order if code in codes])
    ordered = sorted(sorted(codes.items()), key=itemgetter(1), reverse=True)
    return tuple([FacetCount(code, number, code in chosen) for code, number in ordered])
