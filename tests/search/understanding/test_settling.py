"""What one concept takes from another, and what a story brings along."""

import pytest

from search.ranking.asked import ask
from tests.search.conftest import Understand


def codes_of(understand: Understand, text: str, language: str = "fi") -> dict[str, float]:
    return {concept.code: concept.strength for concept in understand(text, language).concepts}


def main_of(understand: Understand, text: str, language: str = "fi") -> set[str]:
    return {concept.code for concept in understand(text, language).concepts if concept.main}


@pytest.mark.parametrize(
    ("text", "language", "there", "absent"),
    [
        ("missä voisi juoda kahvia", "fi", "kinds:meeting_place", "needs:alcohol_drugs"),
        ("juo joka päivä kahvinkin kanssa viinaa", "fi", "needs:alcohol_drugs", "needs:grief"),
        ("menetti säästönsä nettihuijarille", "fi", "needs:crime_victim", "needs:grief"),
        ("menetti äitinsä ja työnsä", "fi", "needs:grief", "needs:crime_victim"),
        ("poika yritti itsemurhaa", "fi", "needs:suicide", "c:suicide_bereaved"),
        ("min son försökte ta livet av sig", "sv", "needs:suicide", "c:suicide_bereaved"),
        ("isä teki itsemurhan", "fi", "c:suicide_bereaved", "needs:alcohol_drugs"),
        ("mua haukutaan koulussa", "fi", "c:bullying", "needs:domestic_violence"),
        ("sauna evenings for men, no drinking", "en", "threshold:sober", "needs:alcohol_drugs"),
        ("hörapparat", "sv", "c:hard_of_hearing", "c:deaf"),
        ("prison families", "en", "c:prisoner_family", "needs:alcohol_drugs"),
        ("krooninen sairaus ja väsymys", "fi", "needs:long_term_illness", "needs:caregiving"),
        ("muistisairas puoliso, uupumus", "fi", "needs:caregiving", "needs:crisis"),
    ],
)
def test_one_reading_settles_another(understand: Understand, text: str, language: str, there: str, absent: str) -> None:
    codes = codes_of(understand, text, language)
    assert there in codes
    assert absent not in codes


@pytest.mark.parametrize(
    ("text", "main", "behind"),
    [
        ("haluan auttaa yksinäisiä vanhuksia vapaaehtoisena", "", "needs:loneliness"),
        ("yksin asuva tarvitsee ulkoiluystävän", "needs:loneliness", "needs:physical_fitness"),
        ("työtoimintaa kehitysvammaisille", "needs:intellectual_disability", "needs:unemployment"),
        ("neurokirjon nuorelle tuettua asumista", "needs:neurodiversity", "needs:homelessness"),
        ("mies lyö minua kun juo", "needs:domestic_violence", "needs:alcohol_drugs"),
    ],
)
def test_what_is_only_brought_along_stands_behind(understand: Understand, text: str, main: str, behind: str) -> None:
    mains = main_of(understand, text)
    assert behind not in mains
    assert not main or main in mains


@pytest.mark.parametrize(
    ("text", "code", "others"),
    [
        ("lapsemme kuoli eikä mies puhu siitä", "c:child_grief", {"c:widow", "c:parent_grief"}),
        ("vanhemmat jotka ovat menettäneet lapsen", "c:child_grief", {"c:parent_grief"}),
        ("isä kuoli ja olen surullinen", "c:parent_grief", {"c:child_grief", "c:widow"}),
    ],
)
def test_who_died_is_who_stands_beside_the_death(
    understand: Understand, text: str, code: str, others: set[str]
) -> None:
    codes = codes_of(understand, text)
    assert code in codes
    assert not others & codes.keys()


def test_of_two_parents_one_is_left_alone(understand: Understand) -> None:
    assert {"c:parent_grief", "c:widow"} <= codes_of(understand, "äiti kuoli eikä isä osaa laittaa ruokaa").keys()


def test_a_heavy_story_is_also_for_those_who_listen(understand: Understand) -> None:
    told = understand("äiti kuoli keväällä enkä ole puhunut kenellekään")
    crisis = next(concept for concept in told.concepts if concept.code == "needs:crisis")
    assert crisis.main
    assert crisis.strength < 0.5
    assert "needs:crisis" not in codes_of(understand, "sururyhmä")


@pytest.mark.parametrize(
    ("text", "there"), [("mies juo", True), ("mies pelaa kaikki rahat", False), ("päihdeläheinen", True)]
)
def test_relatives_of_drinkers_and_gamblers_are_told_apart(understand: Understand, text: str, *, there: bool) -> None:
    assert ("needs:gambling" in understand(text).unlike) is there


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("omaishoitajan vapapäivä", "fi", "kinds:respite_care"),
        ("AVH ryhmä for my dad", "en", "c:stroke"),
        ("språ", "sv", "needs:immigration"),
    ],
)
def test_slips_beginnings_and_abbreviations_are_read(
    understand: Understand, text: str, language: str, code: str
) -> None:
    assert code in codes_of(understand, text, language)


def test_a_beginning_is_no_word_of_another_language(understand: Understand) -> None:
    last = understand("omaishoitajien virk").terms[-1]
    assert last.prefix
    assert "virkistys" in dict(last.forms)
    assert "c:crafts" not in codes_of(understand, "omaishoitajien virk")


def test_a_kind_adds_to_the_need_of_its_word(understand: Understand) -> None:
    both = ask(understand("lagstadgade lediga dagar", "sv"), lambda _form: 1.0)
    group = next(group for group in both.groups if "needs:caregiving" in group.main)
    assert "kinds:respite_care" in dict(group.finer)
