"""Draining the outbox: what changed in the database is brought to the engines, at least once, and in order.

A row says only that an activity changed; what is indexed is what the database holds when the row is drained. So a row
may be drained twice without harm, and a process may die at any point: before the engine has taken the change in, the
row is still there; after it, draining again writes the same.
"""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from directory.db import Database
from directory.models import ActivityCard, IndexChange
from directory.models.base import utc_now
from directory.services import lexicon
from directory.services.annotating import entry_of_document
from search.codec import document_from_bytes
from search.engine import SearchEngine
from search.errors import SearchError, WriteFailed
from search.index import IndexEntry

BATCH: Final = 200  # activities brought to an engine at once
FIRST_PAUSE: Final = timedelta(seconds=2)
LONGEST_AWAY: Final = timedelta(seconds=8)  # a server that is back shall have caught up before anybody notices
LONGEST_PAUSE: Final = timedelta(minutes=5)  # for what the engine has seen and not taken in
LOCK_WAIT: Final = 1.0  # seconds an edit waits for another process that drains


@dataclass(frozen=True, slots=True)
class Drained:
    """What one drain did with one engine: activities brought, and the error that stopped it."""

    engine: str
    activities: int
    error: str = ""


def drain(
    database: Database,
    engines: Sequence[SearchEngine],
    locks: Path,
    *,
    force: bool = False,
    keep_unused: bool = False,
    batches: int | None = None,
    without: Sequence[str] = (),
) -> list[Drained]:
    """Bring every due change to the engines. An engine that fails keeps its rows for later, with a growing pause.

    ``force`` ignores the pauses; ``batches`` stops after so many of ``BATCH`` activities, so that whoever saved an edit
    does not wait for a whole import; engines named in ``without`` are left for later. Never raises for a failing
    engine. Rows of other engines are removed unless ``keep_unused``: an engine that is not in use needs a rebuild
    before it is used again.
    """
    if not keep_unused:
        _forget_unused(database, [engine.name for engine in engines])
    # The last one first: it stands in for the others and never keeps anybody waiting.
    due = [engine for engine in reversed(engines) if engine.name not in without]
    return [_drain_engine(database, engine, locks, force, batches) for engine in due]


def waiting(session: Session, engine: str) -> int:
    """How many activities wait for an engine."""
    rows = session.execute(select(IndexChange.activity_id).where(IndexChange.engine == engine).distinct())
    return len(rows.all())


@contextmanager
def alone(locks: Path, engine: str, wait: float) -> Iterator[bool]:
    """One drain or rebuild of an engine at a time on this machine; False when another one did not end in time."""
    locks.mkdir(parents=True, exist_ok=True)
    until = monotonic() + wait
    with (locks / f"{engine}.drain").open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if monotonic() > until:
                    yield False
                    return
                sleep(0.01)
            else:
                yield True
                return


def _drain_engine(database: Database, engine: SearchEngine, locks: Path, force: bool, batches: int | None) -> Drained:
    done = 0
    with database.read() as session:
        if not _due(session, engine.name, force, 1):
            return Drained(engine.name, 0)
    with alone(locks, engine.name, LOCK_WAIT) as free:
        while free and (batches is None or done < batches * BATCH):
            with database.read() as session:
                rows = _due(session, engine.name, force, BATCH)
            if not rows:
                break
            brought, error = _bring_rows(database, engine, rows)
            done += brought
            if error is not None:
                return Drained(engine.name, done, f"{type(error).__name__}: {error}")
    return Drained(engine.name, done)


def _bring_rows(
    database: Database, engine: SearchEngine, rows: Sequence[IndexChange]
) -> tuple[int, SearchError | None]:
    """Bring rows and remove them; how many activities that were, and the error of those that stay.

    What the engine refuses is brought in ever smaller parts, so that one bad document holds nothing else up.
    """
    ids = list(dict.fromkeys(row.activity_id for row in rows))
    try:
        bring(database, engine, ids, {row.activity_id: row.public_id for row in rows})
    except WriteFailed as error:
        if len(ids) == 1:
            _postpone(database, [row.id for row in rows], error)
            return 0, error
        some = set(ids[: len(ids) // 2])
        first, refused = _bring_rows(database, engine, [row for row in rows if row.activity_id in some])
        second, also = _bring_rows(database, engine, [row for row in rows if row.activity_id not in some])
        return first + second, refused or also
    except SearchError as error:
        _postpone(database, [row.id for row in rows], error)
        return 0, error
    with database.write_quietly() as session:
        session.execute(delete(IndexChange).where(IndexChange.id.in_([row.id for row in rows])))
    return len(ids), None


def bring(database: Database, engine: SearchEngine, activity_ids: Sequence[int], public_ids: dict[int, str]) -> None:
    """Make the engine hold what the database holds of these activities; again if they changed meanwhile."""
    ids = list(dict.fromkeys(activity_ids))
    before: dict[int, int] | None = None
    while True:
        with database.read() as session:
            revisions, entries = _entries(session, ids)
        if revisions == before:
            return
        deleted = [public_ids[id_] for id_ in ids if id_ not in entries]
        engine.write(list(entries.values()), deleted)
        before = revisions


def _entries(session: Session, ids: list[int]) -> tuple[dict[int, int], dict[int, IndexEntry]]:
    rows = session.execute(
        select(ActivityCard.activity_id, ActivityCard.revision, ActivityCard.document, ActivityCard.published).where(
            ActivityCard.activity_id.in_(ids)
        )
    ).all()
    added = lexicon.additions(session)
    entries = {
        row.activity_id: entry_of_document(document_from_bytes(row.document), added) for row in rows if row.published
    }
    return {row.activity_id: row.revision for row in rows}, entries


def _due(session: Session, engine: str, force: bool, limit: int) -> Sequence[IndexChange]:
    rows = select(IndexChange).where(IndexChange.engine == engine)
    if not force:
        rows = rows.where(or_(IndexChange.not_before.is_(None), IndexChange.not_before <= utc_now()))
    return session.scalars(rows.order_by(IndexChange.id).limit(limit)).all()


def _postpone(database: Database, row_ids: Sequence[int], error: Exception) -> None:
    with database.write_quietly() as session:
        for attempts in session.scalars(
            select(IndexChange.attempts).where(IndexChange.id.in_(row_ids)).distinct()
        ).all():
            session.execute(
                update(IndexChange)
                .where(IndexChange.id.in_(row_ids), IndexChange.attempts == attempts)
                .values(attempts=attempts + 1, not_before=_again(attempts, error), last_error=str(error)[:500])
            )


def _again(attempts: int, error: Exception) -> datetime:
    longest = LONGEST_PAUSE if isinstance(error, WriteFailed) else LONGEST_AWAY
    pause: timedelta = min(longest, FIRST_PAUSE * (1 << min(attempts, 10)))
    return utc_now() + pause


def _forget_unused(database: Database, names: Sequence[str]) -> None:
    unused = IndexChange.engine.not_in(names)
    with database.read() as session:
        if session.scalar(select(IndexChange.id).where(unused).limit(1)) is None:
            return
    with database.write_quietly() as session:
        session.execute(delete(IndexChange).where(unused))
