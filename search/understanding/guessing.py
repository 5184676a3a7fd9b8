"""Which language a short question is in, from its words; the page's language decides what they leave open."""

from typing import Final

from search.analysis import LANGUAGES, analyse, words_in
from search.lexicon import Lexicon

PRIOR: Final = 1.0
FUNCTION_WORD: Final = 2.0
LEXICON_WORD: Final = 1.5
KNOWN_WORD: Final = 0.8
ENDINGS: Final = {
    "fi": (
        "lle",
        "lla",
        "llä",
        "ssa",
        "ssä",
        "sta",
        "stä",
        "inen",
        "isen",
        "ksi",
        "aa",
        "ää",
        "uus",
        "yys",
        "een",
        "iin",
        "ään",
        "aan",
        "nut",
        "nyt",
    ),
    "sv": ("ande", "heten", "het", "ning", "ningen", "arna", "erna", "orna", "skap", "lig", "liga", "are", "ade"),
    "en": ("ing", "tion", "ness", "ship", "ful", "ed", "ies", "ly", "ment"),
}
ENDING: Final = 0.4
ENOUGH: Final = 14  # words are enough to tell


def guess_language(text: str, lexicon: Lexicon, ui_language: str) -> str:
    """fi, sv or en. A question without telling words is in the language of the page."""
    scores = {language: PRIOR if language == ui_language else 0.0 for language in LANGUAGES}
    for word in words_in(text)[:ENOUGH]:
        if not any(char.isalpha() for char in word):
            continue
        for language in LANGUAGES:
            scores[language] += _score(word, language, lexicon)
    return max(LANGUAGES, key=lambda language: (scores[language], language == ui_language))


def _score(word: str, language: str, lexicon: Lexicon) -> float:
    if word in lexicon.plain.stop[language]:
        return FUNCTION_WORD
    if word in lexicon.plain.carrier[language]:
        return LEXICON_WORD
    score = 0.0
    if language == "fi" and any(char in word for char in "äö") and "å" not in word:
        score += 0.2
    if language == "sv" and "å" in word:
        score += 1.0
    analysed = analyse(word, language)
    if lexicon.asked(language).meaning(analysed).concepts:
        score += LEXICON_WORD
    elif analysed.known:
        score += KNOWN_WORD
    if word.endswith(ENDINGS[language]):
        score += ENDING
    return score
