"""Writing to one generation of the embedded index; the caller holds the lock."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import tantivy

from search.embedded.files import RecordWriter
from search.embedded.schema import AT, SIZE, schema
from search.index import IndexEntry

SMALL_HEAP: Final = 15_000_000  # bytes, Tantivy's least; enough for an edit
LARGE_HEAP: Final = 100_000_000


class Writer:
    """Adds and deletes; nothing can be seen before ``commit``."""

    def __init__(self, generation: Path, *, small: bool) -> None:
        self._index = tantivy.Index(schema(), path=str(generation), reuse=True)
        self._writer = self._index.writer(SMALL_HEAP if small else LARGE_HEAP, 1)
        self._records = RecordWriter(generation)

    def add(self, entries: Sequence[IndexEntry], deleted: Sequence[str]) -> None:
        """Replace documents by these and delete others."""
        for id_ in (*deleted, *(entry.id for entry in entries)):
            self._writer.delete_documents_by_term("id", id_)
        for entry in entries:
            self._writer.add_document(self._document(entry))

    def commit(self) -> None:
        """Make it seen: records first, then the index that points at them."""
        self._records.sync()
        self._writer.commit()

    def close(self) -> None:
        """Wait for merges and let go."""
        self._writer.wait_merging_threads()
        self._records.close()

    def _document(self, entry: IndexEntry) -> tantivy.Document:
        at, size = self._records.append(entry.record)
        document = tantivy.Document()
        document.add_text("id", entry.id)
        for language, title in entry.titles.items():
            document.add_text("titles", f"{language}\t{title}")
        for field, tokens in entry.tokens.items():
            for token in tokens:
                document.add_text(field, token)
        for field, number in entry.numbers.items():
            document.add_integer(field, number)
        document.add_unsigned(AT, at)
        document.add_unsigned(SIZE, size)
        return document
