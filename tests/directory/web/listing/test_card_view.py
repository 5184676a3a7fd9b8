"""A card as it is shown: what decides first, unknown left unknown, secret places kept secret."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from directory.services.cards import Card
from directory.web.addresses import ActivityAddresses
from directory.web.listing import Showing, card_view

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Europe/Helsinki"))


def showing(language: str, *, near: tuple[str, ...] = (), chosen: tuple[str, ...] = ()) -> Showing:
    """A list in a language."""
    return Showing(language, NOW, ActivityAddresses("/", "", language), frozenset(near), frozenset(chosen))


def test_who_meets_you_comes_before_the_place(demo_card: Callable[[str], Card]) -> None:
    view = card_view(demo_card("ukkojen-verstas-joensuu"), showing("en", near=("167",)), distance_km=2.3)
    assert [(fact.strong, fact.text) for fact in view.facts] == [
        ("Veikko", "comes to your home first"),
        ("", "Penttilän verstas, 2.3\u00a0km"),
    ]


def test_two_badges_and_a_plain_line(demo_card: Callable[[str], Card]) -> None:
    view = card_view(demo_card("ukkojen-verstas-joensuu"), showing("fi"))
    assert [badge.kind for badge in view.badges] == ["fetch", "", "text"]
    assert view.badges[-1].text == "suomi · miehille, 63+\u00a0v · maksuton · mahtuu mukaan"


def test_what_the_reader_chose_is_told_first(demo_card: Callable[[str], Card]) -> None:
    card = replace(demo_card("ukkojen-verstas-joensuu"), threshold=("no_signup", "companion_ok"))
    view = card_view(card, showing("en", chosen=("companion_ok",)))
    assert view.badges[1].text == "Bring a companion"


def test_what_is_not_known_is_not_said(demo_card: Callable[[str], Card]) -> None:
    card = replace(demo_card("ukkojen-verstas-joensuu"), cost=None, capacity=None, age_min=None, gender="all")
    assert card_view(card, showing("en")).badges[-1].text == "Finnish"


def test_never_confirmed_is_said_as_such(demo_card: Callable[[str], Card]) -> None:
    view = card_view(replace(demo_card("ukkojen-verstas-joensuu"), verified_on=None), showing("en"))
    assert (view.trust.text, view.trust.kind) == ("Not yet confirmed", "ageing")


def test_a_secret_address_shows_the_municipality_only(demo_card: Callable[[str], Card]) -> None:
    card = demo_card("ukkojen-verstas-joensuu")
    secret = replace(card.locations[0], name="", street="", postal_code="", precision="hidden")
    view = card_view(replace(card, locations=(secret,)), showing("fi", near=("167",)))
    assert view.facts[-1].text == "Joensuu, osoite kerrotaan puhelimessa"


@pytest.mark.parametrize(
    ("language", "label"),
    [("fi", ""), ("sv", "Texten bara på finska"), ("en", "Text only in Finnish")],
)
def test_a_text_in_another_language_is_labelled(demo_card: Callable[[str], Card], language: str, label: str) -> None:
    view = card_view(demo_card("ukkojen-verstas-joensuu"), showing(language))
    assert view.language_label == label
    assert view.title.lang == ("" if language == "fi" else "fi")


def test_text_language_and_activity_language_are_told_apart(demo_card: Callable[[str], Card]) -> None:
    card = replace(demo_card("ukkojen-verstas-joensuu"), languages=("fi", "en"))
    assert card_view(card, showing("en")).language_label == "Text only in Finnish, held in English too"


@pytest.mark.parametrize(
    ("modes", "level", "said"),
    [
        (("home_visit", "outdoors"), "county", "At home and outdoors, North Karelia wellbeing services county"),
        (("phone",), "national", "By phone, all of Finland"),
        (("online", "phone"), "national", "By phone and online, all of Finland"),
        ((), "national", "All of Finland"),
    ],
)
def test_without_a_place_it_says_how_and_where_for(
    demo_card: Callable[[str], Card], modes: tuple[str, ...], level: str, said: str
) -> None:
    card = replace(demo_card("ukkotyo-kylilla"), locations=(), modes=modes, area_level=level)
    assert card_view(card, showing("en")).facts[-1].text == said
