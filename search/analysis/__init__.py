"""From words as written to forms they are looked up by, in Finnish, Swedish and English.

Documents and questions go through the same analysis; that is what makes an inflected word, either side of a
compound or a relative of the word find the text. Every analysed word is kept, so a text is quick the second time.
"""

from collections.abc import Callable
from typing import Final

from search.analysis import finnish, germanic, voikko
from search.analysis.words import Word, folded, words_in

__all__ = ["LANGUAGES", "Word", "analyse", "analyse_text", "folded", "words_in"]

LANGUAGES: Final = ("fi", "sv", "en")
KEPT: Final = 150_000  # analysed words a language keeps, some 60 MB at most

_kept: Final[dict[str, dict[str, Word]]] = {language: {} for language in LANGUAGES}
_analysers: Final[dict[str, Callable[[str], Word]]] = {
    "fi": lambda word: finnish.analysed(word, voikko.readings),
    "sv": lambda word: germanic.analysed(word, "sv"),
    "en": lambda word: germanic.analysed(word, "en"),
}


def analyse(word: str, language: str) -> Word:
    """One word, analysed. ``language`` is fi, sv or en; another raises ``KeyError``."""
    kept = _kept[language]
    found = kept.get(word)
    if found is None:
        if len(kept) >= KEPT:
            kept.clear()
        found = kept[word] = _analysers[language](word.lower())
    return found


def analyse_text(text: str, language: str) -> list[Word]:
    """Every word of a text, analysed, in order."""
    return [analyse(word, language) for word in words_in(text)]
