"""What the real server refuses: rights that keys lack, documents it cannot take, questions beyond its queue."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from search.conditions import EVERYTHING, AnyOf, Selection, Tally
from search.errors import EngineUnavailable, QuestionRefused, WriteFailed
from search.index import FORM
from search.meilisearch import MeilisearchEngine, create_keys
from search.meilisearch.settings import INDEX_SETTINGS
from tests.conftest import close
from tests.contract.serving import MASTER, OwnServer, built, mastering, production
from tests.search.documents import document, entry

pytestmark = pytest.mark.meilisearch


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    made = OwnServer(tmp_path_factory.mktemp("own"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def app(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory, server: OwnServer) -> Iterator[Flask]:
    """The demo on both engines, with keys of least rights."""
    folder = tmp_path_factory.mktemp("faults")
    shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
    made = built(production(folder, server))
    yield made
    close(made)


def test_keys_can_do_no_more_than_they_must(app: Flask, server: OwnServer) -> None:
    keys = create_keys(server.url, MASTER, "activities")
    assert create_keys(server.url, MASTER, "activities") == keys
    searching = MeilisearchEngine(
        server.url, search_key=keys.search, indexer_key=keys.search, prefix="activities", timeout=5
    )
    with pytest.raises(EngineUnavailable):
        searching.write([entry(document("aa", "Nimi"))], [])
    elsewhere = MeilisearchEngine(
        server.url, search_key=keys.search, indexer_key=keys.indexer, prefix="other", timeout=5
    )
    with pytest.raises(EngineUnavailable):
        elsewhere.select([Selection(EVERYTHING)])
    with pytest.raises(EngineUnavailable):
        create_keys(server.url, "not the master key", "activities")
    searching.close()
    elsewhere.close()


def test_a_failed_task_is_noticed(app: Flask) -> None:
    engine = app.extensions["search"].engines[0]
    broken = replace(entry(document("aa", "Nimi")), id="not an id!")
    with pytest.raises(WriteFailed):
        engine.write([broken], [])


def test_a_full_queue(tmp_path: Path) -> None:
    server = OwnServer(tmp_path, "--experimental-search-queue-size", "1", "--experimental-nb-searches-per-core", "1")
    server.start()
    errors: list[Exception] = []
    try:
        with mastering(server.url) as filler, filler.rebuild() as building:
            building.add([entry(document(f"d{n}", f"Nimi {n}", body="sana " * 50)) for n in range(2000)])
            building.finish()
            building.swap()

        def hammer() -> None:
            mine = MeilisearchEngine(server.url, search_key=MASTER, indexer_key=MASTER, prefix="activities", timeout=5)
            for _ in range(20):
                try:
                    mine.count_tokens([Tally(EVERYTHING)] * 100)
                except EngineUnavailable as error:
                    errors.append(error)
            mine.close()

        threads = [threading.Thread(target=hammer) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.stop()
    assert any("too_many_search_requests" in str(error) for error in errors)


def test_keys_are_made_at_the_command_line(app: Flask, server: OwnServer) -> None:
    result = app.test_cli_runner().invoke(args=["search", "setup", "--master-key", MASTER])
    assert result.exit_code == 0, result.output
    keys = create_keys(server.url, MASTER, "activities")
    assert result.output == f"MEILISEARCH_SEARCH_KEY={keys.search}\nMEILISEARCH_INDEXER_KEY={keys.indexer}\n"
    refused = app.test_cli_runner().invoke(args=["search", "setup", "--master-key", "wrong"])
    assert refused.exit_code == 1


def test_a_question_it_does_not_take_is_no_fault_of_the_server(app: Flask) -> None:
    engine = app.extensions["search"].engines[0]
    with pytest.raises(QuestionRefused):
        engine.select([Selection(AnyOf("no_such_field", ("x",)))])


def test_an_index_of_another_form_is_left_alone_by_the_first_rebuild_and_dropped_by_the_second(
    app: Flask, server: OwnServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = app.extensions["settings"]
    monkeypatch.setattr("search.meilisearch.naming.FORM", "99")
    new = MeilisearchEngine(
        server.url,
        search_key=settings.meilisearch_search_key,
        indexer_key=settings.meilisearch_indexer_key,
        prefix="activities",
        timeout=5,
    )
    entries = [entry(document("aa", "Nimi"))]

    def indexes() -> list[str]:
        with mastering(server.url) as master:
            return sorted(one["uid"] for one in master._writing.client.get_raw_indexes()["results"])

    for left in ([f"activities_{FORM}", "activities_99"], ["activities_99"]):
        with new.rebuild() as building:
            building.add(entries)
            building.finish()
            building.swap()
        assert indexes() == left
    new.close()
    monkeypatch.undo()
    built(app)


def test_settings_are_those_the_server_keeps(app: Flask, server: OwnServer) -> None:
    with mastering(server.url) as master:
        kept = master._writing.index(master.uid).get_settings()
    assert {name: kept[name] for name in ("searchCutoffMs", "localizedAttributes", "searchableAttributes")} == {
        name: INDEX_SETTINGS[name] for name in ("searchCutoffMs", "localizedAttributes", "searchableAttributes")
    }
    assert kept["pagination"] == INDEX_SETTINGS["pagination"]
