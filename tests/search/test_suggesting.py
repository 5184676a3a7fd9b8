"""What is offered while somebody types."""

import pytest

from search.lexicon import Lexicon
from search.places import Gazetteer
from search.suggesting import Suggester


@pytest.fixture(scope="module")
def suggester(gazetteer: Gazetteer) -> Suggester:
    return Suggester(Lexicon.load(), gazetteer)


@pytest.mark.parametrize(
    ("typed", "language", "kind", "text"),
    [
        ("yks", "fi", "need", "Yksinäisyys"),
        ("Yksinais", "fi", "need", "Yksinäisyys"),
        ("dementi", "fi", "need", "Muistisairaus"),
        ("diab", "fi", "need", "Diabetes"),
        ("vertaist", "fi", "kind", "Vertaistukiryhmä"),
        ("lie", "fi", "place", "Lieksa"),
        ("jakob", "sv", "place", "Jakobstad"),
        ("abo", "sv", "place", "Åbo"),
        ("turku", "sv", "place", "Åbo"),
        ("ensam", "sv", "need", "Ensamhet"),
        ("wid", "en", "need", "Widowhood"),
        ("bereave", "en", "need", "Grief and loss"),
        ("divorce", "en", "need", "Separation and divorce"),
    ],
)
def test_lines(suggester: Suggester, typed: str, language: str, kind: str, text: str) -> None:
    lines = suggester.suggest(typed, language)
    assert (kind, text) in {(line.kind, line.text) for line in lines}
    assert len(lines) <= 8
    assert all(line.language == language for line in lines)


def test_a_label_goes_before_another_word_for_something(suggester: Suggester) -> None:
    assert suggester.suggest("suru", "fi")[0].text == "Suru ja menetys"


def test_another_word_is_shown_beside_the_label(suggester: Suggester) -> None:
    details = {line.detail for line in suggester.suggest("alzheimer", "fi")}
    assert "alzheimer" in details


@pytest.mark.parametrize("typed", ["", "  ", "xqz", "\x00"])
def test_nothing_to_offer(suggester: Suggester, typed: str) -> None:
    assert suggester.suggest(typed, "fi") == []
