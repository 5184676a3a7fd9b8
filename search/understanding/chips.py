"""Chips for the concepts: what the reader sees was understood, and may remove."""

from search.lexicon import Lexicon
from search.types import PartKind
from search.understanding.concepts import GENDERS, Found
from search.understanding.reading import Reading


def chips(reading: Reading, found: list[Found], lexicon: Lexicon) -> None:
    """One chip for each group of words, the most telling concept of it."""
    for hit in found:
        gender = GENDERS.get(hit.code)
        if gender and reading.gender is None and reading.add(PartKind.GENDER, f"gender:{gender}", gender, hit.words):
            reading.gender = gender
    by_words: dict[tuple[int, ...], Found] = {}
    for hit in found:
        if hit.code in GENDERS or hit.code not in lexicon.concepts or not hit.words:
            continue
        before = by_words.get(hit.words)
        if before is None or _telling(hit) > _telling(before):
            by_words[hit.words] = hit
    for words, hit in by_words.items():
        kind = PartKind.MODE if hit.kind == "modes" else PartKind.CONCEPT
        reading.add(kind, hit.code, hit.code, words)


def _telling(hit: Found) -> tuple[int, float]:
    order = {"needs": 3, "c": 2, "outreach_help": 2, "kinds": 1}
    return order.get(hit.kind, 0), hit.strength
