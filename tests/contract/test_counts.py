"""Numbers beside choices are promises: choosing one gives as many results, in both engines, counted here or there."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from search import offering
from search.engine import SearchEngine
from search.searching import Searcher
from search.types import FacetCount, Filters, Point, Question, Results
from tests.conftest import Server, close, make_settings
from tests.relevance.evaluation import NOW

JOENSUU, HELSINKI = Point(62.6, 29.76), Point(60.17, 24.94)
SMALL = ("period", "age", "radius", "days", "times", "ages", "gender", "open_places")
QUESTIONS: tuple[tuple[str, Filters], ...] = (
    ("", Filters()),
    ("ryhmä", Filters()),
    ("yksinäinen mies 75 v Lieksa", Filters()),
    ("", Filters(municipalities=("167",), days=("tu",))),
    ("", Filters(period="this_week")),
    ("vertaistuki", Filters(times=("evening",), period="next_week")),
    ("", Filters(days=("mo", "we"), times=("afternoon",))),
    ("", Filters(ages=("13-17",), gender="women", open_places=True)),
    ("", Filters(age=8.0, codes={"costs": ("free",)})),
    ("", Filters(near=JOENSUU)),
    ("kahvila", Filters(near=HELSINKI)),
    ("", Filters(near=JOENSUU, radius_km=20.0)),
)
Ask = Callable[[str, Filters], Results]


@pytest.fixture(scope="module", params=["embedded", pytest.param("meilisearch", marks=pytest.mark.meilisearch)])
def engine(
    request: pytest.FixtureRequest, demo_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Searcher, SearchEngine]]:
    """The demo in either engine, and what asks it."""
    from directory import create_app

    folder = tmp_path_factory.mktemp("counts")
    shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
    changes: dict[str, Any] = {}
    if request.param == "meilisearch":
        server: Server = request.getfixturevalue("meilisearch_server")
        changes = {
            "search_engine": "meilisearch",
            "meilisearch_url": server.url,
            "meilisearch_search_key": server.key,
            "meilisearch_indexer_key": server.key,
            "meilisearch_prefix": f"t{uuid.uuid4().hex[:10]}",
            "meilisearch_timeout_ms": 5000,
        }
    app: Flask = create_app(make_settings(folder, **changes))
    result = app.test_cli_runner().invoke(args=["sync-index"])
    assert result.exit_code == 0, result.output
    finder = app.extensions["search"]
    yield finder.searcher(), finder.engines[0]
    close(app)


@pytest.fixture(params=["counted here", "counted by the engine"])
def ask(engine: tuple[Searcher, SearchEngine], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Ask:
    searcher, one = engine
    limit = 1000 if request.param == "counted here" else 3
    for name in ("NEAR_LIMIT", "BEYOND_LIMIT", "NEAR_RANKED", "ANYWHERE_RANKED"):
        monkeypatch.setattr(f"search.selecting.{name}", limit)

    def asked(text: str, filters: Filters) -> Results:
        question = Question(text=text, ui_language="fi", now=NOW, filters=filters, per_page=2)
        return searcher.search(one, question)

    return asked


def choose(filters: Filters, facet: str, code: str) -> Filters:
    """The filters with this choice alone in its group."""
    if facet in {"days", "times", "ages"}:
        return replace(filters, **{facet: (code,)})
    simple: dict[str, dict[str, Any]] = {
        "period": {"period": code},
        "gender": {"gender": code},
        "open_places": {"open_places": True},
        "age": {"age": float(code) if facet == "age" else None},
        "radius": {"radius_km": float(code) if facet == "radius" else None},
    }
    if facet in simple:
        return replace(filters, **simple[facet])
    return replace(filters, codes={**filters.codes, facet: (code,)})


def offered(results: Results) -> list[tuple[str, FacetCount]]:
    """Choices to try: all of the small groups, and of each code list the commonest, the rarest and what is chosen."""
    found: list[tuple[str, FacetCount]] = []
    for facet, counts in results.facets.items():
        if facet == "municipalities":  # how many are held there: choosing one looks around it as well
            continue
        some = counts if facet in SMALL else (*counts[:1], *counts[-1:])
        found += [(facet, count) for count in some]
    return found


@pytest.mark.parametrize(("text", "filters"), QUESTIONS)
def test_a_choice_gives_as_many_as_it_promises(ask: Ask, text: str, filters: Filters) -> None:
    results = ask(text, filters)
    assert results.total
    broken = []
    for facet, promised in offered(results):
        given = ask(text, choose(filters, facet, promised.code))
        if facet == "radius" and not given.exact:
            assert given.total <= promised.count
            continue
        if given.total != promised.count:
            broken.append((facet, promised.code, promised.count, given.total, given.beyond))
    assert not broken


def test_every_group_has_its_numbers(ask: Ask) -> None:
    facets = ask("", Filters()).facets
    assert [count.code for count in facets["period"]] == ["today", "tomorrow", "this_week", "next_week"]
    assert len(facets["ages"]) == 7
    assert [count.code for count in facets["gender"]] == ["men", "women"]
    assert [count.code for count in facets["open_places"]] == ["1"]
    assert facets["age"] == facets["radius"] == ()


def test_the_age_in_the_question_is_offered_with_its_number(ask: Ask) -> None:
    assert [count.code for count in ask("yksinäinen mies 75 v", Filters()).facets["age"]] == ["75"]
    assert ask("yksinäinen mies 75 v", Filters(age=75.0)).facets["age"] == ()


def test_distances_are_counted_from_a_point_only(ask: Ask) -> None:
    radii = {count.code: count.count for count in ask("", Filters(near=JOENSUU)).facets["radius"]}
    assert list(radii) == ["5", "10", "20", "50", "100"]
    assert 0 < radii["5"] <= radii["10"] <= radii["20"] <= radii["50"] <= radii["100"]


def test_a_distance_that_cannot_be_measured_has_no_number(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = {count.code: count.count for count in ask("", Filters(near=JOENSUU)).facets["radius"]}
    monkeypatch.setattr(offering, "MEASURED", 20)
    fewer = {count.code: count.count for count in ask("", Filters(near=JOENSUU)).facets["radius"]}
    assert set(fewer) < set(measured)
    assert fewer.items() <= measured.items()


def test_a_chosen_distance_is_exact(ask: Ask) -> None:
    results = ask("", Filters(near=JOENSUU, radius_km=50.0))
    [promised] = [c.count for c in ask("", Filters(near=JOENSUU)).facets["radius"] if c.code == "50"]
    assert (results.exact, results.total) == (True, promised)
    assert all(hit.distance_km is not None and hit.distance_km <= 50.0 for hit in results.hits)


def test_a_rim_too_full_to_measure_says_at_least_how_many(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ask("", Filters(near=JOENSUU, radius_km=50.0))
    monkeypatch.setattr("search.selecting.RIM_LIMIT", 1)
    results = ask("", Filters(near=JOENSUU, radius_km=50.0))
    assert results.exact or 0 < results.total <= whole.total
