"""In the middle of a load the server is stopped, hung, filled, emptied, refuses the keys: no question fails, every
answer is right, and afterwards the server answers again."""

import re
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from search.conditions import EVERYTHING, Tally
from search.errors import SearchError
from search.meilisearch import MeilisearchEngine
from tests.conftest import close
from tests.contract.serving import (
    MASTER,
    OwnServer,
    built,
    mastering,
    production,
    remove_index,
    rename,
    until,
)
from tests.directory.services.test_outbox import waiting
from tests.search.documents import document, entry

pytestmark = pytest.mark.meilisearch
PATHS = (
    "/fi/haku?q=surun+kohtaaminen+Lieksa",
    "/fi/haku?q=omaishoitajaryhm%C3%A4",
    "/fi/haku?q=velkaneuvonta&cost=free",
    "/sv/sok?q=ensam+%C3%A4ldre+man",
    "/en/search?q=practise+Finnish",
    "/fi/haku?kind=peer_group&place=167",
)
READERS = 3
DEGRADED = ("varajärjestelmällä", "reservsystem", "on its reserve")
ENOUGH = 2 * len(PATHS)


class Load:
    """Readers that ask again as soon as they are answered. ``right`` says what every answer must list."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.right = {path: self._ask(path)[1] for path in PATHS}
        self.answers: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(n,)) for n in range(READERS)]

    def _ask(self, path: str) -> tuple[int, list[str], bool]:
        response = self.app.test_client().get(path)
        text = response.get_data(as_text=True)
        listed = re.findall(r'type="checkbox" name="a" value="([^"]+)"', text)
        return response.status_code, listed, any(words in text for words in DEGRADED)

    def _read(self, number: int) -> None:
        while not self._stopped.is_set():
            path = PATHS[number % len(PATHS)]
            status, listed, degraded = self._ask(path)
            self.answers["embedded" if degraded else "meilisearch"] += 1
            if status != 200 or listed != self.right[path]:
                self.wrong.append(f"{path}: {status}, degraded {degraded}, {listed} for {self.right[path]}")
            number += 1

    def more_from(self, engine: str) -> None:
        """Wait for a good number of answers of an engine."""
        already = self.answers[engine]
        until(lambda: self.answers[engine] >= already + ENOUGH or bool(self.wrong), 60.0)

    @contextmanager
    def running(self) -> Iterator[None]:
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._stopped.set()
            for thread in self._threads:
                thread.join(30)
        assert not self.wrong


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    small_queue = ("--experimental-search-queue-size", "3", "--experimental-nb-searches-per-core", "2")
    made = OwnServer(tmp_path_factory.mktemp("own"), *small_queue)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def app(demo_folder: Path, tmp_path: Path, server: OwnServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setattr("search.failover.LONGEST_SECONDS", 1.0)
    monkeypatch.setattr("directory.services.finding.SAVING_SECONDS", 0.5)
    shutil.copytree(demo_folder, tmp_path, dirs_exist_ok=True)
    made = built(production(tmp_path, server, meilisearch_timeout_ms=800))
    made.config["TESTING"] = True
    yield made
    close(made)


Fault = Callable[[Flask, OwnServer], None]


def stopped(_app: Flask, server: OwnServer) -> None:
    server.stop()


def hung(_app: Flask, server: OwnServer) -> None:
    server.hang()


def removed(_app: Flask, server: OwnServer) -> None:
    remove_index(server.url)


def other_keys(_app: Flask, server: OwnServer) -> None:
    """A new master key kills every key made with the old one."""
    server.stop()
    server.start("another-master-key-of-these-tests")


def restart(_app: Flask, server: OwnServer) -> None:
    server.stop()
    server.start()


def go_on(_app: Flask, server: OwnServer) -> None:
    server.go_on()


def work(app: Flask, _server: OwnServer) -> None:
    result = app.test_cli_runner().invoke(args=["sync-index"])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("fault", "mended"), [(stopped, restart), (hung, go_on), (removed, work), (other_keys, restart)]
)
def test_no_question_fails_and_every_answer_is_right(
    app: Flask, server: OwnServer, fault: Fault, mended: Fault
) -> None:
    load = Load(app)
    with load.running():
        load.more_from("meilisearch")
        fault(app, server)
        try:
            load.more_from("embedded")
        finally:
            mended(app, server)
        load.more_from("meilisearch")


def test_its_search_queue_is_full(app: Flask, server: OwnServer) -> None:
    load, stop = Load(app), threading.Event()
    refused: list[str] = []

    def hammer() -> None:
        with mastering(server.url) as mine:
            while not stop.is_set():
                try:
                    mine.count_tokens([Tally(EVERYTHING)] * 40)
                except SearchError as error:
                    refused.append(str(error))

    hammers = [threading.Thread(target=hammer) for _ in range(12)]
    with load.running():
        load.more_from("meilisearch")
        for thread in hammers:
            thread.start()
        until(lambda: any("too_many_search_requests" in message for message in refused))
        load.more_from("embedded")
        stop.set()
        for thread in hammers:
            thread.join(30)
        load.more_from("meilisearch")


def test_its_task_queue_is_full(app: Flask, server: OwnServer) -> None:
    load = Load(app)
    finder = app.extensions["search"]
    seen = frozenset(public_id for listed in load.right.values() for public_id in listed)
    other = MeilisearchEngine(server.url, search_key=MASTER, indexer_key=MASTER, prefix="other", timeout=5)
    with load.running(), other.rebuild() as building:
        load.more_from("meilisearch")
        many = [_plain(entry(document(f"d{n}", f"Nimi {n}", body="sana " * 50))) for n in range(1000)]
        queue = building._connection.index(building._uid)  # type: ignore[attr-defined]
        for number in range(8):  # a setting in between, so that the server does not take them in as one
            queue.add_documents(many)
            queue.update_settings({"pagination": {"maxTotalHits": 2000 + number}})
        public_id = rename(app, "Kumppanuuspuisto", seen)
        assert waiting(app, "meilisearch") == 1
        assert finder.embedded.titles(["kumppanuuspuisto"], 3)
        until(lambda: _brought(app, public_id), 60.0)
    other.close()


def _plain(one: object) -> object:
    from search.meilisearch.settings import document_of

    return document_of(one)  # type: ignore[arg-type]


def _brought(app: Flask, public_id: str) -> bool:
    app.test_cli_runner().invoke(args=["sync-index"])
    titles = app.extensions["search"].engines[0].titles(["kumppanuuspuisto"], 3)
    return [title.id for title in titles] == [public_id]
