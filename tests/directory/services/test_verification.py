"""Confirming a listing: an act of its own."""

from datetime import date, timedelta

import pytest

from directory.db import Database
from directory.errors import Forbidden, InvalidChange
from directory.services import cards, verification
from directory.services.access import Actor, Grant
from tests.directory.services.cast import (
    ADMIN,
    LIEKSA,
    NOW,
    TODAY,
    coordinator,
    editor,
    noted,
    published,
    revisions_of,
)

ALL = ("times", "place", "contact", "purpose")


def test_a_confirmation_shows_on_the_card_and_leaves_the_version_alone(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        version, waiting = activity.version, noted(session, activity)
        actor = editor(activity.organisation)
        on = TODAY - timedelta(days=2)
        verification.record(session, actor, activity, method="phone", confirmed=("place", "times"), on=on, now=NOW)
        card = cards.cards(session, [activity.public_id])[activity.public_id]
        assert (card.verified_on, card.verified_by, card.verified_method) == (on, "organisation", "phone")
        assert activity.verifications[0].confirmed == ["times", "place"]
        assert activity.version == version
        assert noted(session, activity) == waiting + 1
        assert revisions_of(session, activity.id)[-1].action == "verify"


def test_the_latest_day_counts_whatever_the_order_of_writing(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        for days, actor in ((1, coordinator(LIEKSA)), (9, ADMIN)):
            on = TODAY - timedelta(days=days)
            verification.record(session, actor, activity, method="visit", confirmed=ALL, on=on, now=NOW)
        card = cards.cards(session, [activity.public_id])[activity.public_id]
        assert (card.verified_on, card.verified_by) == (TODAY - timedelta(days=1), "coordinator")


def test_the_groups_own_word_counts_as_such(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        both = Actor(grants=(Grant("editor", organisation_id=activity.organisation_id), Grant("admin")))
        made = verification.record(session, both, activity, method="login", confirmed=ALL, on=TODAY, now=NOW)
        assert made.by_role == "organisation"


@pytest.mark.parametrize(
    ("method", "confirmed", "on", "fault"),
    [
        ("rumour", ALL, TODAY, {"method": "unknown"}),
        ("phone", (), TODAY, {"confirmed": "empty"}),
        ("phone", ("everything",), TODAY, {"confirmed": "unknown"}),
        ("phone", ALL, TODAY + timedelta(days=1), {"on": "out_of_range"}),
        ("phone", ALL, date(2026, 1, 1), {"on": "out_of_range"}),
    ],
)
def test_faults(database: Database, method: str, confirmed: tuple[str, ...], on: date, fault: dict[str, str]) -> None:
    with database.write() as session:
        activity = published(session)
        with pytest.raises(InvalidChange) as caught:
            verification.record(session, ADMIN, activity, method=method, confirmed=confirmed, on=on, now=NOW)
        assert caught.value.faults == fault
        assert activity.verifications == []


def test_a_professional_confirms_nothing(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        actor = Actor(grants=(Grant("professional"),))
        with pytest.raises(Forbidden):
            verification.record(session, actor, activity, method="phone", confirmed=ALL, on=TODAY, now=NOW)
