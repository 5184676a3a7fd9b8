"""``EmbeddedEngine``: searches the live generation, follows commits and swaps of other processes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Final

from search.conditions import Condition, Selection, Tally
from search.embedded.files import drop_others, live_generation, new_generation, point_to, writing
from search.embedded.reader import Reader
from search.embedded.writer import Writer
from search.engine import Candidates, Rebuild, Stats, Title
from search.errors import EngineUnavailable, IndexMissing, SearchError
from search.index import IndexEntry
from search.records import Record

CACHED_RECORDS: Final = 4000


class EmbeddedEngine:
    """Tantivy under ``root``. One object a process, made after forking; several processes may share the root."""

    name = "embedded"
    remote = False

    def __init__(self, root: Path) -> None:
        self.root = root
        self._reader: Reader | None = None
        self._lock = RLock()

    def select(self, selections: Sequence[Selection]) -> list[Candidates]:
        """See ``SearchEngine.select``."""
        with self._reading() as reader:
            return [reader.select(selection) for selection in selections]

    def count(self, conditions: Sequence[Condition]) -> list[int]:
        """See ``SearchEngine.count``."""
        with self._reading() as reader:
            return [reader.count(condition) for condition in conditions]

    def count_tokens(self, tallies: Sequence[Tally]) -> list[dict[str, int]]:
        """See ``SearchEngine.count_tokens``."""
        with self._reading() as reader:
            return [reader.count_tokens(tally) for tally in tallies]

    def titles(self, words: Sequence[str], limit: int) -> list[Title]:
        """See ``SearchEngine.titles``."""
        with self._reading() as reader:
            return reader.titles(words, limit)

    def records(self, ids: Sequence[str]) -> dict[str, Record]:
        """See ``SearchEngine.records``."""
        with self._reading() as reader:
            return reader.records(ids)

    def stored(self, ids: Sequence[str]) -> dict[str, tuple[int, Record]]:
        """Records by document id with the stamps of their versions, for an engine that keeps the same elsewhere."""
        with self._reading() as reader:
            return reader.stored(ids)

    def write(self, entries: Sequence[IndexEntry], deleted: Sequence[str]) -> None:
        """See ``SearchEngine.write``. Waits while another process writes or rebuilds."""
        with _mapped(), writing(self.root):
            writer = Writer(live_generation(self.root), small=True)
            try:
                writer.add(entries, deleted)
                writer.commit()
            finally:
                writer.close()

    @contextmanager
    def rebuild(self) -> Iterator[Rebuild]:
        """See ``SearchEngine.rebuild``. Holds the writers' lock, so drains wait and then write to the new index.

        The first index of a new form leaves the old form's alone, which processes of the version before still read.
        """
        with _mapped(), writing(self.root):
            first = self._live() is None
            generation = new_generation(self.root)
            building = EmbeddedRebuild(self.root, generation)
            try:
                yield building
            finally:
                building.close()
                drop_others(self.root, self._live() or self.root, foreign=not first)

    def stats(self) -> Stats:
        """See ``SearchEngine.stats``."""
        with self._reading() as reader:
            return Stats(documents=reader.documents())

    def revisions(self) -> dict[str, int]:
        """See ``SearchEngine.revisions``."""
        with self._reading() as reader:
            return reader.revisions()

    def health(self) -> None:
        """See ``SearchEngine.health``."""
        with self._reading():
            return

    def close(self) -> None:
        """See ``SearchEngine.close``."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _live(self) -> Path | None:
        try:
            return live_generation(self.root)
        except IndexMissing:
            return None

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        with _mapped(), self._lock:
            live = live_generation(self.root)
            if self._reader is None or self._reader.generation != live:
                self.close()
                self._reader = Reader(live, CACHED_RECORDS)
            self._reader.follow()
            yield self._reader


class EmbeddedRebuild:
    """A generation being built; see ``search.engine.Rebuild``."""

    def __init__(self, root: Path, generation: Path) -> None:
        self._root, self._generation = root, generation
        self._writer: Writer | None = Writer(generation, small=False)
        self._reader: Reader | None = None

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """See ``Rebuild.add``."""
        if self._writer is None:
            raise EngineUnavailable("the new index is finished")
        self._writer.add(entries, ())

    def finish(self) -> None:
        """See ``Rebuild.finish``."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.close()
            self._writer = None
        self._reader = Reader(self._generation, cached=100)

    def select(self, selections: Sequence[Selection]) -> list[Candidates]:
        """See ``Rebuild.select``."""
        return [self._finished().select(selection) for selection in selections]

    def count(self) -> int:
        """See ``Rebuild.count``."""
        return self._finished().documents()

    def swap(self) -> None:
        """See ``Rebuild.swap``."""
        self._finished()
        point_to(self._root, self._generation)

    def close(self) -> None:
        """Let go of files."""
        if self._writer is not None:
            self._writer.close()
        if self._reader is not None:
            self._reader.close()

    def _finished(self) -> Reader:
        if self._reader is None:
            raise EngineUnavailable("the new index is not finished")
        return self._reader


@contextmanager
def _mapped() -> Iterator[None]:
    """Tantivy reports everything as ValueError, OSError or SystemError; files may go while they are read."""
    try:
        yield
    except SearchError:
        raise
    except (OSError, ValueError, SystemError) as error:
        raise EngineUnavailable(f"embedded index: {error}") from error
