"""Rebuilding beside the live index: complete, current, and without effect when anything goes wrong."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory.models import IndexChange
from directory.services import reindexing
from directory.services.reindexing import ReindexFailed, rebuild, reconcile
from search.embedded import EmbeddedEngine
from search.embedded.engine import EmbeddedRebuild
from tests.directory.services.test_outbox import engine, rename, revisions, some_activity, titles


def build(app: Flask, progress: Any = lambda _done, _total: None) -> int:
    finder = app.extensions["search"]
    return rebuild(app.extensions["database"], finder.embedded, finder.index_dir, progress)


def generations(app: Flask) -> list[Path]:
    return [path for path in engine(app).root.iterdir() if path.is_dir()]


def test_takes_in_everything_public_and_tells_how_far_it_is(demo_copy: Flask) -> None:
    told: list[tuple[int, int]] = []
    before = generations(demo_copy)
    documents = build(demo_copy, lambda done, total: told.append((done, total)))
    assert engine(demo_copy).revisions() == revisions(demo_copy)
    assert told[-1] == (documents, documents)
    assert len(generations(demo_copy)) == 1
    assert generations(demo_copy) != before


def test_an_edit_during_the_rebuild_is_in_the_new_index(demo_copy: Flask) -> None:
    activity_id, public_id = some_activity(demo_copy)
    demo_copy.extensions["database"].after_write.clear()

    def edit(_done: int, _total: int) -> None:
        rename(demo_copy, activity_id, "Kumppanuuspuisto")
        assert titles(demo_copy, "kumppanuuspuisto") == []

    build(demo_copy, edit)
    assert titles(demo_copy, "kumppanuuspuisto") == [public_id]
    assert engine(demo_copy).revisions() == revisions(demo_copy)
    with demo_copy.extensions["database"].read() as session:
        left = select(func.count()).select_from(IndexChange).where(IndexChange.engine == "embedded")
        assert session.scalar(left) == 0


@pytest.mark.parametrize("fault", ["count", "select"])
def test_an_index_that_is_not_right_is_thrown_away(
    demo_copy: Flask, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    before = generations(demo_copy)
    if fault == "count":
        monkeypatch.setattr(EmbeddedRebuild, "count", lambda _self: 3)
    else:
        original = EmbeddedRebuild.select
        monkeypatch.setattr(
            EmbeddedRebuild,
            "select",
            lambda self, selections: [type(found)((), found.total) for found in original(self, selections)],
        )
    with pytest.raises(ReindexFailed):
        build(demo_copy)
    assert generations(demo_copy) == before
    result = demo_copy.test_cli_runner().invoke(args=["reindex"])
    assert result.exit_code == 1


def test_does_not_start_while_somebody_else_writes(demo_copy: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reindexing, "WAIT", 0.0)
    finder = demo_copy.extensions["search"]
    with reindexing.alone(finder.index_dir, "embedded", 0.0), pytest.raises(ReindexFailed):
        build(demo_copy)


def test_reconciling_brings_over_what_differs(demo_copy: Flask) -> None:
    database, embedded = demo_copy.extensions["database"], engine(demo_copy)
    assert reconcile(database, embedded) == 0
    some = list(revisions(demo_copy))[:3]
    embedded.write([], some)
    assert reconcile(database, embedded) == 3
    assert embedded.revisions() == revisions(demo_copy)


def test_another_process_sees_commit_and_swap(demo_copy: Flask) -> None:
    other = EmbeddedEngine(engine(demo_copy).root)
    count = other.stats().documents
    activity_id, public_id = some_activity(demo_copy)
    rename(demo_copy, activity_id, "Kumppanuuspuisto")
    assert [title.id for title in other.titles(["kumppanuuspuisto"], 3)] == [public_id]
    build(demo_copy)
    assert other.stats().documents == count
    other.close()
