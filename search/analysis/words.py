"""Words as they are written: cutting a text into them, and folding them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’:‐‑–][^\W_]+)*")
_HYPHENS: Final = str.maketrans({"’": "'", "‐": "-", "‑": "-", "–": "-"})
_LIGATURES: Final = str.maketrans({"ø": "o", "æ": "a", "ß": "s", "đ": "d", "ł": "l"})


@dataclass(frozen=True, slots=True)
class Word:
    """One analysed word.

    ``surface`` is lower case as written; ``lemmas`` its base forms as a whole; ``forms`` all it can be looked up
    by with a weight 0-1, strongest first, the lemmas among them with 1; ``spans`` tells which compound segments
    (from, up to) each form stands for. ``known`` tells whether the language's words hold it, ``proper`` whether
    only as a name.
    """

    surface: str
    lemmas: tuple[str, ...]
    forms: tuple[tuple[str, float], ...]
    spans: tuple[tuple[int, int], ...]
    known: bool
    proper: bool = False


def word_of(
    surface: str,
    lemmas: Iterable[str],
    forms: Mapping[str, tuple[float, tuple[int, int]]],
    *,
    known: bool,
    proper: bool = False,
) -> Word:
    """A word from its forms: form → (weight, span)."""
    ordered = sorted(forms.items(), key=lambda item: (-item[1][0], item[0]))
    return Word(
        surface,
        tuple(lemmas),
        tuple((form, round(weight, 3)) for form, (weight, _) in ordered),
        tuple(span for _, (_, span) in ordered),
        known=known,
        proper=proper,
    )


def words_in(text: str) -> list[str]:
    """The words of a text, lower case, in order; a case ending after a colon (``THL:n``) is dropped."""
    normal = unicodedata.normalize("NFC", text).translate(_HYPHENS)
    return [found.partition(":")[0] for found in _WORD.findall(normal.lower())]


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """Lower case without dots, rings and accents, so that a missing ``ä`` is no mistake."""
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(char for char in parts if not unicodedata.combining(char)).translate(_LIGATURES)
