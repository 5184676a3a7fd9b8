"""Small records of the own format that hold; tests change one thing at a time."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from directory.db import Database
from directory.exchange.own import importing, writing
from directory.exchange.own.reading import entries_of

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
Record = dict[str, Any]


def organisation(**changes: Any) -> Record:
    """An association of Lieksa."""
    record: Record = {
        "id": "kotikulma",
        "name": {"fi": "Kotikulma ry", "sv": "Hemhörnan rf"},
        "sectors": ["older_people"],
        "type": "association",
        "home_municipality": "Lieksa",
        "business_id": None,
        "stea_funded": True,
        "website": "https://kotikulma.example",
        "email": "posti@kotikulma.example",
        "phone": "+358 50 00 101",
    }
    return record | changes


def row(**changes: Any) -> Record:
    """Tuesdays from 13 to 15."""
    record: Record = {
        "weekday": "tu",
        "start": "13:00",
        "end": "15:00",
        "every_weeks": 1,
        "from": "2026-09-01",
        "until": None,
    }
    return record | changes


def location(**changes: Any) -> Record:
    """The association's room."""
    record: Record = {
        "name": "Kotikulman tupa",
        "street": "Pielisentie 5",
        "postal_code": "81700",
        "municipality": "Lieksa",
        "lat": 63.3201,
        "lon": 30.0224,
        "precision": "exact",
    }
    return record | changes


def activity(**changes: Any) -> Record:
    """A weekly coffee group with one place, one row and two contacts."""
    record: Record = {
        "id": "kahviporukka",
        "organisation": "kotikulma",
        "languages": ["fi"],
        "texts": {
            "fi": {
                "title": "Kahviporukka",
                "summary": "Kahvia ja juttuseuraa tiistaisin.",
                "description": "Istutaan yhdessä.\n\nTervetuloa.",
                "how_to_join": "Tule paikalle.",
            }
        },
        "kinds": ["meeting_place"],
        "needs": ["loneliness"],
        "target_groups": ["older"],
        "modes": ["on_site"],
        "outreach_help": ["drop_in"],
        "referral_routes": ["self"],
        "accessibility": ["step_free"],
        "tier": "volunteer",
        "age_min": 60,
        "age_max": None,
        "gender": "all",
        "area": {"level": "municipal", "municipalities": ["Lieksa"]},
        "cost": {"code": "free", "amount_eur": None},
        "locations": [location()],
        "schedule": [row()],
        "contacts": [
            {"name": "Aino", "role": {"fi": "ohjaaja"}, "phone": "+358 50 00 102", "email": "", "audience": "public"},
            {"name": "Eero", "phone": "+358 50 00 103", "email": "", "audience": "professional"},
        ],
        "capacity": "open",
        "substance_free": True,
        "status": "published",
        "verified_on": "2026-10-01",
        "threshold": ["no_signup"],
        "who_meets_you": {"name": "Aino", "meets_at": "door", "texts": {"fi": "Aino on ovella."}},
        "do_before": None,
        "review_rhythm": "m6",
        "search_words": {"fi": ["kaveri"]},
    }
    return record | changes


def checked(
    *activities: Record, organisations: list[Record] | None = None, known: tuple[str, ...] = ()
) -> importing.Checked:
    """A checked file of one organisation (unless others are given) and these activities."""
    owners = [organisation()] if organisations is None else organisations
    return importing.check(entries_of({"organisations": owners, "activities": list(activities)}), known)


def write(database: Database, *activities: Record, now: datetime = NOW, **options: Any) -> writing.Counts:
    """Check and write in one unit of work; the records must hold."""
    organisations = options.pop("organisations", None)
    file = checked(*activities, organisations=organisations)
    assert not list(file.every_fault()), list(map(str, file.every_fault()))
    with database.write() as session:
        return writing.write(session, file, now=now, **options)


def count(session: Session, model: type) -> int:
    """How many rows a table has."""
    return session.query(model).count()
