"""While the server is stopped, hung, emptied or refuses the key, the embedded engine answers at once; afterwards the
server catches up by itself."""

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from directory import create_app
from search.conditions import EVERYTHING, Selection
from search.errors import EngineUnavailable, IndexMissing
from search.meilisearch import MeilisearchEngine
from tests.conftest import close, free_port, make_settings
from tests.contract.serving import (
    AT_ONCE,
    PREFIX,
    OwnServer,
    assert_stands_in,
    built,
    empty_index,
    find,
    production,
    remove_index,
    rename,
    seconds,
    silent_server,
    until,
    worker,
)
from tests.pace import slowness
from tests.search.documents import document, entry

pytestmark = pytest.mark.meilisearch


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    made = OwnServer(tmp_path_factory.mktemp("own"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def app(demo_folder: Path, tmp_path: Path, server: OwnServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The demo on both engines, with keys of least rights."""
    monkeypatch.setattr("search.failover.LONGEST_SECONDS", 1.0)
    shutil.copytree(demo_folder, tmp_path, dirs_exist_ok=True)
    made = built(production(tmp_path, server))
    yield made
    close(made)


def test_stopped_and_back_again_with_what_was_edited_meanwhile(app: Flask, server: OwnServer) -> None:
    before = find(app).results
    assert (before.engine, before.degraded) == ("meilisearch", False)
    finder = app.extensions["search"]
    watching = worker(app)
    try:
        server.stop()
        first = seconds(lambda: find(app))
        assert_stands_in(app)
        # A refused connection is no wait, and it is asked before the breaker opens.
        assert first < AT_ONCE * 2 * slowness()
        assert [hit.id for hit in find(app).results.hits] == [hit.id for hit in before.hits]
        public_id = rename(app, "Kumppanuuspuisto")
        assert [title.id for title in finder.embedded.titles(["kumppanuuspuisto"], 3)] == [public_id]
        server.start()
        until(lambda: [title.id for title in finder.engines[0].titles(["kumppanuuspuisto"], 3)] == [public_id])
        assert finder.engines[0].revisions() == finder.embedded.revisions()
        until(lambda: not find(app).results.degraded)
        assert app.test_client().get("/health").get_json()["search"]["degraded"] is False
    finally:
        watching.kill()
        watching.wait(10)
        if server.process is None:  # the next test needs it, whatever became of this one
            server.start()


def test_its_index_is_removed_and_built_again_by_the_worker(app: Flask, server: OwnServer) -> None:
    remove_index(server.url)
    with pytest.raises(IndexMissing):
        app.extensions["search"].engines[0].select([Selection(EVERYTHING)])
    assert_stands_in(app)
    result = app.test_cli_runner().invoke(args=["sync-index"])
    assert "meilisearch: 280 activities" in result.output
    until(lambda: not find(app).results.degraded)


def test_its_index_is_empty(app: Flask, server: OwnServer) -> None:
    empty_index(server.url)
    assert_stands_in(app)
    app.test_cli_runner().invoke(args=["sync-index"])
    until(lambda: not find(app).results.degraded)


def test_suggestions_are_not_dark_either(app: Flask, server: OwnServer) -> None:
    empty_index(server.url)
    assert [s.kind for s in app.extensions["search"].suggest("ukkojen verst", "fi")][:1] == ["activity"]


def test_before_the_first_import_nothing_stands_in_for_anything(
    tmp_path: Path, migrated_sqlite: Path, server: OwnServer
) -> None:
    shutil.copy(migrated_sqlite, tmp_path / "directory.sqlite")
    app = production(tmp_path, server)
    assert app.test_cli_runner().invoke(args=["reindex"]).exit_code == 0
    assert find(app).results.degraded is False
    close(app)


def test_a_wrong_key(app: Flask, server: OwnServer) -> None:
    wrong = MeilisearchEngine(server.url, search_key="wrong", indexer_key="wrong", prefix=PREFIX, timeout=5)
    with pytest.raises(EngineUnavailable):
        wrong.select([Selection(EVERYTHING)])
    with pytest.raises(EngineUnavailable):
        wrong.write([entry(document("aa", "Nimi"))], [])
    app.extensions["search"].failover.first = wrong
    assert_stands_in(app)
    wrong.close()


@pytest.fixture
def alone(demo_folder: Path, tmp_path: Path) -> Iterator[Any]:
    """Makes apps of the demo whose server is somewhere else."""
    shutil.copytree(demo_folder, tmp_path, dirs_exist_ok=True)
    made: list[Flask] = []

    def make(url: str, timeout_ms: int = 800) -> Flask:
        settings = make_settings(
            tmp_path, search_engine="meilisearch", meilisearch_url=url, meilisearch_timeout_ms=timeout_ms
        )
        made.append(create_app(settings))
        made[-1].extensions["search"].embedded.select([Selection(EVERYTHING)])
        made[-1].extensions["search"].searcher().plan  # noqa: B018 - reads the lexicon, which is no part of an answer
        return made[-1]

    yield make
    for app in made:
        close(app)


def test_a_refused_connection_costs_nothing(alone: Any) -> None:
    app = alone(f"http://127.0.0.1:{free_port()}")
    find(app, "lukemaan")
    app.extensions["search"].failover.breaker.succeeded()
    assert seconds(lambda: find(app)) < AT_ONCE * 2 * slowness()
    assert_stands_in(app)


def test_a_server_that_hangs_costs_one_timeout_in_all_and_only_once(alone: Any) -> None:
    with silent_server() as url:
        app = alone(url)
        first = seconds(lambda: find(app))
        assert 0.8 <= first < 1.3
        assert_stands_in(app)


def test_a_name_that_is_never_looked_up_costs_no_more(alone: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    really = socket.getaddrinfo

    def looking_up(host: Any, *arguments: Any, **named: Any) -> Any:
        if host == "search.internal":
            released.wait(20)
        return really("127.0.0.1", *arguments, **named)

    monkeypatch.setattr(socket, "getaddrinfo", looking_up)
    app = alone("http://search.internal:7700", timeout_ms=300)
    try:
        assert 0.3 <= seconds(lambda: find(app)) < 0.8
        assert_stands_in(app)
    finally:
        released.set()


def test_who_saves_an_edit_waits_neither(alone: Any) -> None:
    with silent_server() as url:
        app = alone(url)
        waited = seconds(lambda: rename(app, "Ensimmäinen"))
        assert waited < 3.5
        find(app)
        assert seconds(lambda: rename(app, "Kumppanuuspuisto")) < 1.0
        assert app.extensions["search"].embedded.titles(["kumppanuuspuisto"], 3)


def test_records_that_are_at_hand_are_not_sent(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    finder = app.extensions["search"]
    server = finder.engines[0]
    asked: list[int] = []
    really = server._reader.records

    def counted(ids: Any) -> Any:
        asked.append(len(ids))
        return really(ids)

    monkeypatch.setattr(server._reader, "records", counted)
    [all_at_hand] = server.select([Selection(EVERYTHING, limit=50)])
    assert (len(all_at_hand.records), sum(asked)) == (50, 0)

    changed = {record.id for record in all_at_hand.records[:3]}
    finder.embedded.write([], list(changed))
    server._reader._cache._kept.clear()
    [three_sent] = server.select([Selection(EVERYTHING, limit=50)])
    assert ([r.id for r in three_sent.records], sum(asked)) == ([r.id for r in all_at_hand.records], 3)

    monkeypatch.setattr(server._reader, "_stored", lambda ids: dict.fromkeys(ids, (0, all_at_hand.records[0])))
    server._reader._cache._kept.clear()
    [other_versions] = server.select([Selection(EVERYTHING, limit=50)])
    assert [r.id for r in other_versions.records] == [r.id for r in all_at_hand.records]
    assert sum(asked) == 53
