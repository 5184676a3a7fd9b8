"""A Meilisearch server of the tests' own, to be stopped, hung and started, and the demo on it."""

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from directory import create_app
from directory.models import Activity
from directory.services import indexing
from directory.services.finding import Finder, Found
from search.meilisearch import MeilisearchEngine, create_keys
from search.types import Question
from tests.conftest import MEILISEARCH_LIMITS, free_port, make_settings, wait_for
from tests.pace import slowness
from tests.relevance.evaluation import NOW

ROOT = Path(__file__).parents[2]
MASTER = "a-master-key-of-these-tests"
PREFIX = "activities"
AT_ONCE = 0.1  # seconds within which the embedded engine answers for the server
ASKED = 11


class OwnServer:
    """A server of the test's own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        binary = shutil.which("meilisearch")
        if binary is None:
            pytest.skip("no meilisearch binary on PATH: a server of the tests' own is needed to be stopped")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._command = [binary, "--http-addr", f"127.0.0.1:{self.port}", "--no-analytics", *MEILISEARCH_LIMITS]
        self._command += ["--db-path", str(folder / "db"), "--dump-dir", str(folder / "dumps"), *arguments]
        self._folder = folder
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, master: str = MASTER) -> None:
        self.process = subprocess.Popen(
            [*self._command, "--master-key", master],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(f"{self.url}/health")

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None

    def hang(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)


@contextmanager
def mastering(url: str, prefix: str = PREFIX) -> Iterator[MeilisearchEngine]:
    """An engine that may do everything, as somebody at the server may."""
    engine = MeilisearchEngine(url, search_key=MASTER, indexer_key=MASTER, prefix=prefix, timeout=5)
    yield engine
    engine.close()


def remove_index(url: str) -> None:
    """Delete the index as somebody at the server would."""
    with mastering(url) as master:
        task = master._writing.client.delete_index(master.uid)
        master._writing.client.wait_for_task(task.task_uid, timeout_in_ms=20_000)


def empty_index(url: str) -> None:
    """Delete every document as somebody at the server would."""
    with mastering(url) as master:
        task = master._writing.index(master.uid).delete_all_documents()
        master._writing.client.wait_for_task(task.task_uid, timeout_in_ms=20_000)


def production(folder: Path, server: OwnServer, **changes: Any) -> Flask:
    """The app of a data folder with Meilisearch in front and keys of least rights; its index is not built yet."""
    keys = create_keys(server.url, MASTER, PREFIX)
    values = {
        "search_engine": "meilisearch",
        "meilisearch_url": server.url,
        "meilisearch_search_key": keys.search,
        "meilisearch_indexer_key": keys.indexer,
        "meilisearch_timeout_ms": 2000,  # a busy machine shall not be taken for a slow server
    }
    return create_app(make_settings(folder, **(values | changes)))


def built(app: Flask) -> Flask:
    """The app with its index on the server."""
    result = app.test_cli_runner().invoke(args=["reindex", "--engine", "meilisearch"])
    assert result.exit_code == 0, result.output
    return app


@contextmanager
def silent_server() -> Iterator[str]:
    """Takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(20)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def worker(app: Flask) -> "subprocess.Popen[bytes]":
    """``flask sync-index --watch`` of the app's installation, as it runs in production."""
    settings = app.extensions["settings"]
    environment = os.environ | {
        "SECRET_KEY": settings.secret_key,
        "DATABASE_URL": settings.database_url,
        "DATA_DIR": str(settings.data_dir),
        "SEARCH_ENGINE": "meilisearch",
        "MEILISEARCH_URL": settings.meilisearch_url,
        "MEILISEARCH_SEARCH_KEY": settings.meilisearch_search_key,
        "MEILISEARCH_INDEXER_KEY": settings.meilisearch_indexer_key,
    }
    command = [sys.executable, "-m", "flask", "--app", "directory", "sync-index", "--watch"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def find(app: Flask, text: str = "yksinäisyys") -> Found:
    finder: Finder = app.extensions["search"]
    with app.extensions["database"].read() as session:
        return finder.find(session, Question(text=text, ui_language="fi", now=NOW))


def seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def assert_stands_in(app: Flask) -> None:
    """The embedded engine answers, at once, as ``/health`` tells. The median is judged: other programs may take the
    processor away from single questions, but a wait would be in every one of them."""
    found = find(app)
    assert (found.results.engine, found.results.degraded) == ("embedded", True)
    assert found.results.hits
    times = [seconds(lambda: find(app)) for _ in range(ASKED)]
    assert statistics.median(times) < AT_ONCE * slowness(), times
    health = app.test_client().get("/health")
    assert health.status_code == 200
    assert health.get_json()["search"]["degraded"] is True


def until(holds: Callable[[], bool], limit: float = 60.0) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + limit
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)


def rename(app: Flask, title: str, but: frozenset[str] = frozenset()) -> str:
    """Give an activity another title; its public id."""
    with app.extensions["database"].write() as session:
        published = session.query(Activity).filter_by(lifecycle="published").order_by(Activity.id)
        activity = next(one for one in published if one.public_id not in but)
        activity.texts[0].title = title
        indexing.changed(session, [activity.id])
        return activity.public_id
