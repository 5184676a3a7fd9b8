"""Putting a misspelt word right: one or two mistakes, missing dots, swapped letters, joined and split compounds.

Candidates are words people find things by: the lexicon's, those of the indexed texts, and place names. They are kept
by their first letter and length, folded, so that only a few hundred are compared with a word.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log1p
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search.analysis import folded
from search.lexicon import Lexicon

LEAST_LETTERS: Final = 4
TWO_MISTAKES: Final = 7  # letters from which two mistakes are forgiven
THREE_MISTAKES: Final = 12
LEAST_COUNT: Final = 1
LEXICON_COUNT: Final = 40  # a lexicon word is as likely as one that many documents have
PLACE_COUNT: Final = 25
PHRASE_COUNT: Final = 8
LEAST_STEM: Final = 5
LONG_STEM: Final = 9
ENDING_COST: Final = 0.4
SURE: Final = 1.0
GUESSED_SHARE: Final = 0.34  # of a word's letters may be wrong in a guess that is only offered
OTHER_LANGUAGE: Final = 0.8  # what a word of another language than the question's costs more
# The first six with a letter of a double one missing.
_ENDINGS: Final = """
    ile ila isa le la sa ille illa illä issa ista ilta iksi lle lla ssa sta lta ksi na ien jen iden ita ia ja
    iin een aan oon uun yyn seen ni nsa ta a n t
"""
CASE_ENDINGS: Final = tuple(_ENDINGS.split())
FIRST_LETTER: Final = 0.7  # what a wrong first letter costs more
COMMON: Final = 0.12  # how much one step of commonness is worth against a mistake


class Correction(NamedTuple):
    """A word put right: the spelling to use, how far it is from what was typed, whether it is a place's name."""

    word: str
    distance: float
    place: bool = False


class Started(NamedTuple):
    """A word that a beginning may become: how many documents have it, whether it is a place's name."""

    word: str
    documents: float
    place: bool


class Speller:
    """Knows the words worth correcting to. ``counts`` says how many documents have a form.

    Made anew when the index is; safe to share between threads.
    """

    def __init__(self, lexicon: Lexicon, counts: Mapping[str, int] | None = None, places: Iterable[str] = ()) -> None:
        self._spelling: dict[str, tuple[str, float, bool]] = {}
        self._languages: dict[str, str] = {}  # of words of the lexicon: "fi", "fi sv" …
        for language in ("fi", "sv", "en"):
            asked = lexicon.asked(language)
            self._learn(asked.written(), LEXICON_COUNT)
            self._learn(asked.written_in_phrases(), PHRASE_COUNT)
            for word in (*asked.written(), *asked.written_in_phrases()):
                self._languages[word] = f"{self._languages.get(word, '')} {language}"
        for form, count in (counts or {}).items():
            if count >= LEAST_COUNT:
                self._learn((form,), count)
        self._learn(places, PLACE_COUNT, place=True)
        self._buckets: dict[tuple[str, int], list[str]] = {}
        self._lengths: dict[int, list[str]] = {}
        for key in self._spelling:
            self._buckets.setdefault((key[0], len(key)), []).append(key)
            self._lengths.setdefault(len(key), []).append(key)
        self._stems: dict[tuple[str, int], list[str]] = {}
        self._stem_of: dict[str, str] = {}
        for key in self._spelling:
            stem = _stem(key)
            if len(stem) >= LEAST_STEM and self._stem_of.setdefault(stem, key) == key:
                self._stems.setdefault((stem[0], len(stem)), []).append(stem)
        self._sorted: list[str] = sorted(self._spelling)
        self.correct = lru_cache(maxsize=20_000)(self._correct)

    def _learn(self, words: Iterable[str], count: float, *, place: bool = False) -> None:
        for word in words:
            if len(word) < LEAST_LETTERS - 1 or not word[0].isalpha() or " " in word:
                continue
            key = folded(word)
            before = self._spelling.get(key)
            if before is None or before[1] < count or (before[1] == count and word > before[0]):
                self._spelling[key] = (word, count, place or bool(before and before[2]))
            elif place:
                self._spelling[key] = (before[0], before[1], True)

    def knows(self, word: str) -> bool:
        """Whether the word, as written, is one to be found by."""
        found = self._spelling.get(folded(word))
        return found is not None and found[0] == word

    def undotted(self, word: str) -> str | None:
        """The known word that is written so but for dots and rings; None when there is none."""
        found = self._spelling.get(folded(word))
        return found[0] if found and found[0] != word else None

    def starting(self, prefix: str, limit: int = 8) -> list[Started]:
        """Known words that begin so, commonest first."""
        from bisect import bisect_left

        key = folded(prefix)
        start = bisect_left(self._sorted, key)
        found: list[Started] = []
        for word in self._sorted[start : start + 400]:
            if not word.startswith(key):
                break
            found.append(Started(*self._spelling[word]))
        # Dots and rings that were typed are meant: "språ" is no beginning of "sprack".
        dotted = prefix.lower() if prefix.lower() != key else ""
        found.sort(key=lambda item: (not item.word.startswith(dotted), -item.documents, len(item.word), item.word))
        return found[:limit]

    def _correct(self, word: str, language: str = "fi") -> Correction | None:
        """The likeliest word for one that is not known; None when nothing is near enough."""
        key = folded(word)
        if len(key) < LEAST_LETTERS or any(char.isdigit() for char in key):
            return None
        if (exact := self._spelling.get(key)) is not None:
            return Correction(exact[0], 0.0 if exact[0] == word else 0.3, exact[2])
        allowed = 1 if len(key) < TWO_MISTAKES else 2 if len(key) < THREE_MISTAKES else 3
        found = [self._foreign(correction, language) for correction in self._nearest(key, allowed)]
        if language == "fi" and not any(correction.distance < SURE for correction in found):
            found += self._inflected(key)
        return min(found, key=lambda correction: correction.distance, default=None)

    def guess(self, word: str, language: str) -> str:
        """A word of the lexicon that may have been meant, too far off to be assumed; "" when none is near. Looks at
        all of them: ask it only when nothing was understood."""
        key = folded(word)
        if len(key) < LEAST_LETTERS or any(char.isdigit() for char in key):
            return ""
        allowed = max(1, int(len(key) * GUESSED_SHARE))
        candidates = [
            candidate
            for length in range(len(key) - 2, len(key) + 3)
            for candidate in self._lengths.get(length, ())
            if language in self._languages.get(self._spelling[candidate][0], "")
        ]
        found = self._compared(key, candidates, allowed)
        nearest = min(found, key=lambda correction: correction.distance, default=None)
        return nearest.word if nearest else ""

    def _foreign(self, correction: Correction, language: str) -> Correction:
        known = self._languages.get(correction.word)
        if known is None or language in known or correction.place:
            return correction
        return correction._replace(distance=correction.distance + OTHER_LANGUAGE)

    def _nearest(self, key: str, allowed: int) -> list[Correction]:
        firsts = {key[0], key[1]}
        candidates = [
            candidate
            for length in range(len(key) - allowed, len(key) + allowed + 1)
            for first in firsts
            for candidate in self._buckets.get((first, length), ())
        ]
        found = self._compared(key, candidates, allowed)
        if not found and len(key) >= TWO_MISTAKES - 1:
            others = [
                candidate
                for length in range(len(key) - 1, len(key) + 2)
                for candidate in self._lengths.get(length, ())
                if candidate[0] not in firsts
            ]
            found = self._compared(key, others, 1, FIRST_LETTER)
        return found

    def _inflected(self, key: str) -> list[Correction]:
        """A misspelt word in some case form: compare what is left without its ending with words without theirs."""
        found = []
        for stem in {_stem(_bare(key, ending)) for ending in CASE_ENDINGS if key.endswith(ending)}:
            if len(stem) < LEAST_STEM:
                continue
            candidates = [
                candidate
                for length in range(len(stem) - 1, len(stem) + 2)
                for candidate in self._stems.get((stem[0], length), ())
            ]
            near = extract(
                stem, candidates, scorer=OSA.distance, score_cutoff=1 if len(stem) < LONG_STEM else 2, limit=5
            )
            for candidate, distance, _ in near:
                spelling, count, place = self._spelling[self._stem_of[candidate]]
                found.append(Correction(spelling, float(distance) + ENDING_COST - self._worth(count), place))
        return found

    def _compared(self, key: str, candidates: list[str], allowed: int, extra: float = 0.0) -> list[Correction]:
        near = extract(key, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=12)
        found = []
        for candidate, distance, _ in near:
            spelling, count, place = self._spelling[candidate]
            cost = float(distance) + extra - self._worth(count)
            cost += FIRST_LETTER if candidate[0] != key[0] else 0.0
            found.append(Correction(spelling, cost, place))
        return found

    def _worth(self, count: float) -> float:
        return COMMON * log1p(count)


def _bare(key: str, ending: str) -> str:
    return key[: -len(ending)]


def _stem(key: str) -> str:
    """What stays of a folded word in most of its forms: no last vowels, -nen as -s."""
    if key.endswith("nen"):
        return key[:-3] + "s"
    if key.endswith(("uus", "yys", "eus", "ius")):
        return key[:-1]
    return key.rstrip("aeiouy") or key
