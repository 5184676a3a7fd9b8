"""How well a candidate answers what was asked in words: concepts and words, normalised, and the main need as a gate."""

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Final, NamedTuple

from search.ranking.asked import Asked, AskedGroup, AskedTerm
from search.records import IN_TITLE, SCALE, Record

WEIGHT_BITS: Final = IN_TITLE - 1
GATE_FLOOR: Final = 0.15  # what is left of a candidate that has nothing of the main need
GATE_FULL: Final = 0.4  # a strength at which the main need counts as met; more is for the linear part to say
TELLING: Final = 0.2  # the weight of a word that is neither a carrier nor very common
WHOLE_WORD: Final = 0.8  # forms weaker than this are parts of a compound
NAMED: Final = 0.5  # of what is missing, how much a title makes good that has every telling word


Part = tuple[str, str, float]  # kind, concept or word, worth
_worth: Final = itemgetter(2)


class Fit(NamedTuple):
    """``value`` 0-1; ``parts`` are the concepts and words that matched, worth up to ``Asked.total_weight`` together."""

    value: float
    parts: list[Part]


def shares(asked: Asked, parts: list[Part]) -> list[Part]:
    """What matched, worth 0-1 of the whole, most first. For hits that are shown: most candidates never are."""
    return sorted(((kind, what, worth / asked.total_weight) for kind, what, worth in parts), key=_worth, reverse=True)


def fit(asked: Asked, record: Record) -> Fit:
    """Linear in what was asked: every concept and word by its weight and how strongly the candidate has it."""
    if not asked.total_weight:
        return Fit(1.0, [])
    parts: list[Part] = []
    main_met = 0.0
    for group in asked.groups:
        main_met = max(main_met, _meet(group, record.concepts, parts))
    named = _named(asked.terms, record.words.weight, parts)
    value = sum(map(_worth, parts)) / asked.total_weight
    if named:  # called just what was asked for, whatever its codes say
        value, main_met = value + (1 - value) * NAMED, max(main_met, GATE_FULL)
    if asked.main_codes:
        value *= GATE_FLOOR + (1 - GATE_FLOOR) * min(1.0, main_met / GATE_FULL)
    return Fit(value, parts)


def _meet(group: AskedGroup, concepts: Mapping[str, int], parts: list[Part]) -> float:
    """Add what of a group is met to the parts; gives how strongly a main concept of it is."""
    best, best_code, main_met = 0.0, "", 0.0
    for code, weight in group.codes:
        has = concepts.get(code, 0) / SCALE
        if has * weight > best:
            best, best_code = has * weight, code
        if code in group.main:
            main_met = max(main_met, has * group.main[code])
    if not best_code:
        return 0.0
    parts.append(("concept", best_code, best))
    if group.finer:
        more, more_code = max((concepts.get(code, 0) / SCALE * weight, code) for code, weight in group.finer)
        if more:
            parts.append(("concept", more_code, more))
    return main_met


def _named(terms: tuple[AskedTerm, ...], weight_of: Callable[[int], int], parts: list[Part]) -> bool:
    """Add the words that are met to the parts; says whether the title has every telling one."""
    telling_words = titled = 0
    for term in terms:
        worth, in_title, whole = 0.0, False, False
        for hashed, form_weight in term.hashed:
            has = weight_of(hashed)
            if not has:
                continue
            whole = whole or (has > WEIGHT_BITS and form_weight >= WHOLE_WORD)
            if (has & WEIGHT_BITS) * form_weight > worth:
                worth, in_title = (has & WEIGHT_BITS) * form_weight, has > WEIGHT_BITS
        if worth:
            parts.append(("title" if in_title else "word", term.text, worth / SCALE * term.weight))
        if term.weight >= TELLING:
            telling_words, titled = telling_words + 1, titled + whole
    return bool(titled) and titled == telling_words
