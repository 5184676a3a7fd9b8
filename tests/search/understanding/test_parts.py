"""Ages, days, languages, places, genders and ways: taken out of the question as chips that can be removed."""

import pytest

from search.types import PartKind
from tests.search.conftest import Understand


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("yksinäinen mies 75 v Lieksa", 75),
        ("75-vuotias nainen", 75),
        ("75-vuotiaalle", 75),
        ("jumppaa 70+", 70),
        ("alle 18", 17),
        ("yli 65-vuotiaille", 66),
        ("seitsemänkymppinen", 72),
        ("15-17-vuotiaat", 16),
        ("75-årig man", 75),
        ("en 80 åring", 80),
        ("75 year old", 75),
        ("man, 62 yo", 62),
        ("in her fifties", 55),
        ("3-vuotiaan kanssa", 3),
        ("yksinäinen mies 75 Lieksa", 75),
        ("naiselle 67, seuraa", 67),
        ("82 nainen, leski", 82),
        ("ensam man 80 Borgå", 80),
        ("lonely man 75 Lieksa", 75),
        ("isä 2 lasta", None),
        ("mies 20 km päässä", None),
        ("klo 10 mies", None),
        ("ryhmä 50 miehelle", None),
        ("mies 116 117", None),
        ("eläkeläinen", None),
        ("klo 18", None),
        ("F32", None),
        ("200 v", None),
    ],
)
def test_age(understand: Understand, text: str, age: float | None) -> None:
    assert understand(text, "fi").age == age


@pytest.mark.parametrize(
    ("text", "language", "days", "times", "period"),
    [
        ("jumppa torstaisin", "fi", ("th",), (), None),
        ("kahvila keskiviikkona aamulla", "fi", ("we",), ("morning",), None),
        ("viikonloppuna ruokaa", "fi", ("sa", "su"), (), None),
        ("arkisin iltapäivällä", "fi", ("mo", "tu", "we", "th", "fr"), ("afternoon",), None),
        ("mitä tänään Kotkassa", "fi", (), (), "today"),
        ("tänä iltana ryhmä", "fi", (), ("evening",), "today"),
        ("ensi viikolla sururyhmä", "fi", (), (), "next_week"),
        ("caféet på tisdagar", "sv", ("tu",), (), None),
        ("nästa vecka i Vasa", "sv", (), (), "next_week"),
        ("ikväll", "sv", (), ("evening",), "today"),
        ("group on Monday evening", "en", ("mo",), ("evening",), None),
        ("this week in Turku", "en", (), (), "this_week"),
        ("tonight", "en", (), ("evening",), "today"),
    ],
)
def test_when(
    understand: Understand, text: str, language: str, days: tuple[str, ...], times: tuple[str, ...], period: str | None
) -> None:
    found = understand(text, language)
    assert (found.days, found.times, found.period) == (days, times, period)


@pytest.mark.parametrize(
    ("text", "ui_language", "languages"),
    [
        ("sururyhmä ruotsiksi", "fi", ("sv",)),
        ("venäjänkielinen kerho", "fi", ("ru",)),
        ("ruotsinkielistä toimintaa", "fi", ("sv",)),
        ("arabian kielellä", "fi", ("ar",)),
        ("viittomakielinen ryhmä", "fi", ("sign",)),
        ("grupp på svenska", "sv", ("sv",)),
        ("svenskspråkig träff", "sv", ("sv",)),
        ("group in English", "en", ("en",)),
        ("English-speaking group", "en", ("en",)),
        ("haluan harjoitella suomea", "fi", ()),
        ("practise Finnish", "en", ()),
        ("language cafe to learn Swedish", "en", ()),
    ],
)
def test_language_asked_for(understand: Understand, text: str, ui_language: str, languages: tuple[str, ...]) -> None:
    assert understand(text, ui_language).languages == languages


@pytest.mark.parametrize(
    ("text", "ui_language", "language"),
    [
        ("yksinäinen vanhus", "sv", "fi"),
        ("ensam äldre man", "fi", "sv"),
        ("lonely old man", "fi", "en"),
        ("stöd för anhöriga", "en", "sv"),
        ("where can i meet people", "fi", "en"),
        ("demens", "sv", "sv"),
        ("depresion help", "fi", "en"),
        ("Lieksa", "en", "en"),
        ("", "sv", "sv"),
    ],
)
def test_language_of_the_question(understand: Understand, text: str, ui_language: str, language: str) -> None:
    assert understand(text, ui_language).language == language


@pytest.mark.parametrize(
    ("text", "language", "gender"),
    [
        ("yksinäinen mies 75 v", "fi", "men"),
        ("miesryhmä", "fi", "men"),
        ("väkivaltaa kokenut nainen", "fi", "women"),
        ("mieheni juo", "fi", None),
        ("min man dricker", "sv", None),
        ("my husband drinks", "en", None),
        ("ensam man i Vasa", "sv", "men"),
        ("group for women", "en", "women"),
        ("äiti kuoli", "fi", None),
    ],
)
def test_gender_is_the_clients_not_the_husbands(
    understand: Understand, text: str, language: str, gender: str | None
) -> None:
    assert understand(text, language).gender == gender


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("yksinäinen mies 75 Lieksa", {"age:75", "gender:men", "place:422", "needs:loneliness"}),
        ("82 nainen Lieksa", {"age:82", "gender:women", "place:422"}),
    ],
)
def test_a_bare_age_leaves_the_person_beside_it(understand: Understand, text: str, keys: set[str]) -> None:
    assert keys <= {part.key for part in understand(text).parts}


def test_a_removed_chip_leaves_plain_words(understand: Understand) -> None:
    whole = understand("yksinäinen mies 75 v Lieksa")
    keys = frozenset(part.key for part in whole.parts)
    assert {"age:75", "place:422", "gender:men", "needs:loneliness"} <= keys
    bare = understand("yksinäinen mies 75 v Lieksa", "fi", keys)
    assert bare.parts == ()
    assert (bare.age, bare.gender, bare.places, bare.concepts) == (None, None, (), ())
    assert {"yksinäinen", "mies", "lieksa"} <= {form for term in bare.terms for form, _ in term.forms}


def test_parts_carry_the_readers_own_words(understand: Understand) -> None:
    parts = {part.key: part for part in understand("Joensuussa 75-vuotiaalle tiistaisin").parts}
    assert parts["place:167"].text == "Joensuussa"
    assert parts["age:75"].value == 75
    assert parts["day:tu"].kind is PartKind.DAY


def test_what_identifies_people_is_left_out_and_counted(understand: Understand) -> None:
    found = understand("mies 131052-308T 050 123 4567 masennus")
    assert found.left_out == 2
    assert found.text == "mies masennus"
    assert not any("131052" in form for term in found.terms for form, _ in term.forms)


def test_spelling_is_told(understand: Understand) -> None:
    assert understand("vertasituki masenus tampre").did_you_mean == "vertaistuki masennus tampere"
    assert understand("yksinäisyys").did_you_mean == ""


def test_words_every_listing_has_weigh_little(understand: Understand) -> None:
    weights = {term.text: term.weight for term in understand("omaishoitajien ryhmä").terms}
    assert weights["ryhmä"] < 0.2 < weights["omaishoitajien"]


def test_main_need(understand: Understand) -> None:
    main = {c.code for c in understand("vanhempien vertaisryhmä autismi").concepts if c.main}
    assert main == {"needs:neurodiversity", "c:autism"}


@pytest.mark.parametrize(("text", "refused"), [("apua juomiseen, ei AA", "~aa"), ("kerho, ei seurakunnan", "c:faith")])
def test_what_is_refused_is_not_asked_for(understand: Understand, text: str, refused: str) -> None:
    assert refused not in {concept.code for concept in understand(text).concepts}


@pytest.mark.parametrize(
    "text", ["", "   ", "???", "\x00\x01", "\ud800", "a" * 20_000, "ei " * 5_000, "<script>", "%00", "75" * 300]
)
def test_anything_may_be_typed(understand: Understand, text: str) -> None:
    for language in ("fi", "sv", "en"):
        understand(text, language)
