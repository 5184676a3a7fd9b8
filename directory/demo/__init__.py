"""The demo: fictional organisations, activities and contact persons in real municipalities."""

from datetime import date
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.demo.dating import dated
from directory.exchange.own.records_in import municipality_code
from directory.models import Activity, CooperationContact, Organisation

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
