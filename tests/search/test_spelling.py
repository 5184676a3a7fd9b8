"""Misspelt words: the nearest word worth finding, common ones preferred; nothing when nothing is near."""

import pytest

from search.lexicon import Lexicon
from search.spelling import Speller


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(Lexicon.load(), {"kahvakuula": 3, "kahvakuulo": 1}, {"joensuu", "tampere"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("masenus", "masennus"),
        ("vertasituki", "vertaistuki"),
        ("perheväkivlata", "perheväkivalta"),
        ("yksinäisile", "yksinäinen"),
        ("ensmahet", "ensamhet"),
        ("kahvakuul", "kahvakuula"),
        ("paihdeongelma", "päihdeongelma"),
    ],
)
def test_corrections(speller: Speller, typed: str, meant: str) -> None:
    found = speller.correct(typed)
    assert found is not None
    assert found.word == meant


def test_places_are_told(speller: Speller) -> None:
    found = speller.correct("tampre")
    assert found is not None
    assert (found.word, found.place) == ("tampere", True)


@pytest.mark.parametrize("typed", ["abc", "xqzwvj", "75vuotias", "aaaaaaaaaaaaaaaaaaaaaaa"])
def test_what_cannot_be_put_right_stays(speller: Speller, typed: str) -> None:
    assert speller.correct(typed) is None


def test_words_that_begin_so(speller: Speller) -> None:
    assert [started.word for started in speller.starting("kahvakuul")] == ["kahvakuula", "kahvakuulo"]
    assert speller.starting("xqz") == []


def test_typed_rings_are_meant(speller: Speller) -> None:
    assert speller.starting("språ")[0].word.startswith("språk")
    assert any("ä" in started.word for started in speller.starting("yksinai"))


def test_dots_alone(speller: Speller) -> None:
    assert speller.undotted("yksinainen") == "yksinäinen"
    assert speller.undotted("yksinäinen") is None
