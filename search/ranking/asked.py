"""The question as ranking reads it: weights worked out once, not per candidate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from search.records import word_hash
from search.types import Understood, Wanted

# How much a kind of concept says about what is needed; measured in steps, not tuned to single questions.
CONCEPT_WEIGHTS: Final = {
    "needs": 3.0,
    "kinds": 1.5,
    "target_groups": 1.0,
    "outreach_help": 1.5,
}
OTHER_CONCEPT: Final = 1.0
FINER: Final = "c"  # finer concepts weigh what the lexicon says
FINER_ADDS: Final = 0.5  # … and half of it beside the broader concept of the same words
GROUP_BESIDE_NEED: Final = 0.7
BACKGROUND: Final = 0.5  # the strength of a need that its words only bring along
OWN_NEEDS: Final = frozenset(
    f"needs:{need}"
    for need in [
        "mental_health",
        "anxiety_depression",
        "alcohol_drugs",
        "gambling",
        "eating_disorder",
        "cancer",
        "neurological",
        "long_term_illness",
        "pain",
        "prison_release",
        "neurodiversity",
    ]
)
FOR_CLOSE_ONES: Final = frozenset(
    {
        "target_groups:close_ones",
        "needs:close_one_addiction",
        "needs:close_one_illness",
        "needs:caregiving",
        "needs:parenting",
        "target_groups:families",
        "c:carer_child",
    }
)
LIFE_STAGES: Final = frozenset({"children", "young", "families", "working_age", "older"})
RARE_SHARE: Final = 0.5  # this much of a word's weight depends on how rare the word is

Rarity = Callable[[str], float]  # analysed form -> 0 (in every document) to 1 (in one)


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """Concepts that the same words of the question brought: alternatives, the best one counts. What ``finer``
    concepts of them are met counts on top of that. ``main`` are those of them that a fitting activity must have, with
    how much of that each is worth: what was asked for weakly beside them is met weakly."""

    codes: tuple[tuple[str, float], ...]
    weight: float
    main: Mapping[str, float]
    finer: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class AskedTerm:
    """A word with the forms it is looked up in, also as records keep them, and its weight."""

    text: str
    forms: tuple[tuple[str, float], ...]
    weight: float
    hashed: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything ranking needs of a question."""

    language: str
    groups: tuple[AskedGroup, ...]
    terms: tuple[AskedTerm, ...]
    main_codes: tuple[str, ...]
    target_groups: frozenset[str]
    kinds: frozenset[str]
    age: float | None
    gender: str | None
    languages: tuple[str, ...]
    days: tuple[str, ...]
    times: tuple[str, ...]
    period: str | None
    total_weight: float

    unlike: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    stages: frozenset[str] = frozenset()

    for_oneself: bool = False  # a need of one's own, nobody close is spoken of
    foreign: bool = False  # about moving here, or in another language than the country's

    @property
    def about_time(self) -> bool:
        """Whether a day, a time of day or a period was asked for."""
        return bool(self.days or self.times or self.period)

    @property
    def in_words(self) -> bool:
        """Whether anything was asked that relevance can be judged by."""
        return bool(self.groups or self.terms)


def ask(understood: Understood, rarity: Rarity) -> Asked:
    """Weigh an understood question."""
    wanted = [concept for concept in understood.concepts if concept.strength > 0]
    has_need = any(concept.code.startswith("needs:") for concept in wanted)
    by_words: dict[tuple[int, ...], list[Wanted]] = {}
    for number, concept in enumerate(wanted):
        by_words.setdefault(concept.words or (-1 - number,), []).append(concept)
    groups = tuple(_group(concepts, has_need) for concepts in by_words.values())
    terms = tuple(
        AskedTerm(
            term.text,
            term.forms,
            term.weight * (1 - RARE_SHARE + RARE_SHARE * _rarest(term.forms, rarity)),
            tuple((word_hash(form), weight) for form, weight in term.forms),
        )
        for term in understood.terms
        if term.forms
    )
    target_groups = _codes(wanted, "target_groups")
    codes = {concept.code for concept in wanted}
    return Asked(
        language=understood.language,
        groups=groups,
        terms=terms,
        main_codes=tuple(dict.fromkeys(concept.code for concept in wanted if concept.main)),
        target_groups=target_groups,
        kinds=_codes(wanted, "kinds"),
        age=understood.age,
        gender=understood.gender,
        languages=understood.languages,
        days=understood.days,
        times=understood.times,
        period=understood.period,
        total_weight=sum(group.weight for group in groups) + sum(term.weight for term in terms),
        unlike=understood.unlike,
        refused=understood.refused,
        for_oneself=not OWN_NEEDS.isdisjoint(codes) and FOR_CLOSE_ONES.isdisjoint(codes),
        foreign="needs:immigration" in codes or not {"fi", "sv"}.issuperset(understood.languages),
        stages=target_groups & LIFE_STAGES or _stages_of(understood.age),
    )


def _group(concepts: list[Wanted], has_need: bool) -> AskedGroup:
    named = any(c.code.startswith("needs:") and c.strength > BACKGROUND for c in concepts)
    # Of a need and what is done about it in one word (omaishoitaja, lomitus) the kind adds: it is no other way of it.
    adding = [c for c in concepts if c.adds or (named and c.code.startswith("kinds:") and not c.main)]
    codes = tuple((c.code, _weight(c, has_need)) for c in concepts if c not in adding)
    finer = tuple((concept.code, _weight(concept, has_need) * FINER_ADDS) for concept in adding)
    if not codes:
        codes, finer = finer, ()
    weight = max(weight for _, weight in codes) + max((weight for _, weight in finer), default=0.0)
    strongest = max(weight for _, weight in codes)
    main = {c.code: min(1.0, _weight(c, has_need) / strongest) for c in concepts if c.main}
    return AskedGroup(codes, weight, main, finer)


def _weight(concept: Wanted, has_need: bool) -> float:
    kind = concept.code.partition(":")[0]
    weight = concept.weight if kind == FINER else CONCEPT_WEIGHTS.get(kind, OTHER_CONCEPT)
    weight *= concept.strength
    return weight * GROUP_BESIDE_NEED if kind == "target_groups" and has_need else weight


def _rarest(forms: tuple[tuple[str, float], ...], rarity: Rarity) -> float:
    best = max(weight for _, weight in forms)
    return max(rarity(form) for form, weight in forms if weight >= best * 0.9)


def _stages_of(age: float | None) -> frozenset[str]:
    if age is None:
        return frozenset()
    stages = {"children": (0, 13), "young": (13, 30), "working_age": (18, 65), "older": (60, 150)}
    return frozenset(stage for stage, (low, high) in stages.items() if low <= age < high)


def _codes(wanted: list[Wanted], kind: str) -> frozenset[str]:
    return frozenset(c.code.partition(":")[2] for c in wanted if c.code.startswith(f"{kind}:"))
