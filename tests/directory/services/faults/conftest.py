"""Faults are sought in Python, the same whatever the database: SQLite alone keeps these many tests quick."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.db import Database


@pytest.fixture
def database(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Database]:
    """An empty SQLite database of the test's own."""
    shutil.copy(migrated_sqlite, tmp_path / "directory.sqlite")
    database = Database(f"sqlite:///{tmp_path / 'directory.sqlite'}")
    yield database
    database.dispose()
