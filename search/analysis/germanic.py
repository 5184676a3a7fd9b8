"""Swedish and English words: dictionary lemma, stem, and for Swedish the parts of a compound.

simplemma's word lists are loaded on first use, a language at a time; the Finnish ones never.
"""

from functools import cache
from threading import Lock
from typing import Any, Final

from search.analysis.words import Word, word_of

STEM: Final = 0.8  # utmattad and utmattning share a stem, not a lemma
PART: Final = 0.5
LEAST_PART: Final = 3
LEAST_HEAD: Final = 4
LEAST_COMPOUND: Final = 7
_NAMES: Final = {"sv": "swedish", "en": "english"}
# Words whose dictionary lemma leads astray: äldre is what people ask for, not gammal.
_KEPT: Final = {
    "sv": frozenset({"äldre", "barn", "stöd", "sinnes", "minnes", "unga", "anhöriga", "anhörig", "intern", "ensam"}),
    "en": frozenset({"elderly", "aged", "will", "na", "aa", "kids", "less", "ms", "loss", "drinks", "others"}),
}
# Swedish beginnings and ends that are no words of their own in a compound: missbruk is not miss + bruk.
_NO_FIRST: Final = frozenset(
    [
        "miss",
        "ens",
        "för",
        "fören",
        "and",
        "ber",
        "upp",
        "till",
        "inne",
        "ute",
        "över",
        "under",
        "sam",
        "mot",
        "från",
        "gen",
        "med",
        "åter",
        "före",
        "efter",
        "mellan",
    ]
)
_NO_HEAD: Final = frozenset(
    ["ande", "arna", "ning", "else", "liga", "erna", "orna", "brukare", "skapet", "heten", "aren", "ares", "arens"]
)

_lock = Lock()


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_NAMES[language])


def _lemma(word: str, language: str) -> tuple[str, bool]:
    import simplemma

    if word in _KEPT[language]:
        return word, True
    known = simplemma.is_known(word, lang=language)
    lemma = simplemma.lemmatize(word, lang=language).lower() if known else word
    return lemma, known


def analysed(word: str, language: str) -> Word:
    """A lower-case Swedish or English word with its forms."""
    bare = word.removesuffix("'s").replace("'", "") if language == "en" else word
    with _lock:  # the stemmer keeps the word it works on
        lemma, known = _lemma(bare, language)
        stem = _stemmer(language).stemWord(bare)
        stem_of_lemma = _stemmer(language).stemWord(lemma)
    parts = compound_parts(lemma, language)
    whole = (0, max(1, len(parts)))
    forms = {lemma: (1.0, whole)}
    for form in (bare, stem, stem_of_lemma):
        if len(form) > 2:
            forms.setdefault(form, (STEM, whole))
    for index, part in enumerate(parts):
        forms.setdefault(part, (PART, (index, index + 1)))
    return word_of(word, (lemma,), forms, known=known or bool(parts))


def compound_parts(word: str, language: str) -> tuple[str, ...]:
    """The two parts of a Swedish compound (or of a hyphenated word) as lemmas; empty when there is no seam."""
    if "-" in word:
        return tuple(_lemma(part, language)[0] for part in word.split("-") if len(part) > 1)
    if language != "sv" or len(word) < LEAST_COMPOUND:
        return ()
    import simplemma

    for seam in range(LEAST_PART, len(word) - LEAST_HEAD + 1):
        first, head = word[:seam], word[seam:]
        if first in _NO_FIRST or head in _NO_HEAD or not simplemma.is_known(head, lang="sv"):
            continue
        for part in (first, first[:-1] if first.endswith("s") else ""):
            if len(part) >= LEAST_PART and simplemma.is_known(part, lang="sv"):
                return (_lemma(part, "sv")[0], _lemma(head, "sv")[0])
    return ()
