"""What understanding is tested with: the shipped lexicon, the real register of places, words of no index."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from directory.vocabulary import counties, municipalities, regions
from search.lexicon import Lexicon
from search.places import Gazetteer
from search.spelling import Speller
from search.types import Question, Understood
from search.understanding import Understander

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
Understand = Callable[..., Understood]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(municipalities().values(), counties().values(), regions())


@pytest.fixture(scope="session")
def understand(gazetteer: Gazetteer) -> Understand:
    """Understand a text: ``understand("…", "sv", without={"age:75"})``."""
    lexicon = Lexicon.load()
    understander = Understander(lexicon, gazetteer, Speller(lexicon, {}, gazetteer.base_names))

    def ask(text: str, ui_language: str = "fi", without: frozenset[str] = frozenset()) -> Understood:
        return understander.understand(Question(text, ui_language, NOW, without=without))

    return ask
