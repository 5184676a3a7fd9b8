"""What words mean together: someone's drinking husband is not a drinker asking for help.

Each rule looks at the concepts met and the words, and changes, adds or drops concepts. They are few, and each has
a test with its own kind of question.
"""

from collections.abc import Callable
from typing import Final

from search.lexicon import Lexicon
from search.understanding import family, implying, refusing, settling
from search.understanding.concepts import Found, is_removed
from search.understanding.reading import Reading

Rule = Callable[[Reading, list[Found]], list[Found]]

# Needs that are background when another one is named.
SOFT: Final = frozenset({"needs:participation", "needs:parenting", "needs:ageing", "needs:physical_fitness"})
SOFT_FINE: Final = frozenset(
    {
        "c:mothers",
        "c:fathers",
        "c:teenager",
        "c:conversation",
        "c:exhaustion",
        "c:workshop_youth",
        "c:mens_talk",
        "c:faith",
    }
)
LEAST_MAIN: Final = 0.6


def apply_rules(reading: Reading, found: list[Found], lexicon: Lexicon) -> list[Found]:
    """The concepts after all rules, those of one family and place with the same words."""
    for rule in RULES:
        found = rule(reading, found)
    found = implying.other_side(implying.broader_along(found, lexicon), lexicon)
    found = [hit for hit in found if not is_removed(hit.code, reading)]
    return _families_together(found, lexicon)


def main_needs(found: list[Found], lexicon: Lexicon) -> frozenset[str]:
    """The concepts a fitting activity must answer: needs, or what is finer than a need; soft ones only alone."""
    needs = {hit.code for hit in found if hit.kind == "needs" and hit.strength >= LEAST_MAIN}
    fine = {
        hit.code
        for hit in found
        if hit.kind == "c"
        and hit.strength >= LEAST_MAIN
        and any(code.startswith("needs:") for code in lexicon.broader(hit.code))
    }
    hard = (needs - SOFT) | (fine - SOFT_FINE)
    if "c:errands" in hard:  # errands are help at home, whatever a text calls them
        hard |= needs & {"needs:ageing"}
    return frozenset(hard or needs or fine)


def _families_together(found: list[Found], lexicon: Lexicon) -> list[Found]:
    """A finer concept and its broader one, met in the same place, are alternatives: give them the same words."""
    for hit in found:
        for other in found:
            met = bool(set(hit.words) & set(other.words)) or (hit.kind == "c" and other.kind == "needs")
            if other.code in lexicon.broader(hit.code) and met:
                hit.words = other.words = tuple(sorted({*hit.words, *other.words}))
    return sorted(found, key=lambda hit: (hit.words, hit.code))


RULES: Final[tuple[Rule, ...]] = (
    refusing.not_this,
    family.lost_things,
    settling.other_drinks,
    settling.still_alive,
    implying.carers_rest,
    settling.bullied,
    settling.help_to_others,
    settling.companion,
    settling.kind_of_help,
    family.tired_carer,
    family.close_ones_addiction,
    family.close_one_hits,
    family.close_one_in_prison,
    family.grief,
    family.close_ones_illness,
    family.child_with_difference,
    family.parent_in_need,
    family.child_with_parent,
    settling.illness_of_the_cared_for,
    implying.help_at_once,
    implying.counselling_is_given,
    implying.benefits_are_applied_for,
    implying.comes_home,
    implying.illness_of_the_close_one,
)
