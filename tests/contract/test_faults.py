"""A real server that stops, hangs, loses its index, fills up or is asked with a wrong key: search never goes dark."""

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from directory import create_app
from directory.models import Activity
from directory.services import indexing, outbox
from directory.services.finding import Finder, Found
from search.conditions import EVERYTHING, Selection
from search.errors import EngineUnavailable, IndexMissing, WriteFailed
from search.meilisearch import MeilisearchEngine, create_keys
from search.types import Question
from tests.conftest import close, free_port, make_settings, wait_for
from tests.relevance.evaluation import NOW
from tests.search.documents import document, entry

pytestmark = pytest.mark.meilisearch
MASTER = "a-master-key-of-these-tests"
ANSWERS_WITHIN = 0.5  # seconds; the promise is 0.1, test machines are busy


class OwnServer:
    """A server of the test's own, to be stopped and started."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        binary = shutil.which("meilisearch")
        if binary is None:
            pytest.skip("no meilisearch binary on PATH: a server of the tests' own is needed to be stopped")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._command = [binary, "--http-addr", f"127.0.0.1:{self.port}", "--master-key", MASTER, "--no-analytics"]
        self._command += ["--db-path", str(folder / "db"), "--dump-dir", str(folder / "dumps"), *arguments]
        self._folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            self._command, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for(f"{self.url}/health")

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    made = OwnServer(tmp_path_factory.mktemp("own"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def app(demo_folder: Path, tmp_path: Path, server: OwnServer) -> Iterator[Flask]:
    """The demo on both engines, with keys of least rights."""
    shutil.copytree(demo_folder, tmp_path, dirs_exist_ok=True)
    keys = create_keys(server.url, MASTER, "activities")
    made = create_app(
        replace(
            make_settings(tmp_path),
            search_engine="meilisearch",
            meilisearch_url=server.url,
            meilisearch_search_key=keys.search,
            meilisearch_indexer_key=keys.indexer,
            meilisearch_timeout_ms=2000,
        )
    )
    result = made.test_cli_runner().invoke(args=["reindex", "--engine", "meilisearch"])
    assert result.exit_code == 0, result.output
    yield made
    close(made)


def find(app: Flask, text: str = "yksinäisyys") -> Found:
    finder: Finder = app.extensions["search"]
    with app.extensions["database"].read() as session:
        return finder.find(session, Question(text=text, ui_language="fi", now=NOW))


def assert_stands_in(app: Flask) -> None:
    find(app)
    began = time.monotonic()
    found = find(app)
    assert time.monotonic() - began < ANSWERS_WITHIN
    assert (found.results.engine, found.results.degraded) == ("embedded", True)
    assert found.results.hits
    assert app.extensions["search"].health()["degraded"] is True


def rename(app: Flask, title: str) -> str:
    with app.extensions["database"].write() as session:
        activity = session.query(Activity).filter_by(lifecycle="published").first()
        assert activity is not None
        activity.texts[0].title = title
        indexing.changed(session, [activity.id])
        return activity.public_id


def drain(app: Flask) -> list[outbox.Drained]:
    finder: Finder = app.extensions["search"]
    return outbox.drain(app.extensions["database"], finder.engines, finder.index_dir, force=True)


def test_stopped_in_the_middle_and_back_again(app: Flask, server: OwnServer) -> None:
    before = find(app).results
    assert (before.engine, before.degraded) == ("meilisearch", False)
    server.stop()
    try:
        assert_stands_in(app)
        assert {hit.id for hit in find(app).results.hits} == {hit.id for hit in before.hits}
        public_id = rename(app, "Kumppanuuspuisto")
        finder: Finder = app.extensions["search"]
        assert [title.id for title in finder.embedded.titles(["kumppanuuspuisto"], 3)] == [public_id]
    finally:
        server.start()
    assert [drained.error for drained in drain(app)] == ["", ""]
    assert [title.id for title in finder.engines[0].titles(["kumppanuuspuisto"], 3)] == [public_id]
    finder.failover.breaker.succeeded()
    assert find(app).results.degraded is False


def test_its_index_is_removed(app: Flask, server: OwnServer) -> None:
    master = MeilisearchEngine(server.url, search_key=MASTER, indexer_key=MASTER, prefix="activities", timeout=5)
    task = master._writing.client.delete_index("activities")
    master._writing.client.wait_for_task(task.task_uid)
    with pytest.raises(IndexMissing):
        app.extensions["search"].engines[0].select([Selection(EVERYTHING)])
    assert_stands_in(app)
    master.close()


def test_its_index_is_empty(app: Flask, server: OwnServer) -> None:
    master = MeilisearchEngine(server.url, search_key=MASTER, indexer_key=MASTER, prefix="activities", timeout=5)
    task = master._writing.index("activities").delete_all_documents()
    master._writing.client.wait_for_task(task.task_uid)
    assert_stands_in(app)
    master.close()


def test_a_wrong_key(app: Flask, server: OwnServer) -> None:
    wrong = MeilisearchEngine(server.url, search_key="wrong", indexer_key="wrong", prefix="activities", timeout=5)
    with pytest.raises(EngineUnavailable):
        wrong.select([Selection(EVERYTHING)])
    with pytest.raises(EngineUnavailable):
        wrong.write([entry(document("aa", "Nimi"))], [])
    app.extensions["search"].failover.first = wrong
    assert_stands_in(app)
    wrong.close()


def test_keys_can_do_no_more_than_they_must(app: Flask, server: OwnServer) -> None:
    keys = create_keys(server.url, MASTER, "activities")
    assert create_keys(server.url, MASTER, "activities") == keys
    searching = MeilisearchEngine(
        server.url, search_key=keys.search, indexer_key=keys.search, prefix="activities", timeout=5
    )
    with pytest.raises(EngineUnavailable):
        searching.write([entry(document("aa", "Nimi"))], [])
    elsewhere = MeilisearchEngine(
        server.url, search_key=keys.search, indexer_key=keys.indexer, prefix="other", timeout=5
    )
    with pytest.raises(EngineUnavailable):
        elsewhere.select([Selection(EVERYTHING)])
    with pytest.raises(EngineUnavailable):
        create_keys(server.url, "not the master key", "activities")
    searching.close()
    elsewhere.close()


def test_a_failed_task_is_noticed(app: Flask) -> None:
    engine = app.extensions["search"].engines[0]
    broken = replace(entry(document("aa", "Nimi")), id="not an id!")
    with pytest.raises(WriteFailed):
        engine.write([broken], [])


def test_a_full_queue(demo_folder: Path, tmp_path: Path) -> None:
    server = OwnServer(tmp_path, "--experimental-search-queue-size", "1", "--experimental-nb-searches-per-core", "1")
    server.start()
    errors: list[Exception] = []
    try:
        filler = MeilisearchEngine(server.url, search_key=MASTER, indexer_key=MASTER, prefix="activities", timeout=5)
        with filler.rebuild() as building:
            building.add([entry(document(f"d{n}", f"Nimi {n}", body="sana " * 50)) for n in range(2000)])
            building.finish()
            building.swap()

        def hammer() -> None:
            mine = MeilisearchEngine(server.url, search_key=MASTER, indexer_key=MASTER, prefix="activities", timeout=5)
            for _ in range(20):
                try:
                    mine.count_tokens([EVERYTHING] * 100)
                except EngineUnavailable as error:
                    errors.append(error)
            mine.close()

        threads = [threading.Thread(target=hammer) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        filler.close()
    finally:
        server.stop()
    assert any("too_many_search_requests" in str(error) for error in errors)


@contextmanager
def silent_server() -> Iterator[str]:
    """Takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(20)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_server_that_hangs_costs_one_timeout_and_no_more(demo_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(demo_folder, tmp_path, dirs_exist_ok=True)
    with silent_server() as url:
        app = create_app(
            replace(
                make_settings(tmp_path), search_engine="meilisearch", meilisearch_url=url, meilisearch_timeout_ms=300
            )
        )
        began = time.monotonic()
        assert find(app).results.degraded
        assert time.monotonic() - began > 0.3
        assert_stands_in(app)
        close(app)


def test_keys_are_made_at_the_command_line(app: Flask, server: OwnServer) -> None:
    result = app.test_cli_runner().invoke(args=["search", "setup", "--master-key", MASTER])
    assert result.exit_code == 0, result.output
    keys = create_keys(server.url, MASTER, "activities")
    assert result.output == f"MEILISEARCH_SEARCH_KEY={keys.search}\nMEILISEARCH_INDEXER_KEY={keys.indexer}\n"
    refused = app.test_cli_runner().invoke(args=["search", "setup", "--master-key", "wrong"])
    assert refused.exit_code == 1
