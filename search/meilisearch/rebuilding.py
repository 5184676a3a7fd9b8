"""A new index beside the live one, and the swap."""

from collections.abc import Sequence
from time import monotonic, sleep
from typing import Any, Final

from search.conditions import Selection
from search.engine import Candidates
from search.errors import IndexMissing, WriteFailed
from search.index import IndexEntry
from search.meilisearch.connection import Connection
from search.meilisearch.errors import mapped
from search.meilisearch.naming import building_name
from search.meilisearch.reading import IndexReader
from search.meilisearch.settings import INDEX_SETTINGS, document_of
from search.meilisearch.tasks import wait

TASK_SECONDS: Final = 600.0
SWAP_POLL: Final = 0.02
AT_ONCE: Final = 2500  # documents, about 25 MB of the 100 MB that the server takes
UNDER_WAY: Final = 2  # batches sent before the first must be done: bounds what waits on the server


class MeilisearchRebuild:
    """See ``search.engine.Rebuild``. Begins with an empty index that has its settings."""

    def __init__(self, connection: Connection, live: str) -> None:
        self._connection, self._live, self._uid = connection, live, building_name(live)
        self._tasks: list[Any] = []
        self._waiting: list[dict[str, Any]] = []
        self.drop()
        with mapped(WriteFailed):
            created = connection.client.create_index(self._uid, {"primaryKey": "id"})
            self._wait([created])
            self._wait([connection.index(self._uid).update_settings(INDEX_SETTINGS)])
        self._reader = IndexReader(connection, self._uid, cached=100, fetching=connection)

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """See ``Rebuild.add``. Sends many at once: what the server does for a task costs more than a document."""
        self._waiting += [document_of(entry) for entry in entries]
        if len(self._waiting) >= AT_ONCE:
            self._send()
        if len(self._tasks) > UNDER_WAY:
            self._wait([self._tasks.pop(0)])

    def finish(self) -> None:
        """See ``Rebuild.finish``."""
        self._send()
        self._wait(self._tasks)
        self._tasks = []

    def select(self, selections: Sequence[Selection]) -> list[Candidates]:
        """See ``Rebuild.select``."""
        return [self._reader.select(selection) for selection in selections]

    def count(self) -> int:
        """See ``Rebuild.count``."""
        return self._reader.documents()

    def swap(self) -> None:
        """See ``Rebuild.swap``: one task of the server, then the old index is dropped."""
        client = self._connection.client
        with mapped(WriteFailed):
            try:
                with mapped(WriteFailed):
                    client.get_raw_index(self._live)
            except IndexMissing:
                self._wait([client.create_index(self._live, {"primaryKey": "id"})])
            born = client.get_raw_index(self._uid)["createdAt"]
            client.swap_indexes([{"indexes": [self._live, self._uid]}])
            # A key for some indexes cannot see swap tasks; the moment of birth tells which index is which.
            until = monotonic() + TASK_SECONDS
            while client.get_raw_index(self._live)["createdAt"] != born:
                if monotonic() > until:
                    raise WriteFailed("Meilisearch did not swap the indexes")
                sleep(SWAP_POLL)

    def _send(self) -> None:
        if self._waiting:
            with mapped(WriteFailed):
                self._tasks.append(self._connection.index(self._uid).add_documents(self._waiting))
        self._waiting = []

    def drop(self) -> None:
        """Delete what stands beside the live index, if anything does."""
        try:
            with mapped(WriteFailed):
                self._connection.client.get_raw_index(self._uid)
                self._wait([self._connection.client.delete_index(self._uid)])
        except IndexMissing:
            return

    def _wait(self, tasks: Sequence[Any]) -> None:
        wait(self._connection, tasks, TASK_SECONDS)
