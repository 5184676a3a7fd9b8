"""Who in a question is who: those who ask, those who are ill, those who are only told."""

import pytest

from tests.search.conftest import Understand


@pytest.mark.parametrize(
    ("text", "language", "there", "absent"),
    [
        ("äitini muisti pätkii ja isä on aivan loppu", "fi", {"needs:memory", "needs:caregiving"}, {"c:fathers"}),
        ("min mamma har demens och pappa orkar inte", "sv", {"needs:memory", "needs:caregiving"}, {"c:fathers"}),
        ("poika istuu vankilassa, äiti kaipaa tukea", "fi", {"c:prisoner_family"}, {"c:mothers"}),
        ("nuori mies vapautuu vankilasta, ei kavereita", "fi", {"needs:prison_release"}, {"c:prisoner_family"}),
        ("mies lyö minua", "fi", {"needs:domestic_violence"}, {"target_groups:men", "c:perpetrator"}),
        ("väkivaltainen mies haluaa muuttua", "fi", {"c:perpetrator"}, set()),
        ("pelasi koko tilin eikä uskalla kertoa vaimolleen", "fi", set(), {"needs:close_one_addiction"}),
        ("faija kuoli", "fi", {"c:parent_grief", "needs:grief"}, {"c:fathers", "target_groups:men"}),
        ("morsan super", "sv", {"needs:close_one_addiction"}, {"c:mothers"}),
        ("vanha äiti ei pääse kotoa", "fi", {"target_groups:older", "modes:home_visit"}, {"c:mothers"}),
    ],
)
def test_everybody_has_a_part(
    understand: Understand, text: str, language: str, there: set[str], absent: set[str]
) -> None:
    codes = {concept.code for concept in understand(text, language).concepts if concept.strength > 0.5}
    assert there <= codes
    assert not absent & codes


@pytest.mark.parametrize(
    ("text", "language", "refused"),
    [
        ("vertaistukea mutta ei netissä", "fi", {"modes:online"}),
        ("en halua puhua netissä", "fi", {"modes:online"}),
        ("inte i grupp", "sv", {"kinds:guided_group"}),
        ("peer support, not online", "en", {"modes:online"}),
        ("ei rahaa ruokaan", "fi", set()),
        ("ei ole ryhmää", "fi", set()),
        ("ilman ilmoittautumista", "fi", set()),
    ],
)
def test_what_is_refused_is_not_asked_for(understand: Understand, text: str, language: str, refused: set[str]) -> None:
    understood = understand(text, language)
    assert set(understood.refused) == refused
    assert not refused & {concept.code for concept in understood.concepts}


def test_a_refused_name_is_not_looked_for(understand: Understand) -> None:
    understood = understand("haluaisin lopettaa juomisen mutta en halua AA-kerhoon")
    assert "needs:alcohol_drugs" in {concept.code for concept in understood.concepts}
    assert not any("AA" in term.text for term in understood.terms)


@pytest.mark.parametrize(
    ("text", "unlike"),
    [
        ("leskien ryhmä", "c:child_grief"),
        ("apua kuuroille", "c:blind"),
        ("vankilasta vapautuva", "c:prisoner_family"),
        ("mies lyö minua", "c:perpetrator"),
    ],
)
def test_other_kinds_of_the_need_are_told_apart(understand: Understand, text: str, unlike: str) -> None:
    assert unlike in understand(text).unlike


def test_overlapping_kinds_are_not_told_apart(understand: Understand) -> None:
    assert "c:depression" not in understand("paniikki").unlike


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("itsemurha-ajatuksia", {"needs:suicide", "kinds:crisis_help", "kinds:helpline"}),
        ("en jaksa enää", {"needs:crisis", "kinds:helpline"}),
        ("kaljottelu", {"c:alcohol", "needs:alcohol_drugs"}),
        ("mielenterveysomaiset", {"c:relative_mental", "needs:close_one_illness", "needs:mental_health"}),
        ("tekemistä päiviin", {"needs:participation", "needs:loneliness", "kinds:meeting_place"}),
        ("subuista eroon", {"needs:alcohol_drugs"}),
        ("GA-ryhmä", {"needs:gambling"}),
        ("lähisuhdeväkivallan tekijälle", {"c:perpetrator", "needs:domestic_violence"}),
    ],
)
def test_what_a_word_brings_along(understand: Understand, text: str, codes: set[str]) -> None:
    assert codes <= {concept.code for concept in understand(text).concepts}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dg F32.1", "c:depression"),
        ("P76", "c:depression"),
        ("G20 liikuntaryhmä", "c:parkinson"),
        ("x72", "needs:suicide"),
    ],
)
def test_diagnosis_codes(understand: Understand, text: str, code: str) -> None:
    assert code in {concept.code for concept in understand(text).concepts}


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("puhun venäjää", "fi", "ru"),
        ("talar ryska", "sv", "ru"),
        ("she speaks only Arabic", "en", "ar"),
        ("opiskelija, mielellään englanniksi", "fi", "en"),
    ],
)
def test_a_spoken_language_is_a_wish(understand: Understand, text: str, language: str, code: str) -> None:
    assert understand(text, language).languages == (code,)


@pytest.mark.parametrize("text", ["ei puhu suomea", "harjoitella suomea", "ei osaa ruotsia"])
def test_a_language_one_cannot_is_none(understand: Understand, text: str) -> None:
    assert understand(text).languages == ()


@pytest.mark.parametrize(("text", "age"), [("olen itse 16", 16.0), ("jag är 71", 71.0), ("i am 30", 30.0)])
def test_ages_are_told_in_sentences(understand: Understand, text: str, age: float) -> None:
    language = {"jag": "sv", "i a": "en"}.get(text[:3], "fi")
    assert understand(text, language).age == age
