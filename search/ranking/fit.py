"""How well a candidate answers what was asked in words: concepts and words, normalised, and the main need as a gate."""

from typing import Final, NamedTuple

from search.ranking.asked import Asked
from search.records import IN_TITLE, SCALE, Record

WEIGHT_BITS: Final = IN_TITLE - 1
GATE_FLOOR: Final = 0.15  # what is left of a candidate that has nothing of the main need
GATE_FULL: Final = 0.4  # a strength at which the main need counts as met; more is for the linear part to say
TELLING: Final = 0.2  # the weight of a word that is neither a carrier nor very common
WHOLE_WORD: Final = 0.8  # forms weaker than this are parts of a compound
NAMED: Final = 0.5  # of what is missing, how much a title makes good that has every telling word


class Fit(NamedTuple):
    """``value`` 0-1; ``parts`` are (what, worth): concept codes and words that matched, worth 0-1 of the whole."""

    value: float
    parts: tuple[tuple[str, str, float], ...]


def fit(asked: Asked, record: Record) -> Fit:
    """Linear in what was asked: every concept and word by its weight and how strongly the candidate has it."""
    if not asked.total_weight:
        return Fit(1.0, ())
    parts: list[tuple[str, str, float]] = []
    total = main_met = 0.0
    asked_words = titled = 0
    concepts, weight_of = record.concepts, record.words.weight
    for group in asked.groups:
        best, best_code = 0.0, ""
        for code, weight in group.codes:
            has = concepts.get(code, 0) / SCALE
            if has * weight > best:
                best, best_code = has * weight, code
            if has > main_met and code in group.main:
                main_met = has
        if best_code:
            parts.append(("concept", best_code, best / asked.total_weight))
        total += best
        if group.finer and best_code:
            more, more_code = 0.0, ""
            for code, weight in group.finer:
                has = concepts.get(code, 0) / SCALE * weight
                if has > more:
                    more, more_code = has, code
            if more_code:
                parts.append(("concept", more_code, more / asked.total_weight))
            total += more
    for term in asked.terms:
        worth, in_title = 0.0, False
        telling = term.weight >= TELLING
        asked_words += telling
        for hashed, form_weight in term.hashed:
            has = weight_of(hashed)
            if telling and has > WEIGHT_BITS and form_weight >= WHOLE_WORD:
                titled, telling = titled + 1, False
            if has and (has & WEIGHT_BITS) * form_weight > worth:
                worth, in_title = (has & WEIGHT_BITS) * form_weight, has > WEIGHT_BITS
        if worth:
            worth = worth / SCALE * term.weight
            parts.append(("title" if in_title else "word", term.text, worth / asked.total_weight))
            total += worth
    value = total / asked.total_weight
    if titled and titled == asked_words:  # called just what was asked for, whatever its codes say
        value, main_met = value + (1 - value) * NAMED, max(main_met, GATE_FULL)
    if asked.main_codes:
        value *= GATE_FLOOR + (1 - GATE_FLOOR) * min(1.0, main_met / GATE_FULL)
    parts.sort(key=_worth, reverse=True)
    return Fit(value, tuple(parts))


def _worth(part: tuple[str, str, float]) -> float:
    return part[2]
