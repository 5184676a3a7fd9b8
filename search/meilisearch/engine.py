"""``MeilisearchEngine``: searches with one key, writes with another."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from search.conditions import AnyOf, Condition, Selection, Tally
from search.engine import Candidates, Rebuild, Stats, Title
from search.errors import IndexMissing, WriteFailed
from search.index import IndexEntry
from search.meilisearch.connection import Connection
from search.meilisearch.errors import mapped
from search.meilisearch.expressions import expression
from search.meilisearch.naming import index_name, is_form_of
from search.meilisearch.reading import IndexReader, Stored
from search.meilisearch.rebuilding import MeilisearchRebuild
from search.meilisearch.settings import document_of
from search.meilisearch.tasks import wait
from search.records import Record

CACHED_RECORDS: Final = 4000
WRITE_SECONDS: Final = 10.0
PAGE: Final = 10_000


class MeilisearchEngine:
    """The index of our form (``search.index.FORM``) on a Meilisearch server.

    ``timeout`` in seconds bounds each wait of a search. ``stored`` gives records by id that are at hand, those of the
    embedded index: whatever is the same as on the server need not be sent.
    """

    name = "meilisearch"
    remote = True

    def __init__(
        self,
        url: str,
        *,
        search_key: str,
        indexer_key: str,
        prefix: str,
        timeout: float,
        stored: Stored | None = None,
    ) -> None:
        self._prefix, self.uid = prefix, index_name(prefix)
        self._searching = Connection(url, search_key, timeout)
        self._writing = Connection(url, indexer_key, WRITE_SECONDS)
        self._reader = IndexReader(self._searching, self.uid, CACHED_RECORDS, self._writing, stored)

    def select(self, selections: Sequence[Selection]) -> list[Candidates]:
        """See ``SearchEngine.select``."""
        return [self._reader.select(selection) for selection in selections]

    def count(self, conditions: Sequence[Condition]) -> list[int]:
        """See ``SearchEngine.count``."""
        return self._reader.count(conditions)

    def count_tokens(self, tallies: Sequence[Tally]) -> list[dict[str, int]]:
        """See ``SearchEngine.count_tokens``."""
        return self._reader.count_tokens(tallies)

    def titles(self, words: Sequence[str], limit: int) -> list[Title]:
        """See ``SearchEngine.titles``."""
        return self._reader.titles(words, limit)

    def records(self, ids: Sequence[str]) -> dict[str, Record]:
        """See ``SearchEngine.records``."""
        return self._reader.records(ids)

    def write(self, entries: Sequence[IndexEntry], deleted: Sequence[str]) -> None:
        """See ``SearchEngine.write``. The index must exist: the server would make one up without our settings."""
        tasks: list[Any] = []
        with mapped(WriteFailed):
            self._writing.client.get_raw_index(self.uid)
            index = self._writing.index(self.uid)
            if deleted:
                tasks.append(index.delete_documents(filter=expression(AnyOf("id", tuple(deleted)))))
            if entries:
                tasks.append(index.add_documents([document_of(entry) for entry in entries]))
        wait(self._writing, tasks, WRITE_SECONDS)

    @contextmanager
    def rebuild(self) -> Iterator[Rebuild]:
        """See ``SearchEngine.rebuild``. Old forms of the index are left alone by the first one of a new form: processes
        of the version before still ask them."""
        first = not self._exists()
        building = MeilisearchRebuild(self._writing, self.uid)
        try:
            yield building
            if not first:
                self._drop_old_forms()
        finally:
            building.drop()

    def stats(self) -> Stats:
        """See ``SearchEngine.stats``."""
        return Stats(documents=self._reader.documents())

    def revisions(self) -> dict[str, int]:
        """See ``SearchEngine.revisions``."""
        found: dict[str, int] = {}
        while True:
            with mapped():
                page = self._writing.index(self.uid).get_documents(
                    {"fields": ["id", "revision"], "limit": PAGE, "offset": len(found)}
                )
            found |= {document.id: document.revision for document in page.results}
            if not page.results:
                return found

    def _exists(self) -> bool:
        try:
            with mapped(WriteFailed):
                self._writing.client.get_raw_index(self.uid)
        except IndexMissing:
            return False
        return True

    def _drop_old_forms(self) -> None:
        with mapped(WriteFailed):
            known = self._writing.client.get_raw_indexes({"limit": 1000})["results"]
            old = [one["uid"] for one in known if is_form_of(self._prefix, one["uid"]) and one["uid"] != self.uid]
            wait(self._writing, [self._writing.client.delete_index(uid) for uid in old], WRITE_SECONDS)

    def health(self) -> None:
        """See ``SearchEngine.health``."""
        with mapped():
            self._searching.client.health()
        self._reader.documents()

    def close(self) -> None:
        """See ``SearchEngine.close``."""
        self._searching.close()
        self._writing.close()
