"""Rebuilding beside the live index: complete, current, and without effect when anything goes wrong."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from directory.models import IndexChange
from directory.services import reindexing
from directory.services.reindexing import ReindexFailed, mend, rebuild, reconcile, supply
from search.embedded import EmbeddedEngine, files
from search.embedded.engine import EmbeddedRebuild
from search.errors import IndexMissing
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


def test_an_index_of_another_form_is_never_asked_and_is_built_anew_beside(
    demo_copy: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = generations(demo_copy)
    the_version_before = engine(demo_copy)
    documents = the_version_before.stats().documents
    monkeypatch.setattr("search.embedded.files.FORM", "next")
    monkeypatch.setattr("search.embedded.files.LIVE", "live-next")
    the_new_version = EmbeddedEngine(the_version_before.root)
    with pytest.raises(IndexMissing):
        the_new_version.stats()
    client = demo_copy.test_client()
    waiting_page = client.get("/en/search?q=grief+Lieksa")
    assert waiting_page.status_code == 503
    assert waiting_page.headers["Retry-After"] == "30"
    assert "works again by itself" in waiting_page.get_data(as_text=True)
    assert 'value="grief Lieksa"' in waiting_page.get_data(as_text=True)
    assert client.get("/en/").status_code == 200

    prepared = demo_copy.test_cli_runner().invoke(args=["prepare"])
    assert prepared.exit_code == 0, prepared.output
    assert f"embedded: {documents} activities" in prepared.output
    assert client.get("/en/search?q=grief+Lieksa").status_code == 200
    assert the_new_version.stats().documents == documents
    monkeypatch.undo()
    assert the_version_before.stats().documents == documents
    assert set(old) < set(generations(demo_copy))

    monkeypatch.setattr("search.embedded.files.FORM", "next")
    monkeypatch.setattr("search.embedded.files.LIVE", "live-next")
    build(demo_copy)
    assert len(generations(demo_copy)) == 1
    assert [path.name for path in the_version_before.root.glob("live*")] == ["live-next"]
    the_new_version.close()


@pytest.mark.parametrize("damage", ["gone", "broken", "emptied", "of another form"])
def test_the_worker_builds_what_is_missing_by_itself(demo_copy: Flask, damage: str) -> None:
    root = engine(demo_copy).root
    if damage == "gone":
        shutil.rmtree(root)
    elif damage == "broken":
        for path in generations(demo_copy)[0].glob("*.store"):
            path.write_bytes(b"nonsense")
        (generations(demo_copy)[0] / "meta.json").write_text("{")
    elif damage == "emptied":
        engine(demo_copy).write([], list(revisions(demo_copy)))
    else:
        (root / files.LIVE).rename(root / "live")
    result = demo_copy.test_cli_runner().invoke(args=["sync-index"])
    assert result.exit_code == 0, result.output
    assert engine(demo_copy).revisions() == revisions(demo_copy)
    assert "activities in" not in demo_copy.test_cli_runner().invoke(args=["sync-index"]).output


def test_an_empty_directory_needs_no_index_again_and_again(app: Flask) -> None:
    finder = app.extensions["search"]
    assert supply(app.extensions["database"], finder.embedded, finder.index_dir, lambda _done, _total: None) == 0
    assert supply(app.extensions["database"], finder.embedded, finder.index_dir, lambda _done, _total: None) is None


def test_who_comes_while_the_index_is_built_finds_it_there(demo_copy: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    finder, database = demo_copy.extensions["search"], demo_copy.extensions["database"]
    answers = iter([True, False])
    monkeypatch.setattr(reindexing, "lacks_index", lambda *_: next(answers))
    assert supply(database, finder.embedded, finder.index_dir, lambda _done, _total: None) is None


def test_mending_does_not_disturb_who_writes(demo_copy: Flask) -> None:
    finder, database = demo_copy.extensions["search"], demo_copy.extensions["database"]
    engine(demo_copy).write([], list(revisions(demo_copy))[:2])
    with reindexing.alone(finder.index_dir, "embedded", 0.0):
        assert mend(database, finder.embedded, finder.index_dir) == 0
    assert mend(database, finder.embedded, finder.index_dir) == 2
    assert engine(demo_copy).revisions() == revisions(demo_copy)


def test_another_process_sees_commit_and_swap(demo_copy: Flask) -> None:
    other = EmbeddedEngine(engine(demo_copy).root)
    count = other.stats().documents
    activity_id, public_id = some_activity(demo_copy)
    rename(demo_copy, activity_id, "Kumppanuuspuisto")
    assert [title.id for title in other.titles(["kumppanuuspuisto"], 3)] == [public_id]
    build(demo_copy)
    assert other.stats().documents == count
    other.close()
