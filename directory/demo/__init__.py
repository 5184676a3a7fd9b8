"""The demo: fictional organisations, activities and contact persons in real municipalities."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.demo.dating import dated
from directory.exchange.own.records_in import municipality_code
from directory.models import Activity, CooperationContact, Organisation, ShelfItem, Workplace

FOLDER = Path(__file__).parent
DATA = FOLDER / "demo.json"


def records(day: date) -> dict[str, Any]:
    """Organisations and activities in the own format, with dates as of a day."""
    return dated(orjson.loads(DATA.read_bytes()), day)


def may_be_loaded(session: Session) -> bool:
    """Whether nothing but the demo stands in the database: real listings and fictional ones must not mix."""
    raw = orjson.loads(DATA.read_bytes())
    known = {record["id"] for record in raw["organisations"]}
    others = session.scalar(
        select(func.count())
        .select_from(Activity)
        .join(Organisation)
        .where(Organisation.import_id.is_(None) | Organisation.import_id.not_in(known))
    )
    return not others


def load_cooperation_contacts(session: Session) -> int:
    """Add the fictional contact persons where none is named; returns how many were added."""
    rows = orjson.loads((FOLDER / "cooperation_contacts.json").read_bytes())
    known = {tuple(row) for row in session.execute(select(CooperationContact.municipality, CooperationContact.county))}
    added = 0
    for row in rows:
        municipality = municipality_code(row["municipality"]) if "municipality" in row else None
        county = row.get("county")
        if (municipality, county) in known:
            continue
        fields = {key: row[key] for key in ("name", "role", "phone", "email", "languages", "hours")}
        session.add(CooperationContact(municipality=municipality, county=county, **fields))
        added += 1
    return added


def fill_shelf(session: Session, place: Workplace, signature: str, *, now: datetime) -> int:
    """Put the demo's fictional entries on a new workplace's shelf; returns how many."""
    rows = orjson.loads((FOLDER / "shelf.json").read_bytes())
    wanted = [row["activity"] for row in rows]
    found = session.execute(select(Activity.import_id, Activity.id).where(Activity.import_id.in_(wanted)))
    ids = {row.import_id: row.id for row in found}
    place.folders = list(dict.fromkeys(row["folder"] for row in rows if row["folder"]))
    for row in rows:
        if row["activity"] not in ids:
            continue
        at = now - timedelta(days=row["days_ago"])
        note = row["note"]
        session.add(
            ShelfItem(
                workplace_id=place.id,
                activity_id=ids[row["activity"]],
                folder=row["folder"],
                note=note,
                noted_by=signature if note else "",
                noted_at=at if note else None,
                added_at=at,
            )
        )
    session.flush()
    return len(ids)
