"""Activities as schema.org nodes."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from directory.db import Database
from directory.exchange.json_ld import activity_json_ld
from directory.services.activities import ActivityChange, LocationChange, RowChange
from directory.services.schedules import upcoming
from tests.directory.services.cast import CHANGE, JOENSUU, LIEKSA, NOW, published

ROW = CHANGE.schedules[0]


def node(database: Database, change: ActivityChange, language: str = "fi") -> dict[str, Any]:
    with database.write() as session:
        activity = published(session, change)
        sessions = upcoming(activity.schedules, NOW, limit=3)
        return activity_json_ld(
            activity, sessions, language=language, url="https://a.example/x", organisation_url="https://a.example/o"
        )


def test_a_group_with_place_and_time_is_an_event(database: Database) -> None:
    found = node(database, CHANGE, "sv")
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == "Event"
    assert found["name"] == "Träverkstad för män"
    assert found["startDate"] == "2026-11-25T10:00:00+02:00"
    assert found["eventSchedule"][0]["repeatFrequency"] == "P1W"
    assert found["eventSchedule"][0]["scheduleTimezone"] == "Europe/Helsinki"
    assert found["location"][0]["geo"] == {"@type": "GeoCoordinates", "latitude": 63.3212, "longitude": 30.0234}
    assert found["areaServed"][0]["identifier"]["value"] == LIEKSA
    assert found["isAccessibleForFree"] is False


@pytest.mark.parametrize(
    ("row", "frequency", "week"),
    [({"every_weeks": 2}, "P2W", None), ({"every_weeks": None, "nth": 1}, "P1M", 1)],
)
def test_rhythms(database: Database, row: dict[str, Any], frequency: str, week: int | None) -> None:
    changed = replace(ROW, **row)
    schedule = node(database, replace(CHANGE, schedules=(changed,)))["eventSchedule"][0]
    assert schedule["repeatFrequency"] == frequency
    assert schedule.get("byMonthWeek") == week


@pytest.mark.parametrize(
    ("modes", "mode"), [(("on_site",), "Offline"), (("online",), "Online"), (("on_site", "online"), "Mixed")]
)
def test_how_one_attends(database: Database, modes: tuple[str, ...], mode: str) -> None:
    found = node(database, replace(CHANGE, modes=modes))
    assert found["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"


def test_without_a_place_it_is_a_service_with_its_public_phone(database: Database) -> None:
    weekly = RowChange("fr", time(9), time(10), ROW.starts_on.replace(day=4))
    rare = replace(ROW, every_weeks=2)
    found = node(database, replace(CHANGE, locations=(), schedules=(weekly, rare), modes=("phone",)))
    assert found["@type"] == "Service"
    assert found["availableChannel"]["servicePhone"]["telephone"] == "+358 50 00 136"
    # Opening hours know weeks only; what is held more seldom is not claimed to be weekly.
    assert [hours["dayOfWeek"] for hours in found["hoursAvailable"]] == ["https://schema.org/Friday"]
    assert found["offers"] == {"@type": "Offer", "price": 2.5, "priceCurrency": "EUR"}
    assert found["provider"]["name"] == "Pielisen puupaja ry"


def test_a_hidden_place_is_its_municipality(database: Database) -> None:
    hidden = LocationChange(JOENSUU, "Turvatalo", "Salakatu 1", "80100", 62.6, 29.7, "hidden")
    found = node(database, replace(CHANGE, locations=(hidden,)))
    assert found["location"] == [
        {
            "@type": "Place",
            "name": "Joensuu",
            "address": {"@type": "PostalAddress", "addressLocality": "Joensuu", "addressCountry": "FI"},
        }
    ]


def test_an_approximate_place_has_no_point(database: Database) -> None:
    wide = replace(CHANGE.locations[0], precision="approximate")
    assert "geo" not in node(database, replace(CHANGE, locations=(wide,)))["location"][0]


def test_free_of_charge_is_an_offer_of_nothing(database: Database) -> None:
    free = replace(CHANGE, cost="free", cost_amount=None, locations=(), schedules=())
    assert node(database, free)["offers"]["price"] == 0


def test_national_serves_the_country(database: Database) -> None:
    national = replace(CHANGE, area_level="national", area_municipalities=())
    assert node(database, national)["areaServed"] == [{"@type": "Country", "name": "FI"}]
