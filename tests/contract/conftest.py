"""Both engines, each with an index of its own for every test."""

import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from search.embedded import EmbeddedEngine
from search.engine import SearchEngine
from search.meilisearch import MeilisearchEngine
from search.types import Document
from tests.conftest import Server
from tests.search.documents import entry

ENGINES = ["embedded", pytest.param("meilisearch", marks=pytest.mark.meilisearch)]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """An engine without an index yet."""
    made = _make(request, tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module", params=ENGINES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """An engine with the module's ``DOCUMENTS``, for reading only."""
    made = _make(request, tmp_path_factory.mktemp("filled"))
    build(made, request.module.DOCUMENTS)
    yield made
    made.close()


def build(engine: SearchEngine, documents: Iterable[Document]) -> None:
    """Rebuild an engine's index with these documents."""
    entries = [entry(document) for document in documents]
    with engine.rebuild() as building:
        building.add(entries)
        building.finish()
        assert building.count() == len(entries)
        building.swap()


def _make(request: pytest.FixtureRequest, folder: Path) -> SearchEngine:
    if request.param == "embedded":
        return EmbeddedEngine(folder / "index")
    server: Server = request.getfixturevalue("meilisearch_server")
    uid = f"t{uuid.uuid4().hex[:10]}"
    return MeilisearchEngine(server.url, search_key=server.key, indexer_key=server.key, prefix=uid, timeout=5)
