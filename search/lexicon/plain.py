"""Words without a meaning of their own: stop words, carrier words, weak verbs; and spoken forms of words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search.analysis import Word
from search.lexicon.concepts import LANGUAGES, read_yaml

ByLanguage = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Sets of base forms or exact letters by language; ``spoken`` maps a spoken form to the written one."""

    stop: ByLanguage
    carrier: ByLanguage
    verb: ByLanguage
    spoken: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls) -> "PlainWords":
        """As shipped."""
        raw = read_yaml("plain")
        return cls(
            stop=_sets(raw["stop"]),
            carrier=_sets(raw["carrier"]),
            verb=_sets(raw["verb"]),
            spoken={language: _pairs(raw["spoken"].get(language, "")) for language in LANGUAGES},
        )

    def is_stop(self, word: Word, language: str) -> bool:
        """Whether a word says nothing."""
        return _among(word, self.stop[language])

    def is_carrier(self, word: Word, language: str) -> bool:
        """Whether a word is one that every listing has."""
        return _among(word, self.carrier[language])

    def is_verb(self, word: Word, language: str) -> bool:
        """Whether a word is a weak verb."""
        return _among(word, self.verb[language])


def _among(word: Word, words: frozenset[str]) -> bool:
    return word.surface in words or all(lemma in words for lemma in word.lemmas)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _sets(raw: Mapping[str, Any]) -> ByLanguage:
    return {language: frozenset(_listed(raw[language])) for language in LANGUAGES}


def _pairs(text: str) -> Mapping[str, str]:
    return dict(pair.split("=", 1) for pair in _listed(text))
