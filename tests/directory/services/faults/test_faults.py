"""Each fault of stored data is found, and nothing is found where nothing is wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory.db import Database
from directory.models import (
    Activity,
    ActivityCard,
    ActivityText,
    CooperationContact,
    IndexChange,
    Location,
    Organisation,
    ScheduleBreak,
    ScheduleException,
    Verification,
)
from directory.services import indexing
from directory.services.cards import card_from_bytes, card_to_bytes
from directory.services.faults import StoredFault, find_faults
from tests.directory.exchange.own.samples import NOW, activity, location, row, write

Change = Callable[[Activity], Any]


def faults(database: Database, now: Any = NOW) -> list[StoredFault]:
    with database.read() as session:
        return list(find_faults(session, now=now, progress=lambda _n: None))


def changed(database: Database, change: Change, **record: Any) -> list[tuple[str, str]]:
    """Faults after a change of a listing whose card was brought along."""
    write(database, activity(**record))
    with database.write() as session:
        one = session.scalars(select(Activity)).one()
        change(one)
        session.flush()
        indexing.changed(session, [one.id], now=NOW)
    return [(fault.field, fault.problem) for fault in faults(database)]


def setting(**values: Any) -> Change:
    def change(one: Activity) -> None:
        for name, value in values.items():
            setattr(one, name, value)

    return change


def test_a_sound_directory_has_none(database: Database) -> None:
    write(database, activity(), activity(id="toinen", status="draft", contacts=[]))
    told: list[int] = []
    with database.read() as session:
        assert list(find_faults(session, now=NOW, progress=told.append)) == []
    assert told == [2]


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        (setting(needs=["loneliness", "boredom"]), "needs", "unknown code boredom"),
        (setting(tier="gold"), "tier", "unknown code gold"),
        (setting(accessibility={"lift": {"value": "yes"}}), "accessibility", "lift yes is no known statement"),
        (setting(age_min=70, age_max=60), "age_min", "70 is above age_max 60"),
        (setting(cost_amount=5), "cost_amount", "5 euros, yet free of charge"),
        (setting(area_municipalities=["000"]), "area_municipalities", "000 is not a municipality"),
        (setting(area_municipalities=["588"]), "area_municipalities", "Pertunmaa merged into Mäntyharju"),
        (setting(area_level="national"), "area_level", "an area has no municipalities exactly when it is national"),
        (setting(area_municipalities=[]), "area_level", "an area has no municipalities exactly when it is national"),
        (lambda one: setattr(one.texts[0], "stale", True), "texts.fi", "the original changed after this translation"),
        (lambda one: setattr(one.texts[0], "summary", " "), "texts.fi", "title or summary is empty"),
        (
            lambda one: setattr(one.texts[0], "source_language", "sv"),
            "texts.fi",
            "translated from sv, which is not there any more",
        ),
        (
            lambda one: one.verifications.append(Verification(verified_on=date(2026, 11, 25), by_role="admin")),
            "verified_on",
            "2026-11-25 is yet to come",
        ),
        (lambda one: setattr(one.contacts[0], "phone", "ring"), "contacts.phone", "ring is not a phone number"),
        (lambda one: setattr(one.contacts[1], "email", "x@y"), "contacts.email", "x@y is not an e-mail address"),
        (
            lambda one: setattr(one.schedules[0], "ends_on", date(2026, 10, 6)),
            "schedules",
            "no session after 2026-11-24, the last row ended 2026-10-06",
        ),
        (
            lambda one: (
                setattr(one.schedules[0], "weekday", "mo") or setattr(one.schedules[0], "ends_on", date(2026, 9, 2))
            ),
            "schedules[0]",
            "never held: mo from 2026-09-01 until 2026-09-02",
        ),
        (
            lambda one: one.schedules[0].exceptions.append(
                ScheduleException(held_on=date(2026, 12, 2), kind="cancelled", note={})
            ),
            "schedules[0]",
            "cancelled on 2026-12-02, when there is no session anyway",
        ),
    ],
)
def test_each_fault_of_an_activity(database: Database, change: Change, field: str, problem: str) -> None:
    assert (field, problem) in changed(database, change)


def test_a_row_whose_breaks_cover_every_session_is_never_held(database: Database) -> None:
    def change(one: Activity) -> None:
        one.schedules[0].ends_on = date(2026, 12, 1)
        one.schedules[0].breaks.append(ScheduleBreak(starts_on=date(2026, 8, 1), ends_on=date(2026, 12, 31)))

    found = changed(database, change)
    assert ("schedules[0]", "never held: tu from 2026-09-01 until 2026-12-01") in found


def test_an_extra_session_is_no_fault(database: Database) -> None:
    def change(one: Activity) -> None:
        one.schedules[0].exceptions.append(
            ScheduleException(held_on=date(2026, 12, 2), kind="extra", start=time(10), end=time(11), note={})
        )

    assert changed(database, change) == []


def test_published_without_a_way_to_reach_anyone(database: Database) -> None:
    write(database, activity(contacts=[]))
    assert faults(database) == []
    with database.write() as session:
        owner = session.scalars(select(Organisation)).one()
        owner.phone = owner.email = owner.website = ""
    assert [f.problem for f in faults(database) if f.field == "contacts"] == ["published without a way to reach anyone"]


def test_no_texts(database: Database) -> None:
    write(database, activity())
    with database.write() as session:
        session.execute(ActivityText.__table__.delete())  # type: ignore[attr-defined]
    assert "no text in any language" in [fault.problem for fault in faults(database)]


SECRET = location(name="Turvakoti", street="Salakuja 1", precision="hidden", lat=63.32, lon=30.02)


def test_a_secret_street_in_a_text(database: Database) -> None:
    found = changed(database, lambda one: setattr(one.texts[0], "description", "Ovi: SALAKUJA 1 A"), locations=[SECRET])
    assert found == [("texts.fi", "tells the street of a secret address")]


def stored_card(session: Session, **values: Any) -> None:
    session.execute(update(ActivityCard).values(**values))


def test_a_secret_street_on_the_card(database: Database) -> None:
    write(database, activity(locations=[SECRET]))
    with database.write() as session:
        card = card_from_bytes(session.scalars(select(ActivityCard.card)).one())
        told = replace(card, locations=tuple(replace(place, street="Salakuja 1") for place in card.locations))
        stored_card(session, card=card_to_bytes(told))
    assert {fault.problem for fault in faults(database)} == {
        "out of step with the activity: run flask reindex",
        "shows an address that is secret: run flask reindex",
    }


def test_a_card_that_was_not_brought_along(database: Database) -> None:
    write(database, activity())
    with database.write() as session:
        session.execute(update(Activity).values(tier="professional"))
    assert [str(fault).split("  ")[1] for fault in faults(database)] == [
        "card: out of step with the activity: run flask reindex"
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda s: s.execute(ActivityCard.__table__.delete()), "missing: run flask reindex"),  # type: ignore[attr-defined]
        (
            lambda s: stored_card(s, published=False),
            "shown or hidden against the activity's state: run flask sync-index",
        ),
        (
            lambda s: stored_card(s, sessions_until=date(2026, 11, 1)),
            "knows no session after 2026-11-01: run flask sync-index",
        ),
    ],
)
def test_each_fault_of_a_card(database: Database, change: Callable[[Session], None], problem: str) -> None:
    write(database, activity())
    with database.write() as session:
        change(session)
    assert [(fault.field, fault.problem) for fault in faults(database)] == [("card", problem)]


def test_sessions_that_pass_are_no_fault(database: Database) -> None:
    write(database, activity(schedule=[row(until=None)]))
    assert [f for f in faults(database, NOW + timedelta(days=10)) if f.field == "card"] == []


@pytest.mark.parametrize(
    ("values", "field", "problem"),
    [
        ({"names": {}}, "names", "no name in any language"),
        ({"type": "club"}, "type", "unknown code club"),
        ({"sectors": ["space"]}, "sectors", "unknown code space"),
        ({"home_municipality": "588"}, "home_municipality", "Pertunmaa merged into Mäntyharju"),
        ({"home_municipality": "000"}, "home_municipality", "000 is not a municipality"),
        ({"business_id": "0209602-7"}, "business_id", "0209602-7 is not a Y-tunnus whose check digit holds"),
        ({"website": "kotikulma"}, "website", "kotikulma is not a web address"),
        ({"phone": "ring"}, "phone", "ring is not a phone number"),
        ({"email": "x"}, "email", "x is not an e-mail address"),
    ],
)
def test_each_fault_of_an_organisation(database: Database, values: dict[str, Any], field: str, problem: str) -> None:
    write(database)
    with database.write() as session:
        session.execute(update(Organisation).values(**values))
    assert [(fault.field, fault.problem) for fault in faults(database)] == [(field, problem)]


def test_faults_of_contact_persons(database: Database) -> None:
    with database.write() as session:
        session.add(CooperationContact(municipality="588", name="Marja", phone="ring"))
        session.add(CooperationContact(county="99", name="Riitta", phone="+358 50 00 190", email="r@alue.example"))
    assert [(fault.field, fault.problem) for fault in faults(database)] == [
        ("municipality", "Pertunmaa merged into Mäntyharju"),
        ("phone", "ring is not a phone number"),
        ("county", "99 is not a county"),
    ]


def test_changes_that_wait_for_an_index(database: Database) -> None:
    write(database, activity())
    late = NOW + timedelta(hours=2)
    with database.read() as session:
        engines = len(session.scalars(select(IndexChange)).all())
    assert len([f for f in faults(database, late) if "wait for over an hour" in f.problem]) == engines > 0
    with database.write() as session:
        session.execute(update(IndexChange).values(attempts=5, last_error="refused"))
    problems = [fault.problem for fault in faults(database) if fault.field == "index"]
    assert len(problems) == engines
    assert problems[0].endswith(": 5 tries, refused")


def test_locations_of_merged_municipalities(database: Database) -> None:
    write(database, activity())
    with database.write() as session:
        session.execute(update(Location).values(municipality="588"))
    assert ("locations", "Pertunmaa merged into Mäntyharju") in [(f.field, f.problem) for f in faults(database)]
