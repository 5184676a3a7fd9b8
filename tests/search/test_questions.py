"""What is understood of fresh questions, by kind: none of these is among the judged ones."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask

from search.types import Question, Understood
from search.zone import HELSINKI

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)


@pytest.fixture(scope="module")
def understand(demo: Flask) -> Callable[..., Understood]:
    understanding = demo.extensions["search"].searcher().understanding

    def asked(text: str, language: str = "fi", **values: object) -> Understood:
        found: Understood = understanding.understand(Question(text=text, ui_language=language, now=NOW, **values))
        return found

    return asked


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("fi", "yksinäinen mies 75 v Lieksa", {"age:75", "place:422", "gender:men", "needs:loneliness"}),
        ("fi", "mieheni juo Joensuussa", {"place:167", "needs:close_one_addiction"}),
        ("fi", "seitsemänkymppinen nainen Esbo", {"place:049", "gender:women"}),
        ("fi", "muistikahvila keskiviikkona", {"day:we", "needs:memory"}),
        ("sv", "ensamma äldre män Joensuu", {"place:167", "gender:men", "needs:loneliness", "target_groups:older"}),
        ("sv", "sorggrupp på svenska i Åbo", {"language:sv", "place:853", "needs:grief"}),
        ("en", "learn Finnish in Joensuu", {"place:167", "needs:immigration"}),
        ("fi", "venäjänkielinen ryhmä Kotkassa", {"language:ru", "place:285"}),
        ("fi", "perhekahvila ensi viikolla", {"period:next_week"}),
        ("fi", "alle 18-vuotias nuori illalla", {"time:evening", "target_groups:young"}),
        ("fi", "vertaistuki puhelimitse", {"modes:phone", "kinds:peer_group"}),
        ("fi", "Turun seutu omaishoitaja", {"place:853:around", "needs:caregiving"}),
        ("fi", "joensu musitisairas", {"place:167", "needs:memory"}),
        ("fi", "digituki eläkeläisille", {"needs:digital_skills", "target_groups:older"}),
        ("fi", "ei lähde kotoa", {"outreach_help:fetched_from_home"}),
        ("sv", "70+ promenadgrupp", {"age:70", "needs:physical_fitness"}),
    ],
)
def test_parts_of_a_question(understand: Callable[..., Understood], language: str, text: str, keys: set[str]) -> None:
    found = {part.key for part in understand(text, language).parts}
    assert keys <= found, found


@pytest.mark.parametrize(
    ("text", "not_understood"),
    [
        ("mieheni juo", "gender:men"),
        ("en jaksa lähteä mihinkään", "place:398"),
        ("sovittu aika lääkärille", "place:734"),
        ("ei AA-ryhmää", "needs:nothing"),
    ],
)
def test_what_must_not_be_read_into_it(understand: Callable[..., Understood], text: str, not_understood: str) -> None:
    assert not_understood not in {part.key for part in understand(text).parts}


def test_who_somebody_is_is_left_out_before_anything_else(understand: Callable[..., Understood]) -> None:
    found = understand("maija.meikalainen@example.com 131052-308T soita 040 123 4567 masentunut")
    assert found.left_out == 3
    assert "131052" not in found.text
    assert "example.com" not in found.text
    assert "040" not in found.text
    assert "needs:anxiety_depression" in {part.key for part in found.parts}


def test_a_chip_taken_away_stays_away(understand: Callable[..., Understood]) -> None:
    found = understand("muistikahvila Lieksa", without=frozenset({"place:422"}))
    assert "place:422" not in {part.key for part in found.parts}
    assert not found.places


@pytest.mark.parametrize("text", ["", " ", "?", "a", "123456789", "\x00", "ööö", "x" * 5000, "mies " * 400])
def test_nothing_that_is_typed_breaks_it(understand: Callable[..., Understood], text: str) -> None:
    assert isinstance(understand(text), Understood)


@pytest.mark.parametrize(
    ("ui_language", "text", "language"),
    [("fi", "sällskap för äldre", "sv"), ("sv", "yksinäinen vanhus", "fi"), ("fi", "my husband drinks", "en")],
)
def test_the_language_of_the_question_is_its_own(
    understand: Callable[..., Understood], ui_language: str, text: str, language: str
) -> None:
    assert understand(text, ui_language).language == language
