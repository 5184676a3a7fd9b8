"""The calendar leaf: the next real session, then the two after it, and what stands there when there is none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from directory.services.cards import Card, CardSession
from directory.web.listing import leaf_of

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=HELSINKI)  # a Tuesday


def session(day: int, status: str = "held", month: int = 12) -> CardSession:
    """A session from 10 to 13."""
    start = datetime(2026, month, day, 10, 0, tzinfo=HELSINKI)
    return CardSession(start, start + timedelta(hours=3), status, {})


@pytest.fixture
def card(demo_card: Callable[[str], Card]) -> Card:
    """A weekly group."""
    return demo_card("ukkojen-verstas-joensuu")


@pytest.mark.parametrize(
    ("language", "lines", "then"),
    [
        ("fi", ("ti", "1.12.", "klo\u00a010–13"), "sitten 8.12. ja 15.12."),
        ("sv", ("ti", "1.12.", "kl.\u00a010–13"), "sedan 8.12. och 15.12."),
        ("en", ("Tue", "1\u00a0Dec", "10:00–13:00"), "then 8\u00a0Dec and 15\u00a0Dec"),
    ],
)
def test_next_session_then_two_more(card: Card, language: str, lines: tuple[str, ...], then: str) -> None:
    leaf = leaf_of(replace(card, sessions=(session(1), session(8), session(15), session(22))), NOW, language)
    assert (leaf.kind, leaf.weekday, leaf.day, leaf.hours) == ("", *lines)
    assert leaf.then == then


def test_other_weekdays_are_named(card: Card) -> None:
    leaf = leaf_of(replace(card, sessions=(session(1), session(3))), NOW, "fi")
    assert leaf.then == "sitten to\u00a03.12."


@pytest.mark.parametrize(("hour", "kind"), [(9, "today"), (12, "today"), (14, "")])
def test_today_is_lit_until_the_session_ends(card: Card, hour: int, kind: str) -> None:
    sessions = (session(24, month=11), session(1))
    leaf = leaf_of(replace(card, sessions=sessions), NOW.replace(hour=hour), "fi")
    assert leaf.kind == kind
    assert leaf.weekday == ("tänään ti" if kind else "ti")


def test_a_cancelled_session_is_told_beside_the_next_held_one(card: Card) -> None:
    leaf = leaf_of(replace(card, sessions=(session(1, "cancelled"), session(8))), NOW, "sv")
    assert leaf.day == "8.12."
    assert leaf.reason.text == "ti\u00a01.12. inställt"


def test_times_in_words_keep_their_own_language(card: Card) -> None:
    told = replace(card, sessions=(), schedule_note={"fi": "Arkisin sopien."})
    leaf = leaf_of(told, NOW, "en")
    assert (leaf.kind, leaf.note.text, leaf.note.lang) == ("note", "Arkisin sopien.", "fi")


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"kinds": ("support_person",)}, "Sovitaan"),
        ({"kinds": ("peer_group",)}, "Kysy"),
        ({"kinds": ("peer_group",), "phone": ""}, "Ei tiedossa"),
    ],
)
def test_an_unknown_time_is_said_as_unknown(card: Card, changes: dict[str, object], day: str) -> None:
    leaf = leaf_of(replace(card, sessions=(), schedule_note={}, **changes), NOW, "fi")  # type: ignore[arg-type]
    assert (leaf.kind, leaf.day) == ("agree", day)
