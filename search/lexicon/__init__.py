"""The lexicon: what people call things, in three languages, as data.

``Lexicon.load()`` reads it; ``with_additions`` joins a coordinator's later words to it. How entries are written
stands in docs/search.md; ``search.lexicon.checking`` finds entries that would flood the results.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from search.lexicon.compiling import Compiled, compiled, load_compiled
from search.lexicon.concepts import LANGUAGES, Addition, Concept, LexiconError, concepts, with_additions
from search.lexicon.matching import Hit, Matcher, Meaning
from search.lexicon.plain import PlainWords

__all__ = ["Addition", "Concept", "Hit", "Lexicon", "LexiconError", "Matcher", "Meaning", "PlainWords"]

SIDES: Final = ("asked", "texts")


class Lexicon:
    """Concepts, the matchers that find them in questions and in documents, and ``plain``: stop words, carrier words,
    weak verbs and spoken forms of each language."""

    def __init__(self, found: Mapping[str, Concept], tables: Compiled) -> None:
        self.concepts = found
        self._tables = tables
        self.plain = PlainWords.load()
        self._finer = _grouped((concept.broader, code) for code, concept in found.items() if concept.broader)
        self._apart = _grouped((concept.apart, code) for code, concept in found.items() if concept.apart)
        self._matchers = {
            (side, language): Matcher(tables[side][language], self.plain.stop[language])
            for side in SIDES
            for language in LANGUAGES
        }

    @classmethod
    def load(cls) -> "Lexicon":
        """The lexicon as shipped."""
        return _shipped()

    def with_additions(self, additions: Iterable[Addition]) -> "Lexicon":
        """A lexicon that also knows these words. Raises ``LexiconError`` for an unknown concept or language."""
        joined = with_additions(self.concepts, additions)
        return Lexicon(joined, compiled(joined)) if joined != self.concepts else self

    def asked(self, language: str) -> Matcher:
        """Finds concepts in a question."""
        return self._matchers["asked", language]

    def texts(self, language: str) -> Matcher:
        """Finds concepts in a document's text, with the narrower words."""
        return self._matchers["texts", language]

    def label(self, code: str, language: str) -> str:
        """A concept's label. Raises ``KeyError`` for an unknown one."""
        return self.concepts[code].labels[language]

    def broader(self, code: str) -> tuple[str, ...]:
        """The broader concepts of a concept, nearest first."""
        chain: list[str] = []
        while (concept := self.concepts.get(code)) and concept.broader and concept.broader not in chain:
            code = concept.broader
            chain.append(code)
        return tuple(chain)

    def siblings(self, code: str) -> tuple[str, ...]:
        """Other finer concepts of the same need: widowhood beside the death of a child."""
        concept = self.concepts.get(code)
        if concept is None or not concept.broader.startswith("needs:"):
            return ()
        return tuple(other for other in self._finer.get(concept.broader, ()) if other != code)

    def apart(self, need: str) -> tuple[str, ...]:
        """Concepts of those whom a question about the need is not about, unless it names them."""
        return self._apart.get(need, ())


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for key, value in pairs:
        groups[key] = (*groups.get(key, ()), value)
    return groups


@cache
def _shipped() -> Lexicon:
    found = concepts()
    return Lexicon(found, load_compiled(found))
