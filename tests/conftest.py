"""What every test may ask for: databases, the app, a page reader that checks each page, servers, a browser."""

import os
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory import create_app, migrations
from directory.config import Settings
from directory.db import Database
from tests.done_once import done_once
from tests.pages import Page, checked_page
from tests.postgresql import EmptyDatabases

SECRET = "a secret key of the tests, of some length"
MEILISEARCH_LIMITS = ("--max-indexing-memory", "1GiB")  # as in compose.yaml: edits are quick
POSTGRESQL = os.environ.get("TEST_POSTGRESQL_URL", "")


@pytest.fixture(scope="session", autouse=True)
def thrift() -> Iterator[None]:
    """Nothing that comes out the same is worked out for each app anew; see ``tests.done_once``."""
    with done_once():
        yield


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database at the newest version, copied for each test."""
    path = tmp_path_factory.mktemp("schema") / "empty.sqlite"
    database = Database(f"sqlite:///{path}")
    migrations.upgrade(database.engine)
    database.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[EmptyDatabases]:
    """Empty databases on the server of TEST_POSTGRESQL_URL."""
    databases = EmptyDatabases(POSTGRESQL)
    yield databases
    databases.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated database of the test's own: SQLite, and PostgreSQL where TEST_POSTGRESQL_URL is set."""
    if request.param == "sqlite":
        source = request.getfixturevalue("migrated_sqlite")
        shutil.copy(source, tmp_path / "directory.sqlite")
        database = Database(f"sqlite:///{tmp_path / 'directory.sqlite'}")
        yield database
        database.dispose()
        return
    if not POSTGRESQL:
        pytest.skip("no PostgreSQL server: set TEST_POSTGRESQL_URL")
    databases: EmptyDatabases = request.getfixturevalue("postgresql")
    name = databases.take()
    database = Database(databases.url(name))
    yield database
    database.dispose()
    databases.give_back(name)


def make_settings(data_dir: Path, **changes: object) -> Settings:
    """Settings of a test's own installation in ``data_dir``."""
    values: dict[str, object] = {
        "secret_key": SECRET,
        "database_url": f"sqlite:///{data_dir / 'directory.sqlite'}",
        "data_dir": data_dir,
        "demo": True,
        "secure_cookies": False,
    }
    return Settings(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def make_app(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Callable[..., Flask]]:
    """Makes apps on an empty SQLite database; settings may be changed by name."""
    made: list[Flask] = []

    def make(**changes: object) -> Flask:
        path = tmp_path / "directory.sqlite"
        if not path.exists():
            shutil.copy(migrated_sqlite, path)
        app = create_app(make_settings(tmp_path, **changes))
        app.config["TESTING"] = True
        made.append(app)
        return app

    yield make
    for app in made:
        close(app)


@contextmanager
def app_on_copy(source: Path, folder: Path) -> Iterator[Flask]:
    """An app on a copy of a data folder, which may be written to."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    app = create_app(make_settings(folder))
    app.config["TESTING"] = True
    yield app
    close(app)


def close(app: Flask) -> None:
    """Let go of an app's files and connections."""
    app.extensions["mail"].finish()
    search = app.extensions.get("search")
    if search is not None:
        search.close()
    app.extensions["database"].dispose()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """An app on an empty database."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without pages checks, on the empty app."""
    return app.test_client()


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """A data folder with the whole demo imported and indexed; made once, copied by who writes to it."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(migrated_sqlite, folder / "directory.sqlite")
    app = create_app(make_settings(folder))
    runner = app.test_cli_runner()
    for arguments in (["load-demo", "--on", "2026-11-24"], ["reindex", "--engine", "embedded"]):
        result = runner.invoke(args=arguments)
        assert result.exit_code == 0, result.output
    close(app)
    return folder


@pytest.fixture(scope="session")
def demo(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app with the whole demo, for reading only. What a browser leaves behind there is in nobody's copy."""
    folder = tmp_path_factory.mktemp("shared-demo")
    with app_on_copy(demo_folder, folder) as app:
        yield app


@pytest.fixture
def demo_copy(demo_folder: Path, tmp_path: Path) -> Iterator[Flask]:
    """An app with the whole demo that the test may write to."""
    with app_on_copy(demo_folder, tmp_path) as app:
        yield app


@pytest.fixture(scope="session")
def peopled_folder(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the demo with its sign-ins, whose hashes take their time; made once, copied by tests."""
    folder = tmp_path_factory.mktemp("peopled")
    shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
    app = create_app(make_settings(folder))
    result = app.test_cli_runner().invoke(args=["demo-sign-ins"])
    assert result.exit_code == 0, result.output
    close(app)
    return folder


@pytest.fixture
def peopled(peopled_folder: Path, tmp_path: Path) -> Iterator[Flask]:
    """An app with the whole demo and its sign-ins that the test may write to."""
    with app_on_copy(peopled_folder, tmp_path) as app:
        yield app


@pytest.fixture
def page(demo: Flask) -> Callable[..., Page]:
    """Reads a page of the demo and checks what must hold on every page; see ``tests.pages``."""
    client = demo.test_client()

    def read(path: str, status: int = 200, **options: object) -> Page:
        return checked_page(client, path, status, **options)

    return read


@dataclass(frozen=True)
class Server:
    """A server on a loopback port."""

    url: str
    key: str = ""


def free_port() -> int:
    """A port of the loopback that is free now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(url: str, seconds: float = 60.0) -> None:
    """Wait until an address answers."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - a loopback address of the test's own
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@pytest.fixture(scope="session")
def meilisearch_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Meilisearch: MEILISEARCH_URL, or the binary on PATH started on a free port. Skips without either."""
    if url := os.environ.get("MEILISEARCH_URL"):
        yield Server(url, os.environ.get("MEILISEARCH_MASTER_KEY", ""))
        return
    binary = shutil.which("meilisearch")
    if binary is None:
        pytest.skip("no Meilisearch: set MEILISEARCH_URL or put the meilisearch binary on PATH")
    folder, port, key = tmp_path_factory.mktemp("meilisearch"), free_port(), "a-master-key-of-the-tests"
    process = subprocess.Popen(
        [
            binary,
            "--http-addr",
            f"127.0.0.1:{port}",
            "--master-key",
            key,
            "--no-analytics",
            *MEILISEARCH_LIMITS,
            "--db-path",
            str(folder / "db"),
        ],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/health")
        yield Server(f"http://127.0.0.1:{port}", key)
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def live(demo: Flask) -> Iterator[str]:
    """The demo app answering on a loopback port; gives its address."""
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", free_port(), demo, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(5)
    server.server_close()
