"""Settings of the index and its documents. Every change but a ranking rule means reindexing, so they come first."""

from base64 import b64encode
from typing import Any, Final

from search.index import COUNTED_FIELD, NUMBER_FIELDS, TOKEN_FIELDS, IndexEntry
from search.records import stamp

LOCALES: Final = {"fi": "fin", "sv": "swe", "en": "eng"}
CUTOFF_MS: Final = 600  # below our own timeout, so that a slow search still brings what it has
ALL_HITS: Final = 1_000_000  # totals are cut at this number; the default of 1,000 would make counts untrue


def _tokens(*fields: str) -> dict[str, Any]:
    only_equal = {"filter": {"equality": True, "comparison": False}, "facetSearch": False}
    return {"attributePatterns": list(fields), "features": only_equal}


def _numbers(*fields: str) -> dict[str, Any]:
    compared = {"filter": {"equality": True, "comparison": True}, "facetSearch": False}
    return {"attributePatterns": list(fields), "features": compared}


INDEX_SETTINGS: Final[dict[str, Any]] = {
    # Only titles are searched as text, for suggestions; everything else is looked up by exact tokens.
    "searchableAttributes": [f"title_{language}" for language in LOCALES],
    # For each hit the server reads every one of these: the record, which is most of a document, is not among them.
    "displayedAttributes": ["id", "stamp", *(f"title_{language}" for language in LOCALES)],
    "filterableAttributes": [_tokens("id", *TOKEN_FIELDS), _numbers(*NUMBER_FIELDS)],
    "sortableAttributes": [],
    "localizedAttributes": [
        {"attributePatterns": [f"title_{language}"], "locales": [locale]} for language, locale in LOCALES.items()
    ],
    "searchCutoffMs": CUTOFF_MS,
    "pagination": {"maxTotalHits": ALL_HITS},
    "faceting": {"maxValuesPerFacet": 2000, "sortFacetValuesBy": {COUNTED_FIELD: "count"}},
    "proximityPrecision": "byAttribute",
    "typoTolerance": {"enabled": True, "minWordSizeForTypos": {"oneTypo": 5, "twoTypos": 9}},
}


def document_of(entry: IndexEntry) -> dict[str, Any]:
    """A document as Meilisearch keeps it. ``stamp`` changes with the record, so that a kept record is told stale."""
    return {
        "id": entry.id,
        "revision": entry.revision,
        "stamp": stamp(entry.record),
        "record": b64encode(entry.record).decode("ascii"),
        **{field: list(tokens) for field, tokens in entry.tokens.items() if field != "title_starts"},
        **entry.numbers,
        **{f"title_{language}": title for language, title in entry.titles.items()},
    }
