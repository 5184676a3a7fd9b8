"""Cards as bytes and back."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

import orjson

from directory.services.cards.card import Card, CardLocation, CardSession, CardText
from directory.services.schedules.sessions import HELSINKI

_TUPLES = (
    "kinds",
    "needs",
    "target_groups",
    "modes",
    "outreach_help",
    "threshold",
    "referral_routes",
    "languages",
    "area_municipalities",
)


def card_to_bytes(card: Card) -> bytes:
    """The card as UTF-8 JSON."""
    return orjson.dumps(card)


def card_from_bytes(data: bytes) -> Card:
    """The card of ``card_to_bytes``."""
    raw: dict[str, Any] = orjson.loads(data)
    raw["texts"] = {language: CardText(**text) for language, text in raw["texts"].items()}
    raw["locations"] = tuple(CardLocation(**location) for location in raw["locations"])
    raw["sessions"] = tuple(
        CardSession(_moment(s["start"]), _moment(s["end"]), s["status"], s["note"]) for s in raw["sessions"]
    )
    for name in _TUPLES:
        raw[name] = tuple(raw[name])
    for name in ("verified_on", "updated_on"):
        raw[name] = date.fromisoformat(raw[name]) if raw[name] else None
    return Card(**raw)


@lru_cache(maxsize=8192)
def _moment(text: str) -> datetime:
    # Groups meet on the hour in the weeks to come: thousands of cards share some hundreds of moments.
    return datetime.fromisoformat(text).astimezone(HELSINKI)
