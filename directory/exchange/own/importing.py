"""``flask import``: check the whole file, then write it in batches, then bring the cards along."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.exchange.faults import Fault
from directory.exchange.own.checking import check_activity, check_organisation
from directory.exchange.own.records_in import fill_activity, fill_organisation
from directory.exchange.own.records_out import organisation_record
from directory.models import Activity, Organisation, Provenance
from directory.services import indexing

SOURCE: Final = "json"
BATCH: Final = 500
Record = Mapping[str, Any]
Progress = Callable[[int], None]
ProvenanceOf = Callable[[Record, str, datetime], list[Provenance]]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that does not hold: its list, its place there, the record itself and what is wrong."""

    kind: str
    index: int
    record: Any
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class Checked:
    """A file taken apart: what holds and what does not."""

    organisations: list[Record] = field(default_factory=list)
    activities: list[Record] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Counts:
    """What an import did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


def check(raw: object, known_organisations: Iterable[str], progress: Progress = lambda _n: None) -> Checked:
    """Check a whole file; ``known_organisations`` are import ids already in the directory."""
    checked = Checked()
    if not isinstance(raw, dict) or not {"organisations", "activities"} <= set(raw):
        checked.faults.append(Fault("$", type(raw).__name__, "an object with the lists organisations and activities"))
        return checked
    for key in ("organisations", "activities"):
        if not isinstance(raw[key], list):
            checked.faults.append(Fault(f"$.{key}", type(raw[key]).__name__, "a list"))
    if checked.faults:
        return checked
    seen: set[str] = set()
    for i, record in enumerate(raw["organisations"]):
        _sort_in(checked, "organisations", i, record, seen, lambda r, p: check_organisation(r, p))
    organisations = frozenset(known_organisations) | {record["id"] for record in checked.organisations}
    for i, record in enumerate(raw["activities"]):
        _sort_in(checked, "activities", i, record, seen, lambda r, p: check_activity(r, p, organisations))
        progress(1)
    return checked


def _sort_in(
    checked: Checked, kind: str, i: int, record: Any, seen: set[str], find: Callable[[Record, str], list[Fault]]
) -> None:
    path = f"{kind}[{i}]"
    if not isinstance(record, dict):
        faults = [Fault(path, repr(record)[:80], "an object")]
    else:
        faults = find(record, path)
        if isinstance(record.get("id"), str) and record["id"] in seen:
            faults.append(Fault(f"{path}.id", record["id"], "an id that no other record of the file has"))
    if faults:
        checked.rejected.append(Rejected(kind, i, record, tuple(faults)))
        checked.faults += faults
    else:
        seen.add(record["id"])
        getattr(checked, kind).append(record)


def write(
    session: Session,
    checked: Checked,
    *,
    now: datetime,
    progress: Progress = lambda _n: None,
    source: str = SOURCE,
    provenance_of: ProvenanceOf | None = None,
) -> Counts:
    """Write what holds. A record that is as it was at its last import changes nothing. Does not commit.

    ``provenance_of`` tells where a record came from, given its fingerprint; by default one row for the whole.
    """
    came_from = provenance_of or _whole
    counts = Counts()
    organisations = _write_organisations(session, checked.organisations, counts)
    for start in range(0, len(checked.activities), BATCH):
        batch = checked.activities[start : start + BATCH]
        _write_activities(session, batch, organisations, counts, now, source, came_from)
        progress(len(batch))
        # Keeps memory level: nothing of an earlier batch is needed again.
        session.flush()
        session.expunge_all()
    return counts


def _write_organisations(session: Session, records: Sequence[Record], counts: Counts) -> dict[str, int]:
    known = {o.import_id: o for o in session.scalars(select(Organisation).where(Organisation.import_id.is_not(None)))}
    for record in records:
        organisation = known.get(record["id"])
        if organisation is None:
            organisation = known[record["id"]] = Organisation()
            fill_organisation(organisation, record)
            session.add(organisation)
            counts.added += 1
            continue
        before = organisation_record(organisation)
        fill_organisation(organisation, record)
        if organisation_record(organisation) != before:
            counts.changed += 1
        else:
            session.expire(organisation)
            counts.unchanged += 1
    session.flush()
    for record in records:
        if record.get("parent"):
            known[record["id"]].parent_id = known[record["parent"]].id if record["parent"] in known else None
    session.flush()
    return {import_id: organisation.id for import_id, organisation in known.items() if import_id}


def _write_activities(
    session: Session,
    batch: Sequence[Record],
    organisations: Mapping[str, int],
    counts: Counts,
    now: datetime,
    source: str,
    provenance_of: ProvenanceOf,
) -> None:
    ids = [record["id"] for record in batch]
    known = {a.import_id: a for a in session.scalars(select(Activity).where(Activity.import_id.in_(ids)))}
    prints = {
        row.source_id: row.fingerprint
        for row in session.execute(
            select(Provenance.source_id, Provenance.fingerprint).where(
                Provenance.source == source, Provenance.source_id.in_(ids)
            )
        )
    }
    touched: list[Activity] = []
    for record in batch:
        fingerprint = _fingerprint(record)
        activity = known.get(record["id"])
        if activity is not None and prints.get(record["id"]) == fingerprint:
            counts.unchanged += 1
            continue
        if activity is None:
            activity = Activity(created_at=now)
            session.add(activity)
            counts.added += 1
        else:
            counts.changed += 1
            # Uniqueness of (activity, language) needs the old texts gone before the new ones come.
            activity.texts, activity.provenance = [], []
            session.flush()
        activity.organisation_id = organisations[record["organisation"]]
        activity.updated_at = now
        fill_activity(activity, record)
        activity.provenance = provenance_of(record, fingerprint, now)
        touched.append(activity)
    session.flush()
    indexing.changed(session, [activity.id for activity in touched], now=now)


def _whole(record: Record, fingerprint: str, now: datetime) -> list[Provenance]:
    return [
        Provenance(field_group="all", source=SOURCE, source_id=record["id"], fingerprint=fingerprint, imported_at=now)
    ]


def _fingerprint(record: Record) -> str:
    return hashlib.sha256(orjson.dumps(record, option=orjson.OPT_SORT_KEYS)).hexdigest()
