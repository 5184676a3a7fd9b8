"""What words mean together: someone's drinking husband is not a drinker asking for help.

Each rule looks at the concepts met and the words, and changes, adds or drops concepts. They are few, and each has
a test of its own kind of question.
"""

from collections.abc import Callable
from typing import Final

from search.understanding.concepts import Found
from search.understanding.reading import Reading

Rule = Callable[[Reading, list[Found]], list[Found]]
CLOSE: Final = "target_groups:close_ones"


def apply_rules(reading: Reading, found: list[Found]) -> list[Found]:
    """The concepts after all rules."""
    for rule in RULES:
        found = rule(reading, found)
    return found


def main_needs(found: list[Found]) -> frozenset[str]:
    """The concepts that a fitting activity must answer: needs, or what is finer than a need."""
    needs = {hit.code for hit in found if hit.kind == "needs" and hit.strength >= 0.6}
    fine = {hit.code for hit in found if hit.kind == "c" and hit.strength >= 0.6}
    return frozenset(needs | fine)


RULES: Final[tuple[Rule, ...]] = ()
