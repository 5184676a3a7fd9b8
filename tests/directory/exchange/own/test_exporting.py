"""Export and import are each other's reverse: on the whole demo, and for what the demo does not have."""

from typing import Any

import orjson
import pytest

from directory.db import Database
from directory.demo import DATA
from directory.exchange.own import exporting, importing, writing
from directory.exchange.own.reading import entries_in, entries_of
from directory.models import Activity
from tests.directory.exchange.own.samples import NOW, activity, location, organisation, row, write

Exported = dict[str, list[dict[str, Any]]]


def exported(database: Database, *, hidden_addresses: bool = True) -> Exported:
    with database.read() as session:
        assert exporting.count_activities(session) == session.query(Activity).count()
        return orjson.loads(
            orjson.dumps(
                {
                    "organisations": list(exporting.organisations(session)),
                    "activities": list(exporting.activities(session, hidden_addresses=hidden_addresses)),
                }
            )
        )


def imported(database: Database, raw: Exported) -> None:
    file = importing.check(entries_of(raw), ())
    assert not list(map(str, file.every_fault()))
    with database.write() as session:
        writing.write(session, file, now=NOW)


def as_now(record: dict[str, Any]) -> dict[str, Any]:
    """The demo names one municipality that has merged since."""
    names = record["area"]["municipalities"]
    if "Pertunmaa" not in names:
        return record
    current = dict.fromkeys("Mäntyharju" if name == "Pertunmaa" else name for name in names)
    return record | {"area": record["area"] | {"municipalities": list(current)}}


def test_the_demo_comes_out_as_it_went_in(database: Database) -> None:
    file = importing.check(entries_in(DATA), ())
    with database.write() as session:
        writing.write(session, file, now=NOW)
    raw, out = orjson.loads(DATA.read_bytes()), exported(database)
    assert out["organisations"] == raw["organisations"]
    assert len(out["activities"]) == 280
    for said, found in zip(raw["activities"], out["activities"], strict=True):
        assert found == as_now(said)


RICH = activity(
    id="rikas",
    age_min=0.5,
    age_max=6.5,
    accessibility_details={"toilet": {"value": "partly", "note": {"fi": "Kynnys 3 cm."}}, "quiet": {"value": "no"}},
    area={"level": "national", "municipalities": []},
    cost={"code": "fee", "amount_eur": 12.5, "note": {"fi": "Sisältää lounaan."}},
    locations=[
        location(
            accessibility={"step_free": {"value": "yes"}},
            entrance_note={"fi": "Ovi on pihan puolella."},
            stop={"fi": "Torin pysäkki."},
        ),
        location(lat=None, lon=None, precision="approximate"),
        location(name="Turvakoti", precision="hidden", lat=63.32, lon=30.02),
    ],
    schedule=[
        row(
            breaks=[{"from": "2026-12-21", "until": "2027-01-06", "note": {"fi": "Joulutauko"}}],
            exceptions=[
                {"date": "2026-12-01", "kind": "cancelled", "note": {"fi": "Ohjaaja on lomalla."}},
                {"date": "2026-12-08", "kind": "moved", "start": "14:00", "end": "16:00"},
            ],
            not_on_public_holidays=True,
            note={"fi": "Kahvila"},
        ),
        row(start="22:00", end="01:30", ends_next_day=True, until="2027-05-25", not_on_public_holidays=False),
        {"weekday": "fr", "start": "10:00", "end": "12:00", "nth": -1, "from": "2026-11-27", "until": None},
    ],
    schedule_note={"fi": "Kesällä sovitusti."},
    capacity="starting",
    capacity_stated_on="2026-11-01",
    substance_free=None,
    status="paused",
    paused_until="2027-01-10",
    referral_routes=["professional"],
    do_before={"fi": "Soita ensin."},
    bring={"fi": "Sisäkengät."},
    verified_on="2026-11-10",
    verifications=[
        {"on": "2026-10-01", "by": "organisation", "method": None, "confirmed": []},
        {"on": "2026-11-10", "by": "coordinator", "method": "visit", "confirmed": ["times", "place"]},
    ],
)
EMPTY = activity(
    id="tyhja",
    kinds=[],
    needs=[],
    target_groups=[],
    modes=[],
    languages=[],
    accessibility=[],
    tier=None,
    capacity=None,
    cost=None,
    locations=[],
    schedule=[],
    contacts=[],
    status="draft",
    verified_on=None,
    who_meets_you=None,
    search_words={},
)


def test_what_the_demo_lacks_comes_out_too(database: Database) -> None:
    owners = [
        organisation(parent="liitto", business_id="0209602-6"),
        organisation(id="liitto", home_municipality=None, sectors=[], website="", email="", phone=""),
    ]
    write(database, RICH, EMPTY, organisations=owners)
    out = exported(database)
    assert out["organisations"] == owners
    assert out["activities"][0] == RICH
    assert out["activities"][1] == EMPTY


def test_an_export_read_into_an_empty_directory_exports_the_same(database: Database, tmp_path: Any) -> None:
    write(database, RICH, EMPTY, activity())
    first = exported(database)
    with database.write() as session:
        for table in ("activity_card", "index_change", "revision", "provenance", "verification", "contact", "location"):
            session.execute(_delete(table))
        for table in ("schedule_exception", "schedule_break", "schedule", "activity_text", "activity", "organisation"):
            session.execute(_delete(table))
    assert exported(database) == {"organisations": [], "activities": []}
    imported(database, first)
    assert exported(database) == first


def _delete(table: str) -> Any:
    from directory.models import Base

    return Base.metadata.tables[table].delete()


def test_secret_addresses_leave_only_when_asked_for(database: Database) -> None:
    secret = location(name="Turvakoti", street="Salakuja 1", precision="hidden", lat=63.3217, lon=30.0233)
    write(database, activity(locations=[secret]))
    text = orjson.dumps(exported(database, hidden_addresses=False)).decode()
    assert "Turvakoti" not in text
    assert "Salakuja" not in text
    (place,) = exported(database, hidden_addresses=False)["activities"][0]["locations"]
    assert place == {"municipality": "Lieksa", "lat": 63.32, "lon": 30.02, "precision": "hidden"}
    assert exported(database)["activities"][0]["locations"] == [secret]


@pytest.mark.parametrize("hidden", [True, False])
def test_what_was_made_here_is_exported_by_its_public_id(database: Database, *, hidden: bool) -> None:
    write(database, activity())
    with database.write() as session:
        one = session.query(Activity).one()
        one.import_id = None
    (record,) = exported(database, hidden_addresses=hidden)["activities"]
    assert record["id"] == one.public_id
