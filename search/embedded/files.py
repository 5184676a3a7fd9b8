"""The embedded index on disk: generations side by side, a pointer to the live one, one writer at a time.

``root/live-FORM`` holds the name of the live generation of that form (``search.index.FORM``) and is replaced in one
step. ``root/lock`` is locked by whoever writes. A generation is a directory with Tantivy's files and ``records``, to
which records are appended; what a crash leaves at its end is never pointed at.
"""

import fcntl
import mmap
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from search.errors import IndexMissing
from search.index import FORM

LIVE: Final = f"live-{FORM}"
RECORDS: Final = "records"


def live_generation(root: Path) -> Path:
    """The directory of the live index of our form. Raises ``IndexMissing``."""
    try:
        name = (root / LIVE).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissing("no embedded index yet") from error
    path = root / name
    if not (path / "meta.json").exists():
        raise IndexMissing("the embedded index is gone")
    return path


def new_generation(root: Path) -> Path:
    """An empty directory for a new index."""
    path = root / f"{FORM}-{secrets.token_hex(6)}"
    path.mkdir(parents=True)
    return path


def point_to(root: Path, generation: Path) -> None:
    """Make a generation the live one: readers see either the old or the new, never neither."""
    beside = root / f"{LIVE}.new"
    with beside.open("w", encoding="ascii") as file:
        file.write(generation.name)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(root / LIVE)


def drop_others(root: Path, live: Path, *, foreign: bool) -> None:
    """Delete generations of our form that are not live, and with ``foreign`` what other versions left.

    Readers that still hold them open keep their files until they let go.
    """
    for path in root.iterdir():
        ours = path.name.startswith(f"{FORM}-")
        if path.is_dir() and path != live and (ours or foreign):
            shutil.rmtree(path, ignore_errors=True)
        elif foreign and path.name.startswith("live") and path.name != LIVE:
            path.unlink(missing_ok=True)


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """One writer at a time on this machine; waits for its turn. The lock ends with the process, however it ends."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class RecordWriter:
    """Appends records to a generation's record file."""

    def __init__(self, generation: Path) -> None:
        self._file = (generation / RECORDS).open("ab")
        self._at = self._file.seek(0, os.SEEK_END)

    def append(self, record: bytes) -> tuple[int, int]:
        """Where the record begins and how long it is."""
        at = self._at
        self._file.write(record)
        self._at += len(record)
        return at, len(record)

    def sync(self) -> None:
        """Have everything on disk, before an index commit points at it."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class RecordReader:
    """Reads records of a generation through a memory map that follows the growing file."""

    def __init__(self, generation: Path) -> None:
        self._file = (generation / RECORDS).open("rb")
        self._map: mmap.mmap | None = None

    def read(self, at: int, size: int) -> bytes:
        """The record that lies there."""
        if self._map is None or at + size > len(self._map):
            self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        return self._map[at : at + size]

    def close(self) -> None:
        """Let go of the file."""
        if self._map is not None:
            self._map.close()
        self._file.close()
