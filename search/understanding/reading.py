"""A question while it is being read: its words, and what has been made of each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from search.analysis import Word, analyse
from search.types import Part, PartKind, Question, UnderstoodPlace

MAX_CHARACTERS: Final = 500  # a question, not a text; the rest is not read
MAX_WORDS: Final = 40
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’:‐‑–][^\W_]+)*\+?")


@dataclass(slots=True)
class Token:
    """One word of the question: as written, where it stands, and its analysis in the question's language.

    ``taken`` names the part that has used it up ("" for none); ``corrected`` the spelling assumed for it, ``guess``
    one too far away to be assumed.
    """

    text: str
    start: int
    end: int
    surface: str
    word: Word
    language: str
    taken: str = ""
    corrected: str = ""
    guess: str = ""
    unfinished: bool = False
    completions: tuple[tuple[str, float], ...] = ()

    def is_one_of(self, words: frozenset[str]) -> bool:
        """Whether the word, as written or in its basic form, is among these."""
        return not words.isdisjoint((self.surface, self.word.surface, *self.word.lemmas))


@dataclass(slots=True)
class Reading:
    """The working state of one question."""

    question: Question
    text: str
    language: str
    tokens: list[Token]
    left_out: int = 0
    parts: list[Part] = field(default_factory=list)
    places: list[UnderstoodPlace] = field(default_factory=list)
    age: float | None = None
    gender: str | None = None
    languages: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    period: str | None = None
    refused: list[str] = field(default_factory=list)
    kin: dict[int, str] | None = None  # who is close to the one who asks, by position; worked out once

    def free(self) -> list[int]:
        """Positions of words that no part has used up."""
        return [position for position, token in enumerate(self.tokens) if not token.taken]

    def add(self, kind: PartKind, key: str, code: str, positions: Iterable[int], value: float | None = None) -> bool:
        """Make a part of some words, unless the reader removed it; says whether it was made."""
        if key in self.question.without:
            return False
        places = sorted(positions)
        if not any(part.key == key for part in self.parts):
            text = " ".join(self.tokens[place].text for place in places)
            self.parts.append(Part(kind, key, code, text, value))
        for place in places:
            self.tokens[place].taken = key
        return True

    def covering(self, start: int, end: int) -> list[int]:
        """Positions of the words between two characters of the text."""
        return [i for i, token in enumerate(self.tokens) if token.start < end and token.end > start]


def tokens_of(text: str, language: str) -> list[Token]:
    """The words of a question, analysed."""
    tokens = []
    for found in _WORD.finditer(text):
        surface = found[0].rstrip("+").replace("’", "'").replace("–", "-").lower().partition(":")[0]
        tokens.append(Token(found[0], found.start(), found.end(), surface, analyse(surface, language), language))
        if len(tokens) == MAX_WORDS:
            break
    return tokens
