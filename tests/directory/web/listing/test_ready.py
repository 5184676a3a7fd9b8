"""Ready cards: the same markup as a card drawn whole, for as long as it is true and not a moment longer."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask, render_template_string

from directory.services.cards import Card, CardSession, StoredCards, card_to_bytes
from directory.web.addresses import ActivityAddresses
from directory.web.listing import ListedCard, ReadyCards, Showing, card_view

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=HELSINKI)  # a Tuesday
WHOLE = """{% from "components/card.html" import card with context %}
{%- call card(view) %}<b>tick</b>{% endcall %}@@{{ ready.opening }}<b>tick</b>{{ ready.closing }}"""
PATHS = {"fi": "/fi/haku", "sv": "/sv/sok", "en": "/en/search"}


@pytest.fixture
def ready(demo: Flask) -> Iterator[ReadyCards]:
    """Cards of a process of their own, inside a request in Finnish."""
    with demo.test_request_context(PATHS["fi"]):
        demo.preprocess_request()
        yield ReadyCards(demo)


@pytest.fixture
def card(demo_card: Callable[[str], Card]) -> Card:
    """A weekly group that meets twice more."""
    sessions = tuple(
        CardSession(start, start + timedelta(hours=3), "held", {})
        for start in (NOW.replace(hour=10), NOW.replace(day=26, hour=10))
    )
    return replace(demo_card("ukkojen-verstas-joensuu"), sessions=sessions)


def showing(now: datetime = NOW, language: str = "fi", chosen: tuple[str, ...] = ()) -> Showing:
    addresses = ActivityAddresses(f"/{language}/", "?a=1&b=2", language)
    return Showing(language, now, addresses, frozenset({"167"}), frozenset(chosen))


def drawn(ready: ReadyCards, card: Card, how: Showing, **more: object) -> ListedCard:
    return ready.listing(StoredCards({card.public_id: card_to_bytes(card)}), how)(card.public_id, **more)


@pytest.mark.parametrize("reason", ["", "Yksinäisyys & <b>"])
@pytest.mark.parametrize("distance", [None, 2.3])
@pytest.mark.parametrize("locations", [True, False])
def test_is_what_would_be_drawn_whole(
    ready: ReadyCards, card: Card, reason: str, distance: float | None, *, locations: bool
) -> None:
    card = card if locations else replace(card, locations=(), modes=("phone",))
    for _ in range(2):  # once made, once kept
        view = card_view(card, showing(), reason=reason, distance_km=distance)
        listed = drawn(ready, card, showing(), reason=reason, distance_km=distance)
        whole, pieces = render_template_string(WHOLE, view=view, ready=listed).split("@@")
        assert " ".join(pieces.split()) == " ".join(whole.split())
        assert "tick" in pieces


def test_each_language_has_its_words(demo: Flask, card: Card) -> None:
    ready = ReadyCards(demo)
    for language, words in {"fi": "Miksi tämä:", "sv": "Varför denna:", "en": "Why this:"}.items():
        with demo.test_request_context(PATHS[language]):
            demo.preprocess_request()
            assert words in drawn(ready, card, showing(language=language), reason="x").opening


def test_a_changed_card_is_drawn_anew_at_once(ready: ReadyCards, card: Card) -> None:
    assert "Uusi nimi" not in drawn(ready, card, showing()).opening
    fresh = replace(card.texts["fi"], title="Uusi nimi")
    changed = drawn(ready, replace(card, texts={**card.texts, "fi": fresh}), showing())
    assert "Uusi nimi" in changed.opening
    assert changed.title.text == "Uusi nimi"


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (timedelta(hours=3, minutes=59), "tänään ti"),
        (timedelta(hours=4), "26.11."),
        (timedelta(hours=15), "26.11."),
        (timedelta(days=2, hours=4), "Sovitaan"),
        (timedelta(days=-1), "24.11."),
    ],
)
def test_time_goes_on(ready: ReadyCards, card: Card, later: timedelta, said: str) -> None:
    drawn(ready, card, showing())
    now = NOW + later
    listed = drawn(ready, card, showing(now))
    assert said in listed.opening
    view = card_view(card, showing(now))
    whole, pieces = render_template_string(WHOLE, view=view, ready=listed).split("@@")
    assert " ".join(pieces.split()) == " ".join(whole.split())


def test_a_cancelled_session_shows_once_it_is_near(ready: ReadyCards, card: Card) -> None:
    far = CardSession(NOW + timedelta(days=15, hours=2), NOW + timedelta(days=15, hours=4), "cancelled", {})
    held = CardSession(NOW + timedelta(days=16), NOW + timedelta(days=16, hours=4), "held", {})
    card = replace(card, sessions=(far, held))
    assert "peruttu" not in drawn(ready, card, showing()).opening
    assert "peruttu" not in drawn(ready, card, showing(NOW + timedelta(hours=1, minutes=59))).opening
    assert "peruttu" in drawn(ready, card, showing(NOW + timedelta(hours=2))).opening


def test_what_was_chosen_comes_first_on_the_card(ready: ReadyCards, card: Card) -> None:
    card = replace(card, outreach_help=(), threshold=("no_signup", "companion_ok", "small_group"))
    plain, chosen = (drawn(ready, card, showing(chosen=codes)).opening for codes in ((), ("small_group",)))
    assert "Pieni ryhmä" not in plain
    assert "Pieni ryhmä" in chosen


def test_a_card_is_ticked_when_it_stands_on_the_slip(ready: ReadyCards, card: Card) -> None:
    listed = drawn(ready, card, showing())
    assert f'value="{card.public_id}" form="slip" autocomplete' in listed.tick
    assert f'value="{card.public_id}" form="slip" checked autocomplete' in listed.ticked
    assert f'<span class="vh">: {card.texts["fi"].title}</span>' in listed.tick
