"""Swedish and English words: lemmas, stems, and the parts of Swedish compounds."""

import pytest

from search.analysis import analyse, analyse_text, folded, words_in


@pytest.mark.parametrize(
    ("word", "language", "forms"),
    [
        ("anhöriggrupp", "sv", {"anhörig", "grupp"}),
        ("mansgrupp", "sv", {"man", "grupp"}),
        ("ensamma", "sv", {"ensam"}),
        ("föräldrar", "sv", {"förälder"}),
        ("närståendevårdare", "sv", {"närståendevårdare", "vårdare"}),
        ("carers", "en", {"carer"}),
        ("children", "en", {"child"}),
        ("grieving", "en", {"grieve"}),
    ],
)
def test_forms(word: str, language: str, forms: set[str]) -> None:
    assert forms <= dict(analyse(word, language).forms).keys()


@pytest.mark.parametrize("word", ["missbrukare", "ensamma", "sjukdomar", "förälder"])
def test_words_that_are_no_compounds_stay_whole(word: str) -> None:
    assert set(analyse(word, "sv").spans) == {(0, 1)}


def test_words_of_a_text() -> None:
    assert words_in("THL:n etä-ryhmä, Kela’n; 75-vuotias!") == ["thl", "etä-ryhmä", "kela'n", "75-vuotias"]
    assert [word.surface for word in analyse_text("Vänner i Åbo", "sv")] == ["vänner", "i", "åbo"]


def test_folding_takes_dots_and_rings_off() -> None:
    assert folded("Yksinäinen Åbo-é") == "yksinainen abo-e"
