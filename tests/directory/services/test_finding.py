"""From a question to results with cards: filters bind, words prefer, counts are true, nothing is ever an error."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from directory.services.finding import Finder, Found
from search.types import Filters, Point, Question, Scope, Sort
from search.zone import HELSINKI

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=HELSINKI)
LIEKSA, JOENSUU = "422", "167"
Ask = Callable[..., Found]


@pytest.fixture(scope="module")
def ask(demo: Flask) -> Iterator[Ask]:
    finder: Finder = demo.extensions["search"]
    with demo.extensions["database"].read() as session:

        def one(text: str = "", **changes: Any) -> Found:
            question: dict[str, Any] = {"ui_language": "fi", "now": NOW} | changes
            return finder.find(session, Question(text=text, **question))

        yield one


def test_a_sentence_is_taken_apart_and_answered_near_first(ask: Ask) -> None:
    results = ask("yksinäinen mies 75 v Lieksa").results
    assert {part.key for part in results.understood.parts} >= {"place:422", "age:75", "needs:loneliness"}
    near = [hit.nearby for hit in results.hits]
    assert near == sorted(near, reverse=True)
    assert any(reason.kind == "concept" and reason.value == "needs:loneliness" for reason in results.hits[0].reasons)
    assert results.total > 0
    assert results.beyond > 0


def test_every_hit_has_its_card(ask: Ask) -> None:
    found = ask("vertaistuki")
    assert [hit.id for hit in found.results.hits] == list(found.cards) or set(found.cards) == {
        hit.id for hit in found.results.hits
    }


def test_a_filter_binds_and_its_count_was_true(ask: Ask) -> None:
    everything = ask("yksinäisyys").results
    [count] = [c.count for c in everything.facets["kinds"] if c.code == "peer_group"]
    chosen = ask("yksinäisyys", filters=Filters(codes={"kinds": ("peer_group",)}))
    assert chosen.results.total == count
    assert all("peer_group" in card.kinds for card in chosen.cards.values())


def test_counts_of_a_group_leave_its_own_choices_out(ask: Ask) -> None:
    free = {c.code: c.count for c in ask("ryhmä").results.facets["kinds"]}
    chosen = ask("ryhmä", filters=Filters(codes={"kinds": ("advice",)})).results.facets["kinds"]
    assert {c.code: c.count for c in chosen} == free
    assert [c.code for c in chosen if c.chosen] == ["advice"]


def test_counts_are_the_same_whether_counted_here_or_by_the_engine(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    counted_here = ask("suru").results
    monkeypatch.setattr("search.selecting.NEAR_LIMIT", 1)
    monkeypatch.setattr("search.selecting.BEYOND_LIMIT", 1)
    counted_there = ask("suru").results
    assert counted_there.total == counted_here.total
    assert counted_there.facets == counted_here.facets


def test_browsing_counts_everything(ask: Ask) -> None:
    results = ask().results
    assert results.total == 280 - unpublished(ask)
    assert sum(c.count for c in results.facets["tiers"]) <= results.total


def unpublished(ask: Ask) -> int:
    return 280 - ask(sort=Sort.CONFIRMED).results.total


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        (Filters(age=75), lambda card: (card.age_min or 0) <= 75 <= (card.age_max or 120)),
        (Filters(gender="men"), lambda card: card.gender in {"all", "men"}),
        (Filters(open_places=True), lambda card: card.capacity not in {"full", "waiting_list"}),
        (Filters(days=("mo",)), lambda card: any(s.start.weekday() == 0 for s in card.sessions)),
        (Filters(days=("tu",), times=("evening",)), lambda card: any(s.start.hour >= 17 for s in card.sessions)),
        (Filters(period="this_week"), lambda card: any(s.start.date().isocalendar().week == 48 for s in card.sessions)),
        (Filters(municipalities=(JOENSUU,), scope=Scope.MUNICIPALITY), lambda card: JOENSUU in {
            *card.area_municipalities, *(place.municipality for place in card.locations)}),
        (
            Filters(codes={"costs": ("free",), "languages": ("sv",)}),
            lambda card: card.cost == "free" and "sv" in card.languages,
        ),
    ],
)  # fmt: skip
def test_every_filter_holds_for_every_card(ask: Ask, filters: Filters, holds: Callable[[Any], bool]) -> None:
    found = ask(filters=filters, per_page=100)
    assert found.cards
    assert [card.public_id for card in found.cards.values() if not holds(card)] == []


def test_a_radius_is_exact(ask: Ask) -> None:
    filters = Filters(near=Point(62.601, 29.763), radius_km=5.0)
    hits = ask(filters=filters, per_page=100).results.hits
    assert hits
    assert all(hit.distance_km is not None and hit.distance_km <= 5.0 for hit in hits)


def test_sorts(ask: Ask) -> None:
    near = ask(filters=Filters(near=Point(62.601, 29.763)), sort=Sort.NEAREST).results.hits
    distances = [hit.distance_km for hit in near if hit.distance_km is not None and hit.nearby]
    assert distances == sorted(distances)
    coming = ask(sort=Sort.NEXT)
    starts = [next((s.end for s in coming.cards[h.id].sessions if s.end >= NOW), None) for h in coming.results.hits]
    assert None not in starts[:5]
    confirmed = ask(sort=Sort.CONFIRMED)
    days = [confirmed.cards[hit.id].verified_on for hit in confirmed.results.hits]
    assert days == sorted(days, reverse=True)


def test_home_prefers_and_a_chosen_place_binds(ask: Ask) -> None:
    home = ask("yksinäisyys", home=(LIEKSA,)).results
    chosen = ask("yksinäisyys", filters=Filters(municipalities=(LIEKSA,))).results
    assert home.total == chosen.total
    assert home.beyond > 0
    assert chosen.beyond == 0


def test_nothing_found_says_what_to_loosen_and_keeps_its_promise(ask: Ask) -> None:
    filters = Filters(codes={"kinds": ("respite_care",), "languages": ("vi",)}, municipalities=(LIEKSA,))
    results = ask("pyöräily", filters=filters).results
    assert results.total == results.beyond == 0
    assert results.hits == ()
    ways = {way.what: way.count for way in results.loosenings}
    assert all(ways.values())
    everything = ask("pyöräily").results
    assert ways.get("filter:all", 0) == everything.total + everything.beyond


@pytest.mark.parametrize(
    "text", ["\x00", "<script>alert(1)</script>", "\"'\\", "a" * 10_000, "\ud800", "🙂", "  ", "%00"]
)
def test_hostile_questions_get_an_answer(ask: Ask, text: str) -> None:
    assert ask(text).results.total >= 0


def test_pages_do_not_overlap_and_end(ask: Ask) -> None:
    first, second = (ask("ryhmä", page=page).results for page in (1, 2))
    assert not {hit.id for hit in first.hits} & {hit.id for hit in second.hits}
    assert ask("ryhmä", page=10_000).results.hits == ()
    assert first.listed <= first.total + first.beyond


def test_what_lies_beyond_is_counted_alike_on_every_page(ask: Ask) -> None:
    whole = ask("yksinäinen mies 75 v Joensuu", per_page=200).results
    near = sum(hit.nearby for hit in whole.hits)
    pages = [ask("yksinäinen mies 75 v Joensuu", per_page=5, page=page).results for page in range(1, near // 5 + 3)]
    assert pages[0].hits[-1].nearby
    assert not pages[-1].hits[-1].nearby
    assert {(page.total, page.beyond, page.listed) for page in pages} == {(whole.total, whole.beyond, whole.listed)}
    assert [hit for page in pages for hit in page.hits] == list(whole.hits[: 5 * len(pages)])


def test_suggestions_bring_needs_places_and_titles(demo: Flask) -> None:
    finder: Finder = demo.extensions["search"]
    assert [s.text for s in finder.suggest("lieks", "fi") if s.kind == "place"] == ["Lieksa"]
    assert "loneliness" in [s.id for s in finder.suggest("ensam", "sv") if s.kind == "need"]
    assert [s.kind for s in finder.suggest("ukkojen verst", "fi")][:1] == ["activity"]
    assert finder.suggest("", "fi") == []
    assert finder.suggest("...", "fi") == []


def test_health_names_engines_and_documents(demo: Flask) -> None:
    state = demo.extensions["search"].health()
    assert state["degraded"] is False
    [engine] = state["engines"]
    assert (engine["name"], engine["answers"]) == ("embedded", True)
    assert engine["documents"] > 200
