"""Finnish words: base form, every run of compound segments, and what the word is derived from.

``omaishoitajaryhmässä`` gives omaishoitajaryhmä, omaishoitaja, hoitajaryhmä, omainen, hoitaja, ryhmä, and
``yksinäisyys`` also yksinäinen, so that either side of a compound and its relatives find it.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from search.analysis.words import Word, word_of

DERIVED: Final = 0.55  # yksinäisyys → yksinäinen
RUN_LEAST: Final = 0.35  # one short segment of a long compound
RUN_SHARE: Final = 0.35  # what the length of a run adds at most

_TOKENS: Final = re.compile(r"\[[^\]]*\]|[^\[\]]+")
_PROPER: Final = frozenset({"[Lep]", "[Les]", "[Lee]", "[Lem]"})
_HIDDEN: Final = frozenset({"[Xp]", "[Xr]", "[Xj]"})  # text from these up to [X] is not part of the surface


class Segment(NamedTuple):
    """One part of a compound: as written, its base form, what that is derived from ("" for nothing)."""

    written: str
    lemma: str
    derived_from: str
    proper: bool


def segments_of(output: str) -> tuple[Segment, ...]:
    """The compound segments in one output of the transducer."""
    return tuple(segment for part in output.split("[Bc]") for segment in _segments(part))


def _segments(part: str) -> Iterator[Segment]:
    surface, base, derived = "", "", ""
    hidden, proper = "", False
    for piece in _TOKENS.findall(part):
        if piece.startswith("["):
            if piece in _HIDDEN:
                hidden = piece
            elif piece == "[X]":
                hidden = ""
            proper = proper or piece in _PROPER
        elif hidden == "[Xp]":
            base = base or piece
        elif hidden == "[Xj]":
            derived = surface + piece
        elif not hidden:
            surface += piece
    surface = surface.strip("-").lower()
    lemma = (derived or base or surface).lower()
    origin = base.replace("=", "").lower() if derived and base else ""
    if not lemma or not any(char.isalpha() for char in lemma):
        return
    if "=" in base and not derived and not proper:
        # The word list itself marks the seam (maahan=muuttaja): its first part stands as written.
        *leading, last = base.lower().split("=")
        for piece in leading:
            yield Segment(piece, piece, "", False)
        yield Segment(last, last, "", False)
        return
    lemma = lemma.replace("=", "")
    yield Segment(surface, lemma, "" if origin == lemma else origin, proper)


def analysed(word: str, readings: Callable[[str], tuple[str, ...]]) -> Word:
    """A lower-case word with its forms. ``readings`` gives the transducer's outputs (``voikko.readings``)."""
    parts = [part for part in word.split("-") if part]
    if len(parts) > 1:
        return _hyphenated(word, parts, readings)
    found = {segments_of(output) for output in readings(word)} - {()}
    if not found:
        return word_of(word, (word,), {word: (1.0, (0, 1))}, known=False)
    fewest = min(len(segments) for segments in found)
    # Readings with more seams than needed are chance: vapaaseen is not vapa + ase.
    return _word(word, sorted(segments for segments in found if len(segments) == fewest))


Forms = dict[str, tuple[float, tuple[int, int]]]


def _word(word: str, found: list[tuple[Segment, ...]]) -> Word:
    forms: Forms = {}
    lemmas: dict[str, None] = {}
    proper = all(segments[-1].proper for segments in found)
    for segments in found:
        lemmas[_run(segments, 0, len(segments))] = None
        for form, weight, span in _forms(segments):
            _keep(forms, form, weight, span)
    return word_of(word, lemmas, forms, known=True, proper=proper)


def _keep(forms: Forms, form: str, weight: float, span: tuple[int, int]) -> None:
    if len(form) > 1 and (form not in forms or forms[form][0] < weight):
        forms[form] = (weight, span)


def _forms(segments: tuple[Segment, ...]) -> Iterator[tuple[str, float, tuple[int, int]]]:
    count = len(segments)
    for start in range(count):
        for end in range(start + 1, count + 1):
            whole = end - start == count
            weight = 1.0 if whole else RUN_LEAST + RUN_SHARE * (end - start) / count
            yield _run(segments, start, end), weight, (start, end)
            if end - start == 1 and segments[start].derived_from:
                yield segments[start].derived_from, weight * DERIVED, (start, end)


def _run(segments: tuple[Segment, ...], start: int, end: int) -> str:
    return "".join(segment.written for segment in segments[start : end - 1]) + segments[end - 1].lemma


def _hyphenated(word: str, parts: list[str], readings: Callable[[str], tuple[str, ...]]) -> Word:
    """A word with hyphens is a compound of its parts, also written together: etä-isä, etäisä, isä."""
    analysed_parts = [analysed(part, readings) for part in parts]
    last = analysed_parts[-1]
    count = len(parts)
    lemmas = tuple("-".join([*parts[:-1], lemma]) for lemma in last.lemmas)
    forms: Forms = {}
    for lemma in last.lemmas:
        _keep(forms, "-".join([*parts[:-1], lemma]), 1.0, (0, count))
        _keep(forms, "".join([*parts[:-1], lemma]), 0.9, (0, count))
    for index, part in enumerate(analysed_parts):
        for form, weight in part.forms:
            _keep(forms, form, 0.6 * weight, (index, index + 1))
    return word_of(word, lemmas, forms, known=last.known, proper=last.proper)
