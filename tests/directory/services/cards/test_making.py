"""What a card and a search document hold, and what they never do."""

from dataclasses import replace
from datetime import date, time

import pytest

from directory.db import Database
from directory.models import ActivityCard
from directory.services import cards
from directory.services.activities import ActivityChange, ContactChange, ExceptionChange, LocationChange, RowChange
from directory.services.cards import Card
from search.codec import document_from_bytes, document_to_bytes
from search.types import Document, Place, Point
from tests.directory.services.cast import CHANGE, JOENSUU, LIEKSA, published


def made(database: Database, change: ActivityChange = CHANGE) -> tuple[Card, Document, bytes]:
    """Card and document of a published activity, and their bytes together."""
    with database.write() as session:
        activity = published(session, change)
        row = session.get_one(ActivityCard, activity.id)
        return cards.card_from_bytes(row.card), document_from_bytes(row.document), row.card + row.document


def test_the_card_says_what_the_activity_says(database: Database) -> None:
    card, _, _ = made(database)
    assert card.texts["fi"].title == "Miesten puupaja"
    assert card.texts["sv"].stale is False
    assert card.organisation_names == {"fi": "Pielisen puupaja ry"}
    assert (card.age_min, card.age_max, card.gender) == (63, None, "men")
    assert (card.phone, card.phone_name) == ("+358 50 00 136", "Pentti")
    assert [one.start.isoformat() for one in card.sessions[:2]] == [
        "2026-11-25T10:00:00+02:00",
        "2026-12-02T10:00:00+02:00",
    ]
    assert card.verified_on is None
    assert card.locations[0].street == "Sepänkatu 1"


def test_bytes_give_back_the_very_card_and_document(database: Database) -> None:
    card, document, _ = made(database)
    assert cards.card_from_bytes(cards.card_to_bytes(card)) == card
    assert document_from_bytes(document_to_bytes(document)) == document


def test_the_document_carries_codes_under_the_names_of_the_facets(database: Database) -> None:
    change = replace(CHANGE, outreach_help=("fetched_from_home",), capacity="open", referral_routes=())
    _, document, _ = made(database, change)
    assert document.codes == {
        "needs": ("loneliness",),
        "kinds": ("guided_group",),
        "target_groups": ("men",),
        "languages": ("fi",),
        "modes": ("on_site",),
        "threshold": ("no_signup",),
        "outreach_help": ("fetched_from_home",),
        "referral_routes": (),
        "accessibility": (),
        "tiers": ("volunteer",),
        "costs": ("fee",),
        "capacity": ("open",),
        "meets_at": ("door",),
    }
    assert (document.area_municipalities, document.area_counties) == ((LIEKSA,), ("14",))


def test_labels_are_there_in_three_languages_and_texts_only_in_their_own(database: Database) -> None:
    _, document, _ = made(database, replace(CHANGE, texts={"fi": CHANGE.texts["fi"]}))
    assert set(document.texts) == {"fi"}
    assert set(document.labels) == {"fi", "sv", "en"}
    assert document.texts["fi"].labels == document.labels["fi"]
    assert len(document.labels["en"]) == 3
    assert document.labels["en"] != document.labels["sv"]


def test_what_is_for_professionals_or_the_group_itself_never_comes_out(database: Database) -> None:
    _, _, raw = made(database)
    text = raw.decode()
    for secret in ("137", "Raija", "hallitus@", "Soita Pentille"):
        assert secret not in text


def test_of_a_hidden_place_only_municipality_and_a_rough_point_come_out(database: Database) -> None:
    shelter = LocationChange(
        municipality=LIEKSA,
        name="Turvakoti Suoja",
        street="Salakatu 5",
        postal_code="81700",
        lat=63.32124,
        lon=30.02345,
        precision="hidden",
        entrance_note={"fi": "Soita ovikelloa"},
    )
    card, document, raw = made(database, replace(CHANGE, locations=(shelter,)))
    for secret in ("Turvakoti Suoja", "Salakatu", "81700", "63.321", "30.023", "ovikelloa"):
        assert secret not in raw.decode()
    assert (card.locations[0].lat, card.locations[0].lon) == (63.32, 30.02)
    assert document.places == (Place(Point(63.32, 30.02), LIEKSA, "14"),)


def test_a_place_without_coordinates_has_no_point(database: Database) -> None:
    _, document, _ = made(database, replace(CHANGE, locations=(LocationChange(LIEKSA),)))
    assert document.places == (Place(None, LIEKSA, "14"),)


def test_the_phone_is_the_first_public_one_else_the_organisations(database: Database) -> None:
    by_mail = ContactChange("Anni", email="anni@paja.example")
    internal = ContactChange("Ville", phone="+358 50 00 150", audience="internal")
    second = ContactChange("Pentti", phone="+358 50 00 136")
    card, _, _ = made(database, replace(CHANGE, contacts=(by_mail, internal, second)))
    assert (card.phone, card.phone_name) == ("+358 50 00 136", "Pentti")
    card, _, raw = made(database, replace(CHANGE, contacts=(by_mail, internal)))
    assert (card.phone, card.phone_name) == ("+358 50 00 100", "")
    assert b"150" not in raw


def test_cancelled_sessions_are_on_the_card_and_not_in_the_index(database: Database) -> None:
    off = ExceptionChange(date(2026, 11, 25), "cancelled", note={"fi": "Sali on varattu"})
    row = RowChange("we", time(10), time(13), date(2026, 9, 2), exceptions=(off,))
    card, document, _ = made(database, replace(CHANGE, schedules=(row,)))
    assert (card.sessions[0].status, card.sessions[0].note) == ("cancelled", {"fi": "Sali on varattu"})
    assert document.sessions[0].start.date() == date(2026, 12, 2)


YES, NO = {"value": "yes"}, {"value": "no"}


@pytest.mark.parametrize(
    ("general", "places", "expected"),
    [
        ({"step_free": YES}, ({},), {"step_free": "yes"}),
        ({"step_free": YES}, ({"step_free": NO},), {"step_free": "no"}),
        ({}, ({"step_free": YES}, {"step_free": NO}), {"step_free": "partly"}),
        ({}, ({"step_free": YES}, {}), {"step_free": "partly"}),
        ({}, ({"step_free": NO}, {}), {}),
        ({"step_free": NO}, ({"induction_loop": YES}, {}), {"step_free": "no", "induction_loop": "partly"}),
    ],
)
def test_accessibility_over_several_places(
    database: Database, general: dict[str, object], places: tuple[dict[str, object], ...], expected: dict[str, str]
) -> None:
    locations = tuple(LocationChange(municipality=JOENSUU, accessibility=stated) for stated in places)
    card, document, _ = made(database, replace(CHANGE, accessibility=general, locations=locations))
    assert card.accessibility == expected
    assert document.codes["accessibility"] == tuple(f for f, value in expected.items() if value == "yes")
