"""``flask import``, second half: write what holds, in batches, and bring the cards along."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.exchange.own.importing import Checked, Progress, Record
from directory.exchange.own.loading import WITH_PARTS
from directory.exchange.own.records_in import fill_activity, fill_organisation
from directory.exchange.own.records_out import activity_content, organisation_record
from directory.models import Activity, Organisation, Provenance, Revision
from directory.services import indexing

SOURCE: Final = "json"
BATCH: Final = 500
# Confirmations are added to, never taken back by a file; they are no difference in content.
CONFIRMATIONS: Final = ("verified_on", "verifications")
ProvenanceOf = Callable[[Record, str, datetime], list[Provenance]]


@dataclass(slots=True)
class Counts:
    """What an import did. ``kept`` were edited here after their last import and stay as they are."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """An activity that an earlier import brought, or that has this import id."""

    id: int
    fingerprint: str
    edited: bool


def write(
    session: Session,
    checked: Checked,
    *,
    now: datetime,
    progress: Progress = lambda _n: None,
    source: str = SOURCE,
    provenance_of: ProvenanceOf | None = None,
    overwrite: bool = False,
) -> Counts:
    """Write what holds. A record that says what is here already changes nothing. Does not commit.

    What was edited here after its last import is kept, unless ``overwrite``. ``provenance_of`` tells where a record
    came from, given its fingerprint; by default one row for the whole.
    """
    writing = _Writing(session, now, source, provenance_of or _whole, overwrite=overwrite)
    writing.organisations(checked.organisations)
    for batch in _batches(checked.activities()):
        writing.activities(batch)
        progress(len(batch))
    return writing.counts


class _Writing:
    """One import."""

    def __init__(
        self, session: Session, now: datetime, source: str, provenance_of: ProvenanceOf, *, overwrite: bool
    ) -> None:
        self.session = session
        self.now = now
        self.source = source
        self.provenance_of = provenance_of
        self.overwrite = overwrite
        self.counts = Counts()
        self.organisation_ids: dict[str, int] = {}

    def organisations(self, records: Sequence[Record]) -> None:
        rows = self.session.scalars(select(Organisation).where(Organisation.import_id.is_not(None)))
        known = {str(organisation.import_id): organisation for organisation in rows}
        new = [record for record in records if record["id"] not in known]
        renamed = [record for record in records if record["id"] in known and self._differs(known[record["id"]], record)]
        self.counts.added += len(new)
        self.counts.changed += len(renamed)
        self.counts.unchanged += len(records) - len(new) - len(renamed)
        for record in (*new, *renamed):
            organisation = known.setdefault(record["id"], Organisation(created_at=self.now))
            fill_organisation(organisation, record)
            organisation.updated_at = self.now
        self.session.add_all([known[record["id"]] for record in new])
        self.session.flush()
        for record in (*new, *renamed):
            parent = known.get(record.get("parent") or "")
            if (parent_id := parent.id if parent else None) != known[record["id"]].parent_id:
                known[record["id"]].parent_id = parent_id
        self.session.flush()
        self.organisation_ids = {import_id: organisation.id for import_id, organisation in known.items()}
        shown = [known[record["id"]].id for record in renamed]
        self.session.expunge_all()
        # The organisation's name stands on the cards of its activities.
        affected = select(Activity.id).where(Activity.organisation_id.in_(shown))
        indexing.changed(self.session, self.session.scalars(affected).all(), now=self.now)

    @staticmethod
    def _differs(organisation: Organisation, record: Record) -> bool:
        would_be = Organisation()
        fill_organisation(would_be, record)
        parent = {"parent": record["parent"]} if record.get("parent") else {}
        return organisation_record(organisation) != organisation_record(would_be) | parent

    def activities(self, batch: Sequence[Record]) -> None:
        known = self._known([record["id"] for record in batch])
        prints = {record["id"]: _fingerprint(record) for record in batch}
        fresh = [record for record in batch if record["id"] not in known]
        other = [r for r in batch if r["id"] in known and known[r["id"]].fingerprint != prints[r["id"]]]
        self.counts.unchanged += len(batch) - len(fresh) - len(other)
        touched: list[tuple[Activity, dict[str, Any]]] = []
        for record in fresh:
            activity = Activity(created_at=self.now)
            self._fill(activity, record, prints[record["id"]])
            touched.append((activity, {}))
        self.session.add_all([activity for activity, _ in touched])
        self.counts.added += len(fresh)
        if other:
            touched += self._change(other, known, prints)
        self.session.flush()
        self._note(touched)
        indexing.changed(self.session, [activity.id for activity, _ in touched], now=self.now)
        # Keeps memory level: nothing of an earlier batch is needed again.
        self.session.flush()
        self.session.expunge_all()

    def _known(self, import_ids: list[str]) -> dict[str, _Known]:
        rows = self.session.execute(
            select(Activity.id, Activity.import_id, Activity.updated_at, Provenance.fingerprint, Provenance.imported_at)
            .outerjoin(Provenance, (Provenance.activity_id == Activity.id) & (Provenance.source == self.source))
            .where(Activity.import_id.in_(import_ids))
        )
        return {
            str(row.import_id): _Known(
                row.id, row.fingerprint or "", row.imported_at is not None and row.updated_at > row.imported_at
            )
            for row in rows
        }

    def _change(
        self, records: Sequence[Record], known: Mapping[str, _Known], prints: Mapping[str, str]
    ) -> list[tuple[Activity, dict[str, Any]]]:
        ids = [known[record["id"]].id for record in records]
        rows = self.session.scalars(select(Activity).where(Activity.id.in_(ids)).options(*WITH_PARTS))
        stored = {activity.import_id: activity for activity in rows}
        changed: list[tuple[Activity, dict[str, Any]]] = []
        for record in records:
            activity = stored[record["id"]]
            changes = self._changes(activity, record)
            if not changes:
                self.counts.unchanged += 1
            elif known[record["id"]].edited and not self.overwrite:
                self.counts.kept += 1
            else:
                self.counts.changed += 1
                changed.append((activity, changes))
        for activity, _ in changed:
            # Uniqueness of (activity, language) needs the old texts gone before the new ones come.
            activity.texts = []
            activity.provenance = [row for row in activity.provenance if not row.source.startswith(self.source)]
        self.session.flush()
        by_id = {record["id"]: record for record in records}
        for activity, _ in changed:
            self._fill(activity, by_id[str(activity.import_id)], prints[str(activity.import_id)])
        return changed

    def _changes(self, activity: Activity, record: Record) -> dict[str, Any]:
        would_be = Activity()
        fill_activity(would_be, record)
        before, after = activity_content(activity), activity_content(would_be)
        changes = {
            key: [before.get(key), after.get(key)]
            for key in before | after
            if key not in CONFIRMATIONS and before.get(key) != after.get(key)
        }
        if activity.organisation_id != self.organisation_ids[record["organisation"]]:
            changes["organisation"] = [activity.organisation.import_id, record["organisation"]]
        there = {(v.verified_on, v.by_role, v.method) for v in activity.verifications}
        new = [v for v in would_be.verifications if (v.verified_on, v.by_role, v.method) not in there]
        return changes | ({"verified_on": [None, str(max(v.verified_on for v in new))]} if new else {})

    def _fill(self, activity: Activity, record: Record, fingerprint: str) -> None:
        activity.organisation_id = self.organisation_ids[record["organisation"]]
        activity.updated_at = self.now
        fill_activity(activity, record)
        activity.provenance += self.provenance_of(record, fingerprint, self.now)

    def _note(self, touched: Iterable[tuple[Activity, dict[str, Any]]]) -> None:
        self.session.add_all(
            Revision(
                subject_type="activity",
                subject_id=activity.id,
                actor_role="import",
                action="changed" if changes else "imported",
                changes=changes,
                at=self.now,
            )
            for activity, changes in touched
        )


def _whole(record: Record, fingerprint: str, now: datetime) -> list[Provenance]:
    return [
        Provenance(field_group="all", source=SOURCE, source_id=record["id"], fingerprint=fingerprint, imported_at=now)
    ]


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(records, BATCH)):
        yield batch


def _fingerprint(record: Record) -> str:
    return hashlib.sha256(orjson.dumps(record, option=orjson.OPT_SORT_KEYS)).hexdigest()
