"""The judged questions must not get worse: floors a little below what was measured."""

import pytest
from flask import Flask

from tests.conftest import Server, make_settings
from tests.relevance.evaluation import answers_of
from tests.relevance.measures import Measured, by_group, ndcg

FLOOR = 0.85
FLOOR_OF_A_TYPE = 0.72  # for types and languages with at least five questions


@pytest.fixture(scope="module")
def measured(demo: Flask) -> dict[str, Measured]:
    return by_group(answers_of(demo, demo.extensions["search"].embedded))


def test_measures_by_the_textbook() -> None:
    grades = {"a": 3, "b": 2, "c": 1}
    assert ndcg(["a", "b", "c"], grades) == 1.0
    assert ndcg(["c", "b", "a"], grades) == pytest.approx(0.6806, abs=0.0001)
    assert ndcg(["x", "y"], grades) == 0.0


def test_the_right_activities_come_first(measured: dict[str, Measured]) -> None:
    assert measured["all"].ndcg >= FLOOR
    assert measured["all"].precision >= 0.83


def test_every_kind_of_question_is_understood(measured: dict[str, Measured]) -> None:
    weak = {name: m.ndcg for name, m in measured.items() if m.questions >= 5 and m.ndcg < FLOOR_OF_A_TYPE}
    assert not weak


def test_no_question_is_left_without_an_answer(measured: dict[str, Measured]) -> None:
    assert measured["all"].zero == 0.0


@pytest.mark.meilisearch
def test_both_engines_rank_alike(demo_folder, meilisearch_server: Server, measured: dict[str, Measured]) -> None:
    from dataclasses import replace

    from directory import create_app
    from tests.conftest import close

    settings = replace(
        make_settings(demo_folder),
        search_engine="meilisearch",
        meilisearch_url=meilisearch_server.url,
        meilisearch_search_key=meilisearch_server.key,
        meilisearch_indexer_key=meilisearch_server.key,
        meilisearch_prefix="relevance",
        meilisearch_timeout_ms=5000,
    )
    app = create_app(settings)
    result = app.test_cli_runner().invoke(args=["reindex", "--engine", "meilisearch"])
    assert result.exit_code == 0, result.output
    there = by_group(answers_of(app, app.extensions["search"].engines[0]))
    close(app)
    assert there["all"].ndcg == pytest.approx(measured["all"].ndcg, abs=0.03)
    assert there["all"].zero == 0.0
