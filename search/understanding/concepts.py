"""Concepts in a question: phrases first, then single words, strongest reading first."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.lexicon import Hit, Lexicon
from search.types import Wanted
from search.understanding.reading import Reading

NEED_KINDS = ("needs", "c", "outreach_help")
GENDERS = {"target_groups:men": "men", "target_groups:women": "women"}
EXHAUSTION = "c:exhaustion"
SOBER = "threshold:sober"  # "no drinking": not a matter of drinking too much
# Whose phrases name an illness of somebody else: it is still asked about.
OF_CLOSE_ONES = {"needs:close_one_illness", "c:relative_mental", "c:carer_child"}
OF_PARENTS = {"needs:parenting", "c:mothers", "c:fathers", "c:grandparent"}
OTHER_LANGUAGE = 0.85  # a word read in another language than the question's


@dataclass(slots=True)
class Found:
    """A concept met in the question: where, how strongly; rules may still change or drop it."""

    code: str
    strength: float
    words: tuple[int, ...]
    length: int
    uses_up: bool = True  # whether other readings of its words are dropped

    @property
    def kind(self) -> str:
        """The facet part of the code."""
        return self.code.partition(":")[0]


def find_concepts(reading: Reading, lexicon: Lexicon) -> list[Found]:
    """Every concept the question's free words hold; those the reader removed are left out."""
    positions = reading.free()
    hits: list[Found] = []
    by_language: dict[str, list[int]] = {}
    for position in positions:
        by_language.setdefault(reading.tokens[position].language, []).append(position)
    for language, places in by_language.items():
        # A word of another language may stand in the middle of a phrase: it is read with the question's too.
        own = positions if language == reading.language else places
        hits += _in_language(reading, lexicon, language, own)
    kept = [hit for hit in hits if not is_removed(hit.code, reading)]
    return strongest(_uncovered(kept, lexicon))


def _in_language(reading: Reading, lexicon: Lexicon, language: str, positions: Sequence[int]) -> list[Found]:
    matcher = lexicon.asked(language)
    words = [reading.tokens[position].word for position in positions]
    share = 1.0 if language == reading.language else OTHER_LANGUAGE

    def found(hit: Hit) -> Found:
        words = tuple(positions[i] for i in hit.words)
        return Found(hit.code, hit.strength * share, words, hit.length, hit.whole and hit.code not in OF_CLOSE_ONES)

    singles = [hit for hit in matcher.singles(words) if reading.tokens[positions[hit.words[0]]].language == language]
    return [found(hit) for hit in (*matcher.phrases(words), *singles)]


def _uncovered(hits: list[Found], lexicon: Lexicon) -> list[Found]:
    """Drop what was read from a single word that a phrase about a need has used: "lapsen kuolema" is no child, and
    "rahat loppu" not exhaustion; nor does "lost my job" speak of a death. What is finer or broader than the phrase's
    own concept stays, and what has no broader concept uses nothing up."""
    phrases = [
        hit
        for hit in hits
        if hit.length > 1
        and (hit.kind in NEED_KINDS or hit.code == SOBER)
        and (hit.kind != "c" or lexicon.broader(hit.code))
    ]
    longest = [hit for hit in phrases if not any(_within(hit, other, lexicon) for other in phrases)]

    of_groups = [set(hit.words) for hit in hits if hit.length > 1 and hit.kind == "target_groups"]

    def is_used(hit: Found) -> bool:
        if hit.code in OF_PARENTS and any(words.issuperset(hit.words) for words in of_groups):
            return True  # "vanhempi rouva" is no parent, "vanha äiti" no mother of small children
        if hit.code == EXHAUSTION:  # "uupunut hoitamaan" is about caring, and tired all the same
            return False
        covering = [phrase for phrase in longest if phrase.uses_up and set(hit.words) <= set(phrase.words)]
        family = {code for phrase in covering for code in (phrase.code, *lexicon.broader(phrase.code))}
        return bool(covering) and hit.code not in family and family.isdisjoint(lexicon.broader(hit.code))

    return [
        hit
        for hit in hits
        if hit in longest or (hit.length > 1 and hit not in phrases) or (hit.length == 1 and not is_used(hit))
    ]


def _is_apart(hit: Found, found: Sequence[Found], lexicon: Lexicon) -> bool:
    """Whether a finer concept is asked for beside its need rather than as a part of it."""
    concept = lexicon.concepts.get(hit.code)
    return bool(concept and concept.apart) and any(other.code == concept.apart for other in found if concept)


def _within(hit: Found, other: Found, lexicon: Lexicon) -> bool:
    """Whether a phrase is a part of a longer one that says the same or something else."""
    if not set(hit.words) < set(other.words):
        return False
    related = other.code in lexicon.broader(hit.code) or hit.code in lexicon.broader(other.code)
    return hit.code == other.code or not related


def strongest(hits: list[Found]) -> list[Found]:
    """One entry a concept: the strongest, of equal ones the longest."""
    best: dict[str, Found] = {}
    for hit in hits:
        before = best.get(hit.code)
        if before is None or (hit.strength, hit.length) > (before.strength, before.length):
            best[hit.code] = hit
    return sorted(best.values(), key=lambda hit: (hit.words, hit.code))


def is_removed(code: str, reading: Reading) -> bool:
    """Whether the reader took the concept's chip away; men and women have a chip of their own kind."""
    without = reading.question.without
    return code in without or (code in GENDERS and f"gender:{GENDERS[code]}" in without)


def _narrowest(found: Sequence[Found], lexicon: Lexicon) -> list[Found]:
    """Of finer concepts of the same words only those without a finer one: a hearing aid is not for the deaf."""
    narrower = {(broader, hit.words) for hit in found if hit.kind == "c" for broader in lexicon.broader(hit.code)}
    return [hit for hit in found if hit.kind != "c" or not hit.words or (hit.code, hit.words) not in narrower]


def wanted(found: Sequence[Found], main: frozenset[str], lexicon: Lexicon) -> tuple[Wanted, ...]:
    """The concepts as the rest of search reads them."""
    found = _narrowest(found, lexicon)
    wider = {hit.words for hit in found if hit.kind != "c" and hit.words}
    together = {(hit.code, hit.words) for hit in found}
    return tuple(
        Wanted(
            hit.code,
            round(hit.strength, 3),
            hit.words,
            hit.code in main,
            lexicon.concepts[hit.code].weight if hit.code in lexicon.concepts else 1.0,
            hit.kind == "c"
            and not _is_apart(hit, found, lexicon)
            and (hit.words in wider or any((broader, hit.words) in together for broader in lexicon.broader(hit.code))),
        )
        for hit in found
    )
