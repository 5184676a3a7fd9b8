"""What somebody may be typing: needs, kinds, finer subjects and places, by label or by what people call them."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from search.analysis import folded
from search.lexicon import Concept, Lexicon
from search.places import Gazetteer
from search.types import Suggestion

SUGGESTED: Final = {"needs": "need", "kinds": "kind", "c": "need"}
LEAST_SYNONYM: Final = 3  # letters typed before words other than labels are offered
SCANNED: Final = 200
MARKS: Final = "=~*"


class _Entry(NamedTuple):
    key: str
    rank: int
    kind: str
    id: str
    text: str
    detail: str


class Suggester:
    """Prefix look-up in sorted lists, one a language; made once, safe to share between threads."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._entries = {
            language: sorted(set(_concepts(lexicon, language)) | set(_places(gazetteer, language)))
            for language in ("fi", "sv", "en")
        }
        self._keys = {language: [entry.key for entry in entries] for language, entries in self._entries.items()}

    def suggest(self, prefix: str, language: str, limit: int = 8) -> list[Suggestion]:
        """Lines whose label, or another word for it, begins like ``prefix``.

        Labels stand before other words, short ones first; dots and capitals do not matter. ``language`` is that of
        the page; another language's words are offered only when the page's own has none.
        """
        typed = " ".join(folded(prefix).split())
        if not typed:
            return []
        languages = (language, *(other for other in self._entries if other != language))
        return next((lines for each in languages if (lines := self._lines(typed, each, limit))), [])

    def _lines(self, typed: str, language: str, limit: int) -> list[Suggestion]:
        start = bisect_left(self._keys[language], typed)
        found: dict[tuple[str, str], _Entry] = {}
        for entry in self._entries[language][start : start + SCANNED]:
            if not entry.key.startswith(typed):
                break
            if entry.rank and len(typed) < LEAST_SYNONYM:
                continue
            before = found.get((entry.kind, entry.id))
            if before is None or (entry.rank, len(entry.detail)) < (before.rank, len(before.detail)):
                found[entry.kind, entry.id] = entry
        ordered = sorted(found.values(), key=lambda entry: (entry.rank, len(entry.text), entry.text))
        return [Suggestion(entry.kind, entry.id, entry.text, language, entry.detail) for entry in ordered[:limit]]


def _concepts(lexicon: Lexicon, language: str) -> Iterator[_Entry]:
    for code, concept in lexicon.concepts.items():
        facet, _, bare = code.partition(":")
        if facet not in SUGGESTED:
            continue
        kind, label = SUGGESTED[facet], concept.labels[language]
        identity = code if facet == "c" else bare
        for key in _beginnings(label):
            yield _Entry(key, 0, kind, identity, label, "")
        for word in _words(concept, language):
            if folded(word) not in folded(label):
                yield _Entry(folded(word), 1, kind, identity, label, word)


def _words(concept: Concept, language: str) -> Iterator[str]:
    """Words for texts, which are proper ones; slang and beginnings are for understanding, not for showing."""
    for expression in concept.texts.get(language, ()):
        if not any(mark in expression for mark in MARKS) and len(expression) >= LEAST_SYNONYM:
            yield expression


def _places(gazetteer: Gazetteer, language: str) -> Iterator[_Entry]:
    for place, names in gazetteer.names:
        identity = place.key.partition(":")[2] if place.kind == "municipality" else place.key
        for name in dict.fromkeys(names.values()):
            own = name == names[language]
            yield _Entry(folded(name), 0 if own else 1, "place", identity, names[language], "" if own else name)


def _beginnings(label: str) -> Iterator[str]:
    words = folded(label).replace("(", " ").replace(",", " ").split()
    for position in range(len(words)):
        yield " ".join(words[position:])
