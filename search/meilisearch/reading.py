"""Searching one index of the server."""

from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from search.conditions import EVERYTHING, Condition, Selection, Tally, both
from search.engine import Candidates, Title
from search.errors import IndexMissing, SearchError
from search.index import COUNTED_FIELD
from search.meilisearch.connection import Connection
from search.meilisearch.errors import mapped
from search.meilisearch.expressions import federated, query
from search.meilisearch.settings import LOCALES
from search.records import Record, RecordCache, decode

HIT: Final = ["id", "stamp"]
Stored = Callable[[Sequence[str]], Mapping[str, tuple[int, Record]]]
EMPTY: Final = "the Meilisearch index is empty"


class IndexReader:
    """Reads the index ``uid``. Keeps records by id and stamp; fetches only those it neither has nor finds stored.

    Records are no part of hits, which the server would read them for: they come as documents, with ``fetching``'s key.
    """

    def __init__(
        self, connection: Connection, uid: str, cached: int, fetching: Connection, stored: Stored | None = None
    ) -> None:
        self._connection, self._uid, self._fetching, self._stored = connection, uid, fetching, stored
        self._cache: RecordCache[tuple[str, int]] = RecordCache(cached)

    def select(self, selection: Selection) -> Candidates:
        """Candidates of one selection by one federated search."""
        queries = federated(self._uid, selection, HIT)
        with mapped():
            answer = self._connection.client.multi_search(queries, {"limit": selection.limit, "offset": 0})
        hits = answer["hits"]
        total = int(answer["estimatedTotalHits"])
        if not total and not self.documents():
            raise IndexMissing(EMPTY)
        return Candidates(tuple(self._records([(hit["id"], hit["stamp"]) for hit in hits])), max(total, len(hits)))

    def count(self, conditions: Sequence[Condition]) -> list[int]:
        """Totals, all in one call."""
        queries = [query(self._uid, condition, HIT, limit=0) for condition in conditions]
        return [int(answer["estimatedTotalHits"]) for answer in self._answers(queries)]

    def count_tokens(self, tallies: Sequence[Tally]) -> list[dict[str, int]]:
        """Counts of the counted field and of what else the tallies name, all in one call."""
        queries: list[dict[str, Any]] = []
        for tally in tallies:
            queries.append(query(self._uid, tally.required, HIT, limit=0, facets=[COUNTED_FIELD]))
            queries += [query(self._uid, both(tally.required, also), HIT, limit=0) for _, also in tally.also]
        answers = iter(self._answers(queries))
        counts: list[dict[str, int]] = []
        for tally in tallies:
            counted = dict(next(answers)["facetDistribution"].get(COUNTED_FIELD, {}))
            counts.append(counted | {name: int(next(answers)["estimatedTotalHits"]) for name, _ in tally.also})
        return counts

    def titles(self, words: Sequence[str], limit: int) -> list[Title]:
        """Titles that have these words, the last one begun."""
        attributes = ["id", *(f"title_{language}" for language in LOCALES)]
        more = {"limit": limit, "matchingStrategy": "all", "locales": list(LOCALES.values())}
        asked = query(self._uid, EVERYTHING, attributes, **more) | {"q": " ".join(words)}
        everything = query(self._uid, EVERYTHING, [], limit=0)
        with mapped():
            answer, whole = self._connection.client.multi_search([asked, everything])["results"]
        if not whole["estimatedTotalHits"]:
            raise IndexMissing(EMPTY)
        return [
            Title(hit["id"], {language: hit[f"title_{language}"] for language in LOCALES if f"title_{language}" in hit})
            for hit in answer["hits"]
        ]

    def records(self, ids: Sequence[str]) -> dict[str, Record]:
        """Records by id, straight from the index."""
        if not ids:
            return {}
        asked = {"ids": list(ids), "fields": ["id", "stamp", "record"], "limit": len(ids)}
        with mapped():
            answer = self._fetching.index(self._uid).get_documents(asked)
        try:
            return self._kept(answer.results)
        except ValueError as error:
            raise IndexMissing("the Meilisearch index was made by another version") from error

    def _kept(self, documents: list[Any]) -> dict[str, Record]:
        return {one.id: self._cache.put((one.id, one.stamp), decode(b64decode(one.record))) for one in documents}

    def documents(self) -> int:
        """How many documents there are."""
        return self.count([EVERYTHING])[0]

    def _answers(self, queries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        with mapped():
            answers: list[dict[str, Any]] = self._connection.client.multi_search(queries)["results"]
        return answers

    def _records(self, keys: list[tuple[str, int]]) -> list[Record]:
        kept = {key: record for key in keys if (record := self._cache.get(key)) is not None}
        kept |= self._at_hand([key for key in keys if key not in kept])
        fetched = self.records([key[0] for key in keys if key not in kept])
        found = [kept.get(key) or fetched.get(key[0]) for key in keys]
        return [record for record in found if record is not None]

    def _at_hand(self, keys: list[tuple[str, int]]) -> dict[tuple[str, int], Record]:
        """Those that are stored here in the very same version."""
        if self._stored is None or not keys:
            return {}
        try:
            stored = self._stored([id_ for id_, _ in keys])
        except SearchError:
            return {}
        return {
            (id_, version): self._cache.put((id_, version), stored[id_][1])
            for id_, version in keys
            if id_ in stored and stored[id_][0] == version
        }
