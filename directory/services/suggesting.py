"""Words of our own that the reader may be typing: needs, kinds of activity and places, in any of three languages."""

from functools import cache
from typing import Final

from directory.services.places import places_register
from search.lexicon import Lexicon
from search.suggesting import Suggester
from search.types import Suggestion

MOST: Final = 4  # of each question's lines; titles of activities fill the rest


def vocabulary(words: tuple[str, ...], language: str) -> list[Suggestion]:
    """Needs, kinds and places that begin like the folded words, by label or by what people call them."""
    return suggester().suggest(" ".join(words), language, MOST)


@cache
def suggester() -> Suggester:
    """Made once a process."""
    return Suggester(Lexicon.load(), places_register())
