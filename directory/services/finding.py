"""Finding activities: a question in, results with cards out. The one door between the pages and search."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy.orm import Session

from directory.config import Settings
from directory.db import Database
from directory.services import cards, lexicon, outbox
from directory.services.cards import StoredCards
from directory.services.places import places_register
from directory.services.reindexing import FREQUENCIES
from directory.services.suggesting import vocabulary
from directory.vocabulary import municipalities
from search.embedded import EmbeddedEngine
from search.engine import SearchEngine
from search.failover import Failover
from search.frequencies import Frequencies, load
from search.index import words_of
from search.patience import patience
from search.scoping import Locality
from search.searching import Searcher
from search.spelling import Speller
from search.types import Point, Question, Results, Suggestion
from search.understanding import Understander

EMBEDDED: Final = "embedded"
SAVING_SECONDS: Final = 2.0  # that who saves an edit waits for a search server


@dataclass(frozen=True, slots=True)
class Found:
    """Results and the cards of this page's hits by public id; a hit without a card is no longer public."""

    results: Results
    cards: StoredCards


class Finder:
    """Answers questions for one process: ``app.extensions["search"]``. Opens its indexes when first asked."""

    def __init__(self, settings: Settings) -> None:
        self.index_dir = settings.index_dir
        self.embedded = EmbeddedEngine(settings.index_dir / EMBEDDED)
        self.engines: tuple[SearchEngine, ...] = engines_of(settings, self.embedded)
        first, *others = self.engines
        self.failover = Failover(first, others[0] if others else None, settings.meilisearch_timeout_ms / 1000)
        self._searcher: Searcher | None = None
        self._frequencies_seen = -1

    def find(self, session: Session, question: Question) -> Found:
        """One page of results with cards, in rank order; hits that are no longer public are dropped.

        When the search server does not answer, the embedded engine does and ``results.degraded`` says so. Raises
        ``search.errors.IndexMissing`` when no engine has an index yet.
        """
        searcher = self.searcher()
        results, stood_in = self.failover.ask(lambda engine: searcher.search(engine, question))
        degraded = stood_in and bool(self.embedded.stats().documents)  # before the first import every index is empty
        shown = cards.cards(session, [hit.id for hit in results.hits]) if results.hits else StoredCards({})
        hits = tuple(hit for hit in results.hits if hit.id in shown)
        return Found(replace(results, hits=hits, degraded=degraded), shown)

    def suggest(self, prefix: str, language: str, *, limit: int = 8) -> list[Suggestion]:
        """What the reader may be typing: needs, kinds and places first, then titles that begin like it."""
        words = words_of(prefix)[:6]
        if not words:
            return []
        own_words = vocabulary(words, language)
        titles, _ = self.failover.ask(lambda engine: engine.titles(words, limit))
        activities = [
            Suggestion("activity", title.id, text, text_language)
            for title in titles
            for text_language, text in [_own(title.titles, language)]
        ]
        return [*own_words, *activities][:limit]

    def health(self) -> dict[str, Any]:
        """For ``/health``: each engine's name, whether it answers, documents, error; and whether one stands in."""
        states = self.failover.states()
        return {
            "engines": [
                {"name": s.name, "answers": s.answers, "documents": s.documents, "error": s.error} for s in states
            ],
            "degraded": not self.failover.breaker.closed,
        }

    def drain(self, database: Database) -> None:
        """Bring fresh changes to the indexes right after a commit; what fails stays for ``flask sync-index``.

        Whoever saves waits a moment for a search server that is busy, and not at all for one that is known to be away.
        """
        away = () if self.failover.breaker.closed else (self.failover.first.name,)
        with patience(SAVING_SECONDS):
            outbox.drain(database, self.engines, self.index_dir, batches=1, without=away)

    def searcher(self) -> Searcher:
        """The searcher, with word counts of the latest rebuild."""
        path = self.index_dir / FREQUENCIES
        seen = path.stat().st_mtime_ns if path.exists() else 0
        if self._searcher is None or seen != self._frequencies_seen:
            frequencies = load(path)
            added = lexicon.load(self.index_dir / lexicon.ADDED)
            self._searcher = Searcher(understanding(frequencies, added), gazetteer(), frequencies)
            self._frequencies_seen = seen
        return self._searcher

    def close(self) -> None:
        """Let go of files and connections."""
        for engine in self.engines:
            engine.close()


def engines_of(settings: Settings, embedded: EmbeddedEngine) -> tuple[SearchEngine, ...]:
    """The engines in use, the one asked first in front; the embedded one always is among them."""
    if settings.search_engine != "meilisearch":
        return (embedded,)
    from search.meilisearch import MeilisearchEngine

    server = MeilisearchEngine(
        settings.meilisearch_url,
        search_key=settings.meilisearch_search_key,
        indexer_key=settings.meilisearch_indexer_key,
        prefix=settings.meilisearch_prefix,
        timeout=settings.meilisearch_timeout_ms / 1000,
        stored=embedded.stored,
    )
    return (server, embedded)


def understanding(frequencies: Frequencies, added: lexicon.Additions = ()) -> Understander:
    """What takes questions apart, with a speller that knows the words of the index."""
    words = lexicon.joined(added)
    places = places_register()
    return Understander(words, places, Speller(words, frequencies.of, places.base_names))


def gazetteer() -> Mapping[str, Locality]:
    """Centres and counties of municipalities, for search."""
    return {code: Locality(Point(m.lat, m.lon), m.county) for code, m in municipalities().items()}


def _own(titles: Mapping[str, str], language: str) -> tuple[str, str]:
    return (language, titles[language]) if language in titles else next(iter(titles.items()))
