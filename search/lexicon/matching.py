"""Finding the lexicon's concepts in analysed words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from search.analysis import Word
from search.lexicon.expressions import Table

HYPHENATED: Final = 0.9  # … in a part of a word with a hyphen
PART: Final = 0.8  # a concept met in a part of a compound
DERIVED: Final = 0.7  # … in what a word is derived from or in its stem
LEAST_PREFIX: Final = 2
LEAST_HEAD: Final = 5
GAP: Final = 2  # words that may stand between those of a phrase
KEPT: Final = 150_000


class Hit(NamedTuple):
    """A concept met in a text: code, strength 0-1, positions of the words, how many words the expression has, and
    whether it was met in whole words or in what compounds end in."""

    code: str
    strength: float
    words: tuple[int, ...]
    length: int
    whole: bool = True


class _Phrase(NamedTuple):
    anchor: int
    slots: tuple[frozenset[str], ...]
    code: str
    strict: bool  # with words that say nothing alone ("ei ole ketään") order counts, and only one may stand between


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one word means alone: concepts with strength; ``keys`` it fills phrases by, of which ``heads`` are what the
    compound ends in; phrases it may begin."""

    concepts: tuple[tuple[str, float], ...]
    keys: frozenset[str]
    heads: frozenset[str]
    phrases: tuple[_Phrase, ...]


class Matcher:
    """Concepts of one language and side. Safe to share between threads; words are kept once looked up."""

    def __init__(self, table: Table, stop: frozenset[str] = frozenset()) -> None:
        self._table = table
        self._anchors: dict[str, list[_Phrase]] = {}
        self._kept: dict[str, Meaning] = {}
        self._slots = frozenset(form for slots, _ in table.phrases for slot in slots for form in slot)
        frequency: dict[str, int] = {}
        for slots, _ in table.phrases:
            for slot in slots:
                for form in slot:
                    frequency[form] = frequency.get(form, 0) + 1
        for slots, code in table.phrases:
            anchor = min(
                range(len(slots)), key=lambda i: (max(frequency[form] for form in slots[i]), -len(slots[i][0]))
            )
            strict = any(not stop.isdisjoint(slot) for slot in slots)
            phrase = _Phrase(anchor, tuple(frozenset(slot) for slot in slots), code, strict)
            for form in slots[anchor]:
                self._anchors.setdefault(form, []).append(phrase)

    def meaning(self, word: Word) -> Meaning:
        """What a word means alone."""
        found = self._kept.get(word.surface)
        if found is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            heads = _heads(word)
            keys = frozenset((word.surface, *word.lemmas, *heads))
            phrases = tuple(dict.fromkeys(phrase for key in sorted(keys) for phrase in self._anchors.get(key, ())))
            found = self._kept[word.surface] = Meaning(self._concepts(word), keys, heads, phrases)
        return found

    def phrases(self, words: Sequence[Word]) -> list[Hit]:
        """Phrases in a text."""
        meanings = [self.meaning(word) for word in words]
        return [
            Hit(phrase.code, 1.0, places, len(phrase.slots), _is_whole(phrase, places, meanings))
            for position, meaning in enumerate(meanings)
            for phrase in meaning.phrases
            if (places := _places(phrase, position, meanings))
        ]

    def singles(self, words: Sequence[Word]) -> list[Hit]:
        """Concepts of single words."""
        return [
            Hit(code, strength, (position,), 1)
            for position, word in enumerate(words)
            for code, strength in self.meaning(word).concepts
        ]

    def fills(self, word: Word) -> bool:
        """Whether the word stands in some phrase."""
        return not self._slots.isdisjoint(self.meaning(word).keys)

    def knows(self, form: str) -> bool:
        """Whether an expression is written so."""
        table = self._table
        return form in table.form or form in table.whole or form in table.exact

    def written(self) -> Iterable[str]:
        """Every single word the expressions are written with."""
        yield from self._table.form
        yield from self._table.whole
        yield from self._table.exact

    def written_in_phrases(self) -> Iterable[str]:
        """The first form of every word of the phrases."""
        yield from sorted({slot[0] for slots, _ in self._table.phrases for slot in slots})

    def _concepts(self, word: Word) -> tuple[tuple[str, float], ...]:
        table = self._table
        found: dict[str, float] = dict.fromkeys(table.exact.get(word.surface, ()), 1.0)
        for key in (*word.lemmas, word.surface):
            for code in (*table.form.get(key, ()), *table.whole.get(key, ())):
                found[code] = 1.0
        for end in range(LEAST_PREFIX, len(word.surface) + 1):
            for code in table.prefix.get(word.surface[:end], ()):
                found[code] = 1.0
        for part in word.surface.split("-") if "-" in word.surface else ():
            for code in (*table.exact.get(part, ()), *table.whole.get(part, ()), *table.form.get(part, ())):
                found.setdefault(code, HYPHENATED)  # GA-ryhmä, MS-sjuka
        if any(
            strength == 1.0 for strength in found.values()
        ):  # the whole word is in the lexicon: its parts say nothing more
            return tuple(found.items())
        covered: list[tuple[int, int]] = []
        for (form, weight), span in zip(word.forms, word.spans, strict=True):
            codes = table.form.get(form)
            if codes and not any(
                start <= span[0] and span[1] <= end and (start, end) != span for start, end in covered
            ):
                covered.append(span)
                whole = span == (0, max(end for _, end in word.spans))
                for code in codes:
                    found.setdefault(code, DERIVED if whole or weight < DERIVED / 2 else PART)
        return tuple(found.items())


def _heads(word: Word) -> frozenset[str]:
    """What a compound ends in: lähisuhdeväkivalta is a väkivalta, and fills its place in a phrase."""
    last = max((end for _, end in word.spans), default=1)
    return frozenset(
        form
        for form, (start, end) in zip((form for form, _ in word.forms), word.spans, strict=True)
        if start and end == last and len(form) >= LEAST_HEAD
    )


def _is_whole(phrase: _Phrase, places: tuple[int, ...], meanings: Sequence[Meaning]) -> bool:
    slots = frozenset().union(*phrase.slots)
    return not any(meanings[p].heads and slots.isdisjoint(meanings[p].keys - meanings[p].heads) for p in places)


def _places(phrase: _Phrase, position: int, meanings: Sequence[Meaning]) -> tuple[int, ...]:
    """Where the words of a phrase stand around its anchor; empty when one is missing."""
    if phrase.strict:
        return _places_in_order(phrase, position, meanings)
    reach = len(phrase.slots) - 1 + GAP
    first, last = max(0, position - reach), min(len(meanings), position + reach + 1)
    taken = {position}
    for index, slot in enumerate(phrase.slots):
        if index == phrase.anchor:
            continue
        nearest = sorted(range(first, last), key=lambda place: abs(place - position))
        place = next((p for p in nearest if p not in taken and not slot.isdisjoint(meanings[p].keys)), None)
        if place is None:
            return ()
        taken.add(place)
    if max(taken) - min(taken) > reach:
        return ()
    return tuple(sorted(taken))


def _places_in_order(phrase: _Phrase, position: int, meanings: Sequence[Meaning]) -> tuple[int, ...]:
    taken = [position]
    for slot in reversed(phrase.slots[: phrase.anchor]):
        place = next(
            (p for p in (taken[0] - 1, taken[0] - 2) if p >= 0 and not slot.isdisjoint(meanings[p].keys)), None
        )
        if place is None:
            return ()
        taken.insert(0, place)
    for slot in phrase.slots[phrase.anchor + 1 :]:
        after = range(taken[-1] + 1, min(taken[-1] + 3, len(meanings)))
        place = next((p for p in after if not slot.isdisjoint(meanings[p].keys)), None)
        if place is None:
            return ()
        taken.append(place)
    return tuple(taken)
