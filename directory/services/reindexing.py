"""Rebuilding an index beside the live one: stream, count, ask golden questions, swap, replay."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import delete, func, select

from directory.db import Database
from directory.models import ActivityCard, IndexChange
from directory.services import lexicon
from directory.services.annotating import entry_of_document
from directory.services.outbox import alone, bring, drain
from search.codec import document_from_bytes
from search.conditions import EVERYTHING, AnyOf, Selection, both
from search.engine import Rebuild, SearchEngine
from search.errors import EngineUnavailable, IndexMissing
from search.frequencies import FrequencyCounter, save
from search.index import IndexEntry

BATCH: Final = 500
GOLDEN: Final = 10  # documents that must be found by their own words before the swap
WAIT: Final = 30.0  # seconds for a drain under way to end
LONG_WAIT: Final = 900.0  # for a rebuild under way
BUSY: Final = "the {} index is being written or rebuilt by somebody else"
FREQUENCIES: Final = "frequencies.json"

Progress = Callable[[int, int], None]


class ReindexFailed(Exception):
    """The new index is not what the database says; the live one was left as it is."""


def rebuild(database: Database, engine: SearchEngine, index_dir: Path, progress: Progress) -> int:
    """Build a new index of every published activity and swap it in; returns the number of documents.

    Searches answer from the old index until the swap. Any error deletes the new one. Changes made meanwhile are in the
    new index when this returns. Raises ``ReindexFailed`` and search errors.
    """
    with alone(index_dir, engine.name, WAIT) as free:
        if not free:
            raise ReindexFailed(BUSY.format(engine.name))
        documents = _rebuild(database, engine, index_dir, progress)
    drain(database, [engine], index_dir, force=True, keep_unused=True)
    return documents


def supply(database: Database, engine: SearchEngine, index_dir: Path, progress: Progress) -> int | None:
    """Build the index of an engine that has none; the number of documents, or None when it has one.

    Who comes while somebody else builds it waits and then finds it there. Raises as ``rebuild`` does.
    """
    if not lacks_index(database, engine):
        return None
    with alone(index_dir, engine.name, LONG_WAIT) as free:
        if not free:
            raise ReindexFailed(BUSY.format(engine.name))
        if not lacks_index(database, engine):
            return None
        documents = _rebuild(database, engine, index_dir, progress)
    drain(database, [engine], index_dir, force=True, keep_unused=True)
    return documents


def lacks_index(database: Database, engine: SearchEngine) -> bool:
    """Whether there is no index of our form, it cannot be read, or it was emptied. Raises ``EngineUnavailable`` when a
    server does not answer: then nobody knows."""
    try:
        return engine.stats().documents == 0 and _published(database) > 0
    except IndexMissing:
        return True
    except EngineUnavailable:
        if engine.remote:
            raise
        return True


def mend(database: Database, engine: SearchEngine, index_dir: Path) -> int:
    """Compare the index with the database and bring over what differs; returns how many activities that were, 0 when
    somebody else is writing. Whatever went wrong before, it is right after this. Raises search errors."""
    with alone(index_dir, engine.name, 0.0) as free:
        return reconcile(database, engine) if free else 0


def _rebuild(database: Database, engine: SearchEngine, index_dir: Path, progress: Progress) -> int:
    noted = _last_noted(database, engine.name)
    documents = _build(database, engine, index_dir / FREQUENCIES, progress)
    reconcile(database, engine)
    _settle(database, engine.name, noted)
    return documents


def reconcile(database: Database, engine: SearchEngine) -> int:
    """Bring over every activity whose indexed revision is not the database's; returns how many there were."""
    indexed = engine.revisions()
    with database.read() as session:
        rows = session.execute(
            select(ActivityCard.activity_id, ActivityCard.public_id, ActivityCard.revision).where(
                ActivityCard.published.is_(True)
            )
        ).all()
    held = {row.public_id: row for row in rows}
    changed = [row for row in rows if indexed.get(row.public_id) != row.revision]
    for start in range(0, len(changed), BATCH):
        some = changed[start : start + BATCH]
        bring(database, engine, [r.activity_id for r in some], {r.activity_id: r.public_id for r in some})
    gone = [public_id for public_id in indexed if public_id not in held]
    if gone:
        engine.write([], gone)
    return len(changed) + len(gone)


def _build(database: Database, engine: SearchEngine, frequencies: Path, progress: Progress) -> int:
    counter = FrequencyCounter()
    with database.read() as session:
        added = lexicon.additions(session)
    with engine.rebuild() as building:
        total = _published(database)
        done = 0
        golden: list[IndexEntry] = []
        for batch in _batches(database, added):
            building.add(batch)
            for entry in batch:
                counter.add(entry.tokens["words"])
            golden += batch[: max(0, GOLDEN - len(golden))]
            done += len(batch)
            progress(done, total)
        building.finish()
        _check(building, done, golden)
        lexicon.save(added, frequencies.with_name(lexicon.ADDED))
        save(counter.counted(), frequencies)
        building.swap()
    return done


def _last_noted(database: Database, engine: str) -> int:
    with database.read() as session:
        last = select(func.max(IndexChange.id)).where(IndexChange.engine == engine)
        return session.execute(last).scalar_one() or 0


def _settle(database: Database, engine: str, noted: int) -> None:
    """Changes noted before the rebuild began are in the new index."""
    with database.write_quietly() as session:
        session.execute(delete(IndexChange).where(IndexChange.engine == engine, IndexChange.id <= noted))


def _published(database: Database) -> int:
    with database.read() as session:
        count = select(func.count()).select_from(ActivityCard).where(ActivityCard.published.is_(True))
        return session.execute(count).scalar_one()


def _batches(database: Database, added: lexicon.Additions) -> Iterator[list[IndexEntry]]:
    """Published documents by rising id, a short transaction per batch, so that nobody waits for the rebuild."""
    last = 0
    while True:
        with database.read() as session:
            rows = session.execute(
                select(ActivityCard.activity_id, ActivityCard.document)
                .where(ActivityCard.published.is_(True), ActivityCard.activity_id > last)
                .order_by(ActivityCard.activity_id)
                .limit(BATCH)
            ).all()
        if not rows:
            return
        last = rows[-1].activity_id
        yield [entry_of_document(document_from_bytes(row.document), added) for row in rows]


def _check(building: Rebuild, expected: int, golden: list[IndexEntry]) -> None:
    held = building.count()
    if held != expected:
        raise ReindexFailed(f"the new index holds {held} documents, {expected} were sent")
    if expected:
        [everything] = building.select([Selection(EVERYTHING, limit=1)])
        if everything.total != expected or not everything.records:
            raise ReindexFailed(f"the new index finds {everything.total} of {expected} documents")
    for entry in golden:
        by_its_words = [AnyOf("words", (word,)) for word in entry.tokens["title_words"][:3]]
        [found] = building.select([Selection(both(AnyOf("id", (entry.id,)), *by_its_words), limit=1)])
        if [(record.id, record.revision) for record in found.records] != [(entry.id, entry.revision)]:
            raise ReindexFailed(f"the new index does not find {entry.id} by the words of its own title")
