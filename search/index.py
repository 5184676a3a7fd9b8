"""The one definition of what is indexed: facets, token fields, numbers. Both engines read it.

An engine keeps, for every document, sets of *tokens* per field (looked up exactly, never analysed again), a few
whole *numbers*, and the *record* (search.records) that ranking reads. No engine needs a tokeniser of its own.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from search.grid import cells_of
from search.records import encode
from search.types import Document, DocumentFeatures

# Changed with tokens, numbers, records or an engine's settings: an index of another form is never asked, a new one is
# built beside it, and processes of the version before go on with the one they know.
FORM: Final = "7"

# Facets whose codes stand in ``Document.codes``, in the order a page shows them.
FACETS: Final = (
    "needs",
    "kinds",
    "target_groups",
    "tiers",
    "languages",
    "modes",
    "threshold",
    "outreach_help",
    "meets_at",
    "costs",
    "accessibility",
    "referral_routes",
    "capacity",
)
# Facets worked out from a document's sessions, places, ages, gender and capacity.
DERIVED_FACETS: Final = ("days", "times", "municipalities", "ages", "gender", "open_places")
DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
TIMES: Final = ("morning", "afternoon", "evening")
# Whole years, first and last: before school, school, youth up to 28 (Youth Act 1285/2016 § 3), work, older, oldest.
AGES: Final[Mapping[str, tuple[int, int]]] = {
    "0-6": (0, 6),
    "7-12": (7, 12),
    "13-17": (13, 17),
    "18-28": (18, 28),
    "29-64": (29, 64),
    "65-79": (65, 79),
    "80-": (80, 199),
}
GENDERS: Final = ("men", "women")
NOT_OPEN: Final = ("full", "waiting_list")  # capacity that leaves no room for newcomers
OPEN: Final = "1"
RECRUITS: Final = "recruits"
HELPS: Final = "helps"
PLAIN: Final = "plain"  # helps, is not full, and is for none of the groups that most people do not belong to
NARROW_GROUPS: Final = frozenset({"immigrants", "disabled", "veterans"})
VOLUNTEERING: Final = "volunteering"

TOKEN_FIELDS: Final = (
    "words",  # every analysed form of the document
    "title_words",  # forms that weigh most: titles, and what stands beside them
    "concepts",  # every concept that is more than mentioned in passing
    "concepts_mid",
    "concepts_high",
    "concepts_top",
    "facets",  # facet=code, the only field that is counted
    "held",  # municipality codes, and c + county code, of where it takes place
    "serves",  # municipality codes, c + county code, or "all"
    "cells",  # squares of the grid it takes place in
    "dates",  # 2026-11-24, 2026-11-24/evening, mo, mo/evening, evening
    "gender",
    "traits",  # what ranking looks at in every document: ``RECRUITS``, ``HELPS``, ``PLAIN``
    "title_starts",  # folded words of the titles, for suggestions
)
COUNTED_FIELD: Final = "facets"
NUMBER_FIELDS: Final = ("age_min", "age_max", "verified")  # tenths of a year; proleptic day number

CONCEPT_SLIGHT: Final = 0.2  # below this a concept is only mentioned in passing
CONCEPT_MID: Final = 0.4
CONCEPT_HIGH: Final = 0.65
CONCEPT_TOP: Final = 0.85
TITLE_WEIGHT: Final = 0.6
AGE_NONE: Final = (0, 2000)  # an age that is not stated shuts nobody out


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What an engine stores of one document. ``titles`` by language are for suggestions only."""

    id: str
    revision: int
    tokens: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    titles: Mapping[str, str]
    record: bytes


def facet_token(facet: str, code: str) -> str:
    """The token of a facet's code in the counted field."""
    return f"{facet}={code}"


def fold(text: str) -> str:
    """Lower case without marks, so that ``Åbo`` and ``abo`` begin alike. For suggestions only."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def words_of(text: str) -> tuple[str, ...]:
    """Folded words of a title or of a prefix being typed."""
    return tuple("".join(char if char.isalnum() else " " for char in fold(text)).split())


def time_of_day(start: datetime) -> str:
    """Morning before 12, afternoon before 17, evening after that; local time."""
    return TIMES[0] if start.hour < 12 else TIMES[1] if start.hour < 17 else TIMES[2]


@lru_cache(maxsize=1024)
def age_groups(age_min: float | None, age_max: float | None) -> tuple[str, ...]:
    """The age groups that somebody of these ages can belong to; all of them when no age is stated."""
    low, high = age_bounds(age_min, age_max)
    return tuple(code for code, (first, last) in AGES.items() if low <= last * 10 + 9 and high >= first * 10)


def age_bounds(age_min: float | None, age_max: float | None) -> tuple[int, int]:
    """The youngest and the oldest who may come, in tenths of a year: who is 17 is so for the whole year."""
    low = AGE_NONE[0] if age_min is None else round(age_min * 10)
    return low, AGE_NONE[1] if age_max is None else round(age_max * 10) + 9


def person_tokens(
    age_min: float | None, age_max: float | None, gender: str, capacity: Iterable[str]
) -> tuple[str, ...]:
    """Counted tokens of who may come: age groups, genders, and whether there is room."""
    groups = [facet_token("ages", code) for code in age_groups(age_min, age_max)]
    genders = [facet_token("gender", code) for code in GENDERS if gender in {"all", code}]
    room = () if any(code in NOT_OPEN for code in capacity) else (facet_token("open_places", OPEN),)
    return (*groups, *genders, *room)


def recruits(kinds: Sequence[str]) -> bool:
    """Whether an activity looks for helpers rather than helps, by its kinds in order of importance."""
    return bool(kinds) and (kinds[0] == VOLUNTEERING or {VOLUNTEERING, "course"}.issuperset(kinds))


def entry_of(document: Document, features: DocumentFeatures) -> IndexEntry:
    """Everything an engine stores of a document."""
    dates, days, times = _session_tokens(document)
    facets = [facet_token(facet, code) for facet in FACETS for code in document.codes.get(facet, ())]
    facets += [facet_token("days", day) for day in days] + [facet_token("times", time) for time in times]
    facets += [facet_token("municipalities", code) for code in _unique(place.municipality for place in document.places)]
    facets += person_tokens(document.age_min, document.age_max, document.gender, document.codes.get("capacity", ()))
    title_words = (word for text in document.texts.values() for word in words_of(text.title))
    tokens = {
        "words": tuple(features.words),
        "title_words": tuple(word for word, weight in features.words.items() if weight >= TITLE_WEIGHT),
        "concepts": _at_least(features.concepts, CONCEPT_SLIGHT),
        "concepts_mid": _at_least(features.concepts, CONCEPT_MID),
        "concepts_high": _at_least(features.concepts, CONCEPT_HIGH),
        "concepts_top": _at_least(features.concepts, CONCEPT_TOP),
        "facets": tuple(facets),
        "held": _held(document),
        "serves": _serves(document),
        "cells": _unique(cell for place in document.places if place.point for cell in cells_of(place.point)),
        "dates": dates,
        "gender": (document.gender,),
        "traits": _traits(document.codes),
        "title_starts": _unique(title_words),
    }
    age_min, age_max = age_bounds(document.age_min, document.age_max)
    numbers = {
        "age_min": age_min,
        "age_max": age_max,
        "verified": document.verified_on.toordinal() if document.verified_on else 0,
    }
    titles = {language: text.title for language, text in document.texts.items()}
    return IndexEntry(document.id, document.revision, tokens, numbers, titles, encode(document, features))


def day_token(day: date, time: str = "") -> str:
    """The token of a calendar day, or of a time of that day."""
    return f"{day.isoformat()}/{time}" if time else day.isoformat()


def _session_tokens(document: Document) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    tokens: list[str] = []
    days: list[str] = []
    times: list[str] = []
    for session in document.sessions:
        day, time = DAYS[session.start.weekday()], time_of_day(session.start)
        date_ = session.start.date()
        tokens += [day_token(date_), day_token(date_, time), day, f"{day}/{time}", time]
        days.append(day)
        times.append(time)
    return _unique(tokens), _unique(days), _unique(times)


def _traits(codes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    if recruits(codes.get("kinds", ())):
        return (RECRUITS,)
    narrow = not NARROW_GROUPS.isdisjoint(codes.get("target_groups", ()))
    full = "full" in codes.get("capacity", ())
    return (HELPS,) if narrow or full else (HELPS, PLAIN)


def _held(document: Document) -> tuple[str, ...]:
    return _unique(code for place in document.places for code in (place.municipality, f"c{place.county}"))


def _serves(document: Document) -> tuple[str, ...]:
    if document.area_level == "national":
        return ("all",)
    if document.area_level == "county":
        return _unique((*document.area_municipalities, *(f"c{code}" for code in document.area_counties)))
    return _unique(document.area_municipalities)


def _at_least(concepts: Mapping[str, float], floor: float) -> tuple[str, ...]:
    return tuple(code for code, strength in concepts.items() if strength >= floor)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
