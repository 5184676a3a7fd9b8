"""The one definition of what is indexed: facets, token fields, numbers. Both engines read it.

An engine keeps, for every document, sets of *tokens* per field (looked up exactly, never analysed again), a few
whole *numbers*, and the *record* (search.records) that ranking reads. No engine needs a tokeniser of its own.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from search.grid import cells_of
from search.records import encode
from search.types import Document, DocumentFeatures

# Changed with tokens, numbers, records or an engine's settings: an index of another form is never asked, a new one is
# built beside it, and processes of the version before go on with the one they know.
FORM: Final = "3"

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
# Facets worked out from a document's sessions and places.
DERIVED_FACETS: Final = ("days", "times", "municipalities")
DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
TIMES: Final = ("morning", "afternoon", "evening")

TOKEN_FIELDS: Final = (
    "words",  # every analysed form of the document
    "title_words",  # forms that weigh most: titles, and what stands beside them
    "concepts",  # every concept that is more than mentioned in passing
    "concepts_mid",
    "concepts_high",
    "facets",  # facet=code, the only field that is counted
    "held",  # municipality codes, and c + county code, of where it takes place
    "serves",  # municipality codes, c + county code, or "all"
    "cells",  # squares of the grid it takes place in
    "dates",  # 2026-11-24, 2026-11-24/evening, mo, mo/evening, evening
    "gender",
    "title_starts",  # folded words of the titles, for suggestions
)
COUNTED_FIELD: Final = "facets"
NUMBER_FIELDS: Final = ("age_min", "age_max", "verified")  # tenths of a year; proleptic day number

CONCEPT_SLIGHT: Final = 0.2  # below this a concept is only mentioned in passing
CONCEPT_MID: Final = 0.4
CONCEPT_HIGH: Final = 0.65
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


def entry_of(document: Document, features: DocumentFeatures) -> IndexEntry:
    """Everything an engine stores of a document."""
    dates, days, times = _session_tokens(document)
    facets = [facet_token(facet, code) for facet in FACETS for code in document.codes.get(facet, ())]
    facets += [facet_token("days", day) for day in days] + [facet_token("times", time) for time in times]
    facets += [facet_token("municipalities", code) for code in _unique(place.municipality for place in document.places)]
    title_words = (word for text in document.texts.values() for word in words_of(text.title))
    tokens = {
        "words": tuple(features.words),
        "title_words": tuple(word for word, weight in features.words.items() if weight >= TITLE_WEIGHT),
        "concepts": _at_least(features.concepts, CONCEPT_SLIGHT),
        "concepts_mid": _at_least(features.concepts, CONCEPT_MID),
        "concepts_high": _at_least(features.concepts, CONCEPT_HIGH),
        "facets": tuple(facets),
        "held": _held(document),
        "serves": _serves(document),
        "cells": _unique(cell for place in document.places if place.point for cell in cells_of(place.point)),
        "dates": dates,
        "gender": (document.gender,),
        "title_starts": _unique(title_words),
    }
    age_min = AGE_NONE[0] if document.age_min is None else round(document.age_min * 10)
    age_max = AGE_NONE[1] if document.age_max is None else round(document.age_max * 10) + 9
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
