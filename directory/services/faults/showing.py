"""Faults in what is shown of an activity: a card that is out of step, a secret address that got out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from directory.models import Activity, ActivityCard
from directory.services.cards import card_from_bytes, card_of
from directory.services.cards.making import sessions_of
from directory.services.cards.projection import is_public
from directory.services.schedules.sessions import HELSINKI
from directory.vocabulary import Precision


def faults(activity: Activity, stored: ActivityCard | None, now: datetime) -> Iterator[tuple[str, str]]:
    """Field and problem of each fault."""
    if stored is None:
        yield "card", "missing: run flask reindex"
        return
    today = now.astimezone(HELSINKI).date()
    if stored.published != is_public(activity, today):
        yield "card", "shown or hidden against the activity's state: run flask sync-index"
    if stored.sessions_until is not None and stored.sessions_until < today:
        yield "card", f"knows no session after {stored.sessions_until}: run flask sync-index"
    card = card_from_bytes(stored.card)
    # Sessions pass by themselves; the rest changes only with the activity.
    if replace(card, sessions=()) != replace(card_of(activity, sessions_of(activity, now)), sessions=()):
        yield "card", "out of step with the activity: run flask reindex"
    for place in card.locations:
        if place.precision == Precision.HIDDEN and (place.name or place.street or place.postal_code):
            yield "card", "shows an address that is secret: run flask reindex"
    yield from _told_secrets(activity)


def _told_secrets(activity: Activity) -> Iterator[tuple[str, str]]:
    """A secret street that somebody wrote into the texts, which everybody reads."""
    streets = [place.street for place in activity.locations if place.precision == Precision.HIDDEN and place.street]
    for text in activity.texts:
        told = f"{text.title} {text.summary} {text.description} {text.how_to_join} {text.who_meets}".casefold()
        if any(street.casefold() in told for street in streets):
            yield f"texts.{text.language}", "tells the street of a secret address"
