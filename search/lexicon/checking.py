"""Faults of the lexicon: circles, unknown codes, words written twice, and words that would flood the results."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from search.lexicon.compiling import compiled
from search.lexicon.concepts import LANGUAGES, Concept
from search.lexicon.plain import PlainWords

FLOOD: Final = 0.1  # the share of documents a telling word stays under


def faults(found: Mapping[str, Concept], known_codes: Collection[str] | None = None) -> list[str]:
    """Everything wrong with the entries themselves.

    ``known_codes`` are the facets' codes (``needs:grief``); without them codes are taken as they are.
    """
    return [*_codes(found, known_codes), *_circles(found), *_labels(found), *_twice(found), *_stop_words(found)]


def floods(
    found: Mapping[str, Concept], shares: Mapping[str, Mapping[str, float]], allowed: Collection[str] = ()
) -> list[str]:
    """Words read in texts that stand in more than a tenth of the documents of their language.

    ``shares`` maps language → form → share of documents with it. ``allowed`` are words that are meant to be common.
    """
    tables = compiled(found)["texts"]
    return [
        f"{language} {form}: {shares[language][form]:.0%} of texts → {', '.join(codes)}"
        for language, table in tables.items()
        for words in (table.form, table.whole, table.exact)
        for form, codes in words.items()
        if form not in allowed and shares.get(language, {}).get(form, 0.0) > FLOOD
    ]


def _codes(found: Mapping[str, Concept], known: Collection[str] | None) -> Iterator[str]:
    for code, concept in found.items():
        if known is not None and not code.startswith("c:") and code not in known:
            yield f"{code}: no such code"
        if concept.broader and concept.broader not in found:
            yield f"{code}: broader {concept.broader} is not in the lexicon"
        if concept.apart and concept.apart not in found:
            yield f"{code}: apart {concept.apart} is not in the lexicon"


def _circles(found: Mapping[str, Concept]) -> Iterator[str]:
    for code in found:
        seen = {code}
        broader = found[code].broader
        while broader in found:
            if broader in seen:
                yield f"{code}: its broader concepts go round in a circle"
                break
            seen.add(broader)
            broader = found[broader].broader


def _labels(found: Mapping[str, Concept]) -> Iterator[str]:
    for code, concept in found.items():
        if any(not concept.labels.get(language) for language in LANGUAGES):
            yield f"{code}: a label is missing"


def _twice(found: Mapping[str, Concept]) -> Iterator[str]:
    for code, concept in found.items():
        seen: set[tuple[str, str]] = set()
        for language, expression, _ in concept.expressions():
            if (language, expression) in seen:
                yield f"{code}: {expression} ({language}) is written twice"
            seen.add((language, expression))


def _stop_words(found: Mapping[str, Concept]) -> Iterator[str]:
    stop = PlainWords.load().stop
    for side in compiled(found).values():
        for language, table in side.items():
            for words in (table.form, table.whole, table.exact, table.prefix):
                for form, codes in words.items():
                    if form in stop[language]:
                        yield f"{', '.join(codes)}: {form} ({language}) is a stop word"
