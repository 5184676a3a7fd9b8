"""Changes reach the index: after every edit, after failures, and whenever a process is killed on the way."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory.models import Activity, ActivityCard, IndexChange
from directory.models.base import utc_now
from directory.services import indexing, outbox
from search.embedded import EmbeddedEngine
from search.errors import EngineUnavailable, SearchError, WriteFailed
from search.index import IndexEntry
from tests.directory.services.dying import STEPS

ROOT = Path(__file__).parents[3]


def revisions(app: Flask) -> dict[str, int]:
    with app.extensions["database"].read() as session:
        rows = session.execute(
            select(ActivityCard.public_id, ActivityCard.revision).where(ActivityCard.published.is_(True))
        )
        return {row.public_id: row.revision for row in rows}


def waiting(app: Flask, engine: str = "embedded") -> int:
    with app.extensions["database"].read() as session:
        return outbox.waiting(session, engine)


def some_activity(app: Flask) -> tuple[int, str]:
    with app.extensions["database"].read() as session:
        row = session.execute(select(ActivityCard.activity_id, ActivityCard.public_id).limit(1)).one()
        return row.activity_id, row.public_id


def rename(app: Flask, activity_id: int, title: str) -> None:
    with app.extensions["database"].write() as session:
        session.get_one(Activity, activity_id).texts[0].title = title
        indexing.changed(session, [activity_id])


def titles(app: Flask, word: str) -> list[str]:
    return [title.id for title in app.extensions["search"].embedded.titles([word], 5)]


def test_an_edit_is_found_right_after_its_commit(demo_copy: Flask) -> None:
    activity_id, public_id = some_activity(demo_copy)
    rename(demo_copy, activity_id, "Kumppanuuspuisto")
    assert titles(demo_copy, "kumppanuuspui") == [public_id]
    assert waiting(demo_copy) == 0
    assert demo_copy.extensions["search"].embedded.revisions() == revisions(demo_copy)


def test_what_is_unpublished_leaves_the_index(demo_copy: Flask) -> None:
    activity_id, public_id = some_activity(demo_copy)
    with demo_copy.extensions["database"].write() as session:
        session.get_one(Activity, activity_id).lifecycle = "ended"
        indexing.changed(session, [activity_id])
    found = demo_copy.extensions["search"].embedded.revisions()
    assert public_id not in found
    assert found == revisions(demo_copy)


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_lost_by_a_kill(demo_copy: Flask, step: str) -> None:
    _, public_id = some_activity(demo_copy)
    folder = demo_copy.extensions["settings"].data_dir
    command = [sys.executable, "-m", "tests.directory.services.dying", str(folder), public_id, step]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == (0 if step == "end" else -signal.SIGKILL), done.stderr
    outbox.drain(demo_copy.extensions["database"], [engine(demo_copy)], folder / "index", force=True)
    assert engine(demo_copy).revisions() == revisions(demo_copy)
    assert waiting(demo_copy) == 0
    assert titles(demo_copy, "kumppanuuspuisto") == ([] if step == "before commit" else [public_id])


def engine(app: Flask) -> EmbeddedEngine:
    found: EmbeddedEngine = app.extensions["search"].embedded
    return found


class Failing(EmbeddedEngine):
    """An embedded engine that takes nothing in while ``down``."""

    down = True

    def write(self, entries: Sequence[IndexEntry], deleted: Sequence[str]) -> None:
        if self.down:
            raise EngineUnavailable("no room")
        super().write(entries, deleted)


def test_a_failing_engine_keeps_its_rows_and_is_tried_again_later(demo_copy: Flask) -> None:
    database, folder = demo_copy.extensions["database"], demo_copy.extensions["settings"].index_dir
    activity_id, _ = some_activity(demo_copy)
    database.after_write.clear()
    rename(demo_copy, activity_id, "Odottava muutos")
    failing = Failing(folder / "embedded")

    [drained] = outbox.drain(database, [failing], folder)
    assert (drained.activities, drained.error) == (0, "EngineUnavailable: no room")
    with database.read() as session:
        row = session.scalars(select(IndexChange)).one()
    assert row.attempts == 1
    assert row.last_error == "no room"
    assert row.not_before is not None
    assert utc_now() < row.not_before < utc_now() + timedelta(seconds=3)

    failing.down = False
    assert outbox.drain(database, [failing], folder)[0].activities == 0
    assert outbox.drain(database, [failing], folder, force=True)[0].activities == 1
    assert waiting(demo_copy) == 0
    failing.close()


def test_one_bad_document_holds_nothing_else_up(demo_copy: Flask) -> None:
    database, folder = demo_copy.extensions["database"], demo_copy.extensions["settings"].index_dir
    database.after_write.clear()
    with database.read() as session:
        rows = session.execute(select(ActivityCard.activity_id, ActivityCard.public_id).limit(7)).all()
    for row in rows:
        rename(demo_copy, row.activity_id, f"Kumppanuuspuisto {row.public_id}")
    bad = rows[4].public_id

    class Picky(EmbeddedEngine):
        def write(self, entries: Sequence[IndexEntry], deleted: Sequence[str]) -> None:
            if bad in [entry.id for entry in entries]:
                raise WriteFailed("not this one")
            super().write(entries, deleted)

    picky = Picky(folder / "embedded")
    [drained] = outbox.drain(database, [picky], folder)
    assert (drained.activities, drained.error) == (6, "WriteFailed: not this one")
    with database.read() as session:
        assert [
            row.public_id for row in session.scalars(select(IndexChange).where(IndexChange.engine == "embedded"))
        ] == [bad]
    assert bad not in titles(demo_copy, "kumppanuuspuisto")
    assert len(demo_copy.extensions["search"].embedded.titles(["kumppanuuspuisto"], 10)) == 6
    picky.close()


@pytest.mark.parametrize(("error", "longest"), [(EngineUnavailable, 8), (WriteFailed, 300)])
def test_a_server_that_was_away_is_tried_again_soon(demo_copy: Flask, error: type[SearchError], longest: int) -> None:
    database, folder = demo_copy.extensions["database"], demo_copy.extensions["settings"].index_dir
    activity_id, _ = some_activity(demo_copy)
    database.after_write.clear()
    rename(demo_copy, activity_id, "Odottava muutos")

    class Away(EmbeddedEngine):
        def write(self, *_: object) -> None:
            raise error("away")

    away = Away(folder / "embedded")
    for _ in range(12):
        outbox.drain(database, [away], folder, force=True)
    with database.read() as session:
        row = session.scalars(select(IndexChange).where(IndexChange.engine == "embedded")).one()
    assert row.not_before is not None
    pause = (row.not_before - utc_now()).total_seconds()
    assert longest - 5 < pause <= longest


def test_an_engine_left_out_keeps_its_changes_for_later(demo_copy: Flask) -> None:
    database, folder = demo_copy.extensions["database"], demo_copy.extensions["settings"].index_dir
    activity_id, _ = some_activity(demo_copy)
    database.after_write.clear()
    rename(demo_copy, activity_id, "Odottava muutos")
    assert outbox.drain(database, [engine(demo_copy)], folder, without=("embedded",)) == []
    assert waiting(demo_copy) == 1


def test_a_change_during_the_write_is_written_too(demo_copy: Flask) -> None:
    database, folder = demo_copy.extensions["database"], demo_copy.extensions["settings"].index_dir
    activity_id, public_id = some_activity(demo_copy)
    database.after_write.clear()

    class Slow(EmbeddedEngine):
        meanwhile = True

        def write(self, entries: Sequence[IndexEntry], deleted: Sequence[str]) -> None:
            if self.meanwhile:
                self.meanwhile = False
                rename(demo_copy, activity_id, "Kumppanuuspuisto")
            super().write(entries, deleted)

    rename(demo_copy, activity_id, "Ensimmäinen muutos")
    slow = Slow(folder / "embedded")
    outbox.drain(database, [slow], folder)
    assert slow.revisions() == revisions(demo_copy)
    assert titles(demo_copy, "kumppanuuspuisto") == [public_id]
    slow.close()


def test_rows_of_engines_not_in_use_are_forgotten(demo_copy: Flask) -> None:
    activity_id, _ = some_activity(demo_copy)
    rename(demo_copy, activity_id, "Uusi")
    with demo_copy.extensions["database"].read() as session:
        assert session.scalar(select(func.count()).select_from(IndexChange)) == 0


def test_a_second_drain_at_the_same_time_leaves_the_work_to_the_first(tmp_path: Path) -> None:
    with outbox.alone(tmp_path, "embedded", 0.0) as first, outbox.alone(tmp_path, "embedded", 0.0) as second:
        assert (first, second) == (True, False)
