"""Places in every form: Finnish cases proved by the dictionary's own morphology, two other languages, nicknames."""

import pytest

from directory.vocabulary import municipalities
from search.analysis.voikko import system_readings
from search.places import Gazetteer
from search.places.inflection import forms_of

# base form, then the forms a name takes; of every pattern the 308 names follow
INFLECTED = """
Lieksa Lieksan Lieksassa Lieksasta Lieksaan
Vantaa Vantaan Vantaalla Vantaalta Vantaalle
Tampere Tampereen Tampereella Tampereelta Tampereelle
Lahti Lahden Lahdessa Lahdesta Lahteen
Turku Turun Turussa Turusta Turkuun
Helsinki Helsingin Helsingissä Helsingistä Helsinkiin
Espoo Espoon Espoossa Espoosta Espooseen
Joensuu Joensuun Joensuussa Joensuusta Joensuuhun
Lappeenranta Lappeenrannan Lappeenrannassa Lappeenrannasta Lappeenrantaan
Savonlinna Savonlinnan Savonlinnassa Savonlinnasta Savonlinnaan
Uusikaupunki Uudenkaupungin Uudessakaupungissa Uudestakaupungista Uuteenkaupunkiin
Kauniainen Kauniaisten Kauniaisissa Kauniaisista Kauniaisiin
Parainen Paraisten Paraisilla Paraisilta Paraisille
Nurmes Nurmeksen Nurmeksessa Nurmeksesta Nurmekseen
Alavus Alavuden Alavudella Alavudelta Alavudelle
Kitee Kiteen Kiteellä Kiteeltä Kiteelle
Sastamala Sastamalan Sastamalassa Sastamalasta Sastamalaan
Hamina Haminan Haminassa Haminasta Haminaan
Kokemäki Kokemäen Kokemäellä Kokemäeltä Kokemäelle
Seinäjoki Seinäjoen Seinäjoella Seinäjoelta Seinäjoelle
Pietarsaari Pietarsaaren Pietarsaaressa Pietarsaaresta Pietarsaareen
Iisalmi Iisalmen Iisalmessa Iisalmesta Iisalmeen
Pori Porin Porissa Porista Poriin
Kemi Kemin Kemissä Kemistä Kemiin
Virrat Virtain Virroilla Virroilta Virroille
Mänttä-Vilppula Mänttä-Vilppulan Mänttä-Vilppulassa Mänttä-Vilppulaan
Ii Iin Iissä Iistä Iihin
Isokyrö Isonkyrön Isossakyrössä Isoonkyröön
Närpiö Närpiön Närpiössä Närpiöstä Närpiöön
Rääkkylä Rääkkylän Rääkkylässä Rääkkylään
"""


def municipality(gazetteer: Gazetteer, text: str) -> str:
    """The Finnish name of the single municipality found in a text."""
    [found] = gazetteer.find(text.split())
    [code] = found.place.municipalities
    return municipalities()[code].names["fi"]


@pytest.mark.parametrize("line", INFLECTED.strip().splitlines())
def test_every_case_form_is_the_place(gazetteer: Gazetteer, line: str) -> None:
    name, *forms = line.split()
    for form in forms:
        assert municipality(gazetteer, form) == name
        if form.lower() not in {"virtain", "virroilla", "virroilta", "virroille"}:
            assert municipality(gazetteer, form.lower()) == name, "without a capital letter"


def test_forms_the_dictionary_knows_of_all_308_names_are_found(gazetteer: Gazetteer) -> None:
    """Every form that libvoikko takes for an inflected form of a municipality's name, of all that rules can make."""
    system = system_readings()
    if system is None:
        pytest.skip("libvoikko with its Finnish words is not on this machine")
    readings, _ = system
    proved = 0
    for code, place in municipalities().items():
        name = place.names["fi"].lower()
        if not place.active or " " in name or "-" in name:
            continue
        for form in forms_of(name):
            # The dictionary marks place names [Lep]; the base form stands after [Xp], seams as =.
            if not any(f"[xp]{name}[x]" in output.replace("=", "").lower() for output in readings(form)):
                continue
            proved += 1
            found = gazetteer.place(form)
            assert found is not None, form
            assert code in found.municipalities, form
    assert proved > 2500


def test_all_308_names_in_three_languages(gazetteer: Gazetteer) -> None:
    active = [m for m in municipalities().values() if m.active]
    assert len(active) == 308
    for m in active:
        for language, name in m.names.items():
            found = gazetteer.place(name)
            assert found is not None, (name, language)
            assert found.kind in {"municipality", "region", "area"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Stadissa", "Helsinki"),
        ("jns", "Joensuu"),
        ("hki", "Helsinki"),
        ("i Jakobstad", "Pietarsaari"),
        ("Åbos", "Turku"),
        ("i Esbo", "Espoo"),
        ("in Turku", "Turku"),
        ("abo", "Turku"),
        ("Kolarissa", "Kolari"),
        ("Tammisaaressa", "Raasepori"),
        ("Valtimolla", "Nurmes"),
        ("kontulassa", "Helsinki"),
        ("Hervannasta", "Tampere"),
        ("Varissuolla", "Turku"),
        ("kuopios", "Kuopio"),
        ("Ivalossa", "Inari"),
    ],
)
def test_other_names_of_a_place(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert municipality(gazetteer, text) == name


@pytest.mark.parametrize(
    "text", ["kolari sattui", "lähti pois", "enoni luona", "virrat vievät", "kotiin", "ingår i", "saa apua"]
)
def test_words_that_only_look_like_places(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text.split()) == []


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("Pohjois-Karjalassa", "region", 13),
        ("pohjois karjala", "region", 13),
        ("Siun soten", "county", 13),
        ("Varsinais-Suomen hyvinvointialueella", "county", 27),
        ("i Österbotten", "region", 14),
        ("pk-seudulla", "area", 4),
        ("Uudellamaalla", "region", 26),
    ],
)
def test_wide_places(gazetteer: Gazetteer, text: str, kind: str, count: int) -> None:
    [found] = gazetteer.find(text.split())
    assert (found.place.kind, len(found.place.municipalities)) == (kind, count)


@pytest.mark.parametrize("text", ["Turun seudulla", "near Turku", "nära Åbo", "Turun lähellä"])
def test_a_place_and_what_lies_around_it(gazetteer: Gazetteer, text: str) -> None:
    [found] = gazetteer.find(text.split())
    names = {municipalities()[code].names["fi"] for code in found.place.municipalities}
    assert found.place.kind == "surroundings"
    assert {"Turku", "Kaarina", "Raisio"} <= names
    assert "Helsinki" not in names
