"""Reading one generation of the embedded index."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import tantivy
from tantivy import Query

from search.conditions import All, AnyOf, Condition, Selection, Tally
from search.embedded.files import RecordReader
from search.embedded.schema import AT, SIZE, query_of, schema, scored, written
from search.engine import Candidates, Title
from search.index import COUNTED_FIELD
from search.recent import Recent
from search.records import Record, RecordCache, decode, identity, stamp

COUNTS_KEPT: Final = 500  # counts of conditions asked since the last change; about 10 kB each
SELECTIONS_KEPT: Final = 500  # likewise, with where their candidates are; also about 10 kB each
# Times as many documents as records are kept. Of more, few would be asked for again before they are let go of, and
# whatever is kept must be looked through by Python's collector.
WORTH_KEEPING: Final = 3
MOST_TOKENS: Final = 2000  # more than the codes of every facet together


class Reader:
    """One generation opened for searching. Not for several threads at once."""

    def __init__(self, generation: Path, cached: int) -> None:
        self.generation = generation
        self._index = tantivy.Index.open(str(generation))
        self._index.config_reader("Manual")
        self._records = RecordReader(generation)
        self._cache: RecordCache[int] = RecordCache(cached)
        self._meta = generation / "meta.json"
        self._seen = 0
        self._counted: dict[Tally, dict[str, int]] = {}
        self._selected: Recent[Selection, _Chosen] = Recent(SELECTIONS_KEPT)
        self.follow()

    def follow(self) -> None:
        """See what others have committed since."""
        changed = self._meta.stat().st_mtime_ns
        if changed != self._seen:
            self._index.reload()
            self._seen = changed
            self._counted.clear()
            self._selected.clear()

    def select(self, selection: Selection) -> Candidates:
        """Candidates of a selection, best fulfilled wishes first."""
        chosen = self._selected.get(selection) or self._selected.put(selection, self._choose(selection))
        return Candidates(tuple(self._read(chosen.places)), chosen.total)

    def _choose(self, selection: Selection) -> "_Chosen":
        searcher: Any = self._index.searcher()  # the type stubs do not know SearchResult.count
        found = searcher.search(scored(selection), limit=max(1, selection.limit), count=True)
        addresses = [address for _, address in found.hits][: selection.limit]
        return _Chosen(self._places(searcher, addresses), int(found.count))

    def count(self, condition: Condition) -> int:
        """Documents that meet a condition."""
        searcher: Any = self._index.searcher()
        return int(searcher.search(query_of(condition), limit=1, count=True).count)

    def count_tokens(self, tally: Tally) -> dict[str, int]:
        """Tokens of the counted field, and the tally's own names, in one go over what meets its condition."""
        if tally in self._counted:
            return self._counted[tally]
        asked: dict[str, Any] = {"tokens": {"terms": {"field": COUNTED_FIELD, "size": MOST_TOKENS}}}
        asked |= {f"also {name}": {"filter": text} for name, also in tally.also if (text := written(also))}
        answer = self._index.searcher().aggregate(query_of(tally.required), asked)
        counts = {bucket["key"]: int(bucket["doc_count"]) for bucket in answer["tokens"]["buckets"]}
        for name, _ in tally.also:
            counts[name] = int(answer.get(f"also {name}", {}).get("doc_count", 0))
        if len(self._counted) >= COUNTS_KEPT:
            self._counted.clear()
        self._counted[tally] = counts
        return counts

    def titles(self, words: Sequence[str], limit: int) -> list[Title]:
        """Documents whose title has these words, the last one begun."""
        if not words:
            return []
        searcher = self._index.searcher()
        whole = query_of(All(tuple(AnyOf("title_starts", (word,)) for word in words[:-1])))
        begun = Query.regex_query(schema(), "title_starts", re.escape(words[-1]) + ".*")
        found = searcher.search(whole.and_must_match(begun), limit=limit, count=False)
        return [_title(searcher.doc(address)) for _, address in found.hits]

    def records(self, ids: Sequence[str]) -> dict[str, Record]:
        """Records by id."""
        if not ids:
            return {}
        searcher = self._index.searcher()
        found = searcher.search(query_of(AnyOf("id", tuple(ids))), limit=len(ids), count=False)
        places = self._places(searcher, [address for _, address in found.hits])
        return {record.id: record for record in self._read(places)}

    def stored(self, ids: Sequence[str]) -> dict[str, tuple[int, Record]]:
        """Records by id, each with the stamp of its version."""
        searcher: Any = self._index.searcher()
        found = searcher.search(query_of(AnyOf("id", tuple(ids))), limit=max(1, len(ids)), count=False)
        addresses = [address for _, address in found.hits]
        if not addresses:
            return {}
        starts: list[Any] = searcher.fast_field_values(AT, addresses)
        sizes: list[Any] = searcher.fast_field_values(SIZE, addresses)
        versions: dict[str, tuple[int, Record]] = {}
        for at, size in zip(starts, sizes, strict=True):
            data = self._records.read(at, size)
            record = self._cache.get(at) or self._cache.put(at, decode(data))
            versions[record.id] = (stamp(data), record)
        return versions

    def revisions(self) -> dict[str, int]:
        """Revisions of everything indexed."""
        searcher = self._index.searcher()
        found = searcher.search(Query.all_query(), limit=max(1, searcher.num_docs), count=False)
        addresses = [address for _, address in found.hits]
        if not addresses:
            return {}
        starts: list[Any] = searcher.fast_field_values(AT, addresses)
        sizes: list[Any] = searcher.fast_field_values(SIZE, addresses)
        # One at a time: all of them decoded would take more than a gigabyte at 60,000.
        return dict(identity(self._records.read(at, size)) for at, size in zip(starts, sizes, strict=True))

    def documents(self) -> int:
        """How many documents there are."""
        return int(self._index.searcher().num_docs)

    def close(self) -> None:
        """Let go of files."""
        self._records.close()

    @staticmethod
    def _places(searcher: Any, addresses: list[Any]) -> "_Places":
        if not addresses:
            return ()
        starts: list[Any] = searcher.fast_field_values(AT, addresses)
        sizes: list[Any] = searcher.fast_field_values(SIZE, addresses)
        return tuple(zip(starts, sizes, strict=True))

    def _read(self, places: "_Places") -> list[Record]:
        cache = self._cache
        if self.documents() > WORTH_KEEPING * cache.size:
            return [decode(self._records.read(at, size)) for at, size in places]
        return [cache.get(at) or cache.put(at, decode(self._records.read(at, size))) for at, size in places]


_Places = tuple[tuple[int, int], ...]  # where records begin and how long they are


class _Chosen(NamedTuple):
    places: _Places
    total: int


def _title(document: Any) -> Title:
    titles = dict(text.split("\t", 1) for text in document.get_all("titles"))
    return Title(id=document.get_first("id"), titles=titles)
