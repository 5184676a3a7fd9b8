"""The results page: what was understood, what was found, how it is narrowed and loosened, and bad addresses."""

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.services.finding import Found
from directory.web.public.search_form import FACET_FIELDS
from search.errors import EngineUnavailable, IndexMissing
from search.types import Results
from tests.pages import Page, words_of

LIEKSA = "/fi/haku?q=yksinäinen+mies+75+v+Lieksa"


def number(page: Page) -> int:
    """The number that the heading begins with; 0 without one."""
    found = re.match(r"(\d+)", words_of(page.one("h1")))
    return int(found[1]) if found else 0


def test_the_question_is_taken_apart_into_chips(page: Callable[..., Page]) -> None:
    results = page(LIEKSA)
    chips = [words_of(chip) for chip in results.all("a", class_="chip")]
    assert chips == [
        "Ikä 75 v , poista",
        "Paikka Lieksa , poista",
        "Kenelle miehet , poista",
        "Tarve yksinäisyys , poista",
    ]
    assert words_of(results.one("h1")).endswith("toimintaa Lieksassa ja lähellä")


@pytest.mark.parametrize(
    ("address", "ending"),
    [
        ("/sv/sok?q=sorg+Vasa", "i Vasa och i närheten"),
        ("/en/search?q=grief+Tampere", "in Tampere and nearby"),
        ("/fi/haku?place=837", "toimintaa Tampereella ja lähellä"),
        ("/fi/haku?place=837&scope=municipality", "toimintaa Tampereella"),
        ("/fi/haku?place=422&scope=county", "toimintaa Pohjois-Karjalan hyvinvointialueella"),
    ],
)
def test_the_heading_counts_in_words(page: Callable[..., Page], address: str, ending: str) -> None:
    assert words_of(page(address).one("h1")).endswith(ending)


def test_a_chip_removes_itself(page: Callable[..., Page]) -> None:
    chip = page(LIEKSA).all("a", class_="chip")[1]
    after = page(chip.get("href", ""))
    chips = [words_of(found) for found in after.all("a", class_="chip")]
    assert not any("Lieksa" in text for text in chips)
    assert after.one("input", name="q").get("value") == "yksinäinen mies 75 v Lieksa"


def test_a_choice_becomes_a_chip_and_narrows(page: Callable[..., Page]) -> None:
    everything, chosen = page("/fi/haku"), page("/fi/haku?easy=no_signup")
    assert 0 < number(chosen) < number(everything)
    box = chosen.one("input", name="easy", value="no_signup")
    assert "checked" in box.attrib
    assert "Ei ilmoittautumista" not in words_of(chosen.one("h1"))
    assert "ei ilmoittautumista" in words_of(chosen.all("a", class_="chip")[0])


def test_a_number_beside_a_choice_is_what_it_gives(page: Callable[..., Page]) -> None:
    results = page("/fi/haku?q=yksinäinen")
    option = next(
        label
        for label in results.all("label", class_="opt")
        if any(e.get("value") == "fetched_from_home" for e in label.iter("input"))
    )
    promised = int(words_of(option).removeprefix("Haetaan kotoa"))
    assert promised == number(page("/fi/haku?q=yksinäinen&help=fetched_from_home"))


def test_choices_of_one_group_widen_and_of_two_narrow(page: Callable[..., Page]) -> None:
    one = number(page("/fi/haku?cost=free"))
    either = number(page("/fi/haku?cost=free&cost=fee"))
    both_groups = number(page("/fi/haku?cost=free&tier=professional"))
    assert either > one > both_groups > 0


def test_zero_is_seen_but_cannot_be_chosen(page: Callable[..., Page]) -> None:
    results = page("/fi/haku?place=422&scope=municipality")
    disabled = [e for e in results.all("input", form="search") if "disabled" in e.attrib]
    assert disabled
    assert all("checked" not in e.attrib for e in disabled)


def test_cards_say_when_who_where_and_how(page: Callable[..., Page]) -> None:
    results = page(LIEKSA)
    cards = results.all("article", class_="card")
    assert cards
    first = words_of(cards[0])
    assert "Mies pihassa" in first
    assert "Jari tulee ensin kotiin" in first
    assert "Haetaan kotoa" in first
    assert "Miksi tämä: Yksinäisyys" in first
    assert "050 00 214" in first
    assert any(a.get("href") == "tel:+3585000214" for a in cards[0].iter("a"))


def test_a_text_in_another_language_is_marked(page: Callable[..., Page]) -> None:
    results = page("/sv/sok?q=Ukkojen+verstas")
    card = next(c for c in results.all("article", class_="card") if "Ukkojen verstas" in words_of(c))
    title = next(a for a in card.iter("a"))
    assert title.get("lang") == "fi"
    assert "Texten bara på finska" in words_of(card)
    assert "Visa bara dem som hålls på svenska" in results.text


def test_a_swedish_text_carries_no_mark_on_a_swedish_page(page: Callable[..., Page]) -> None:
    cards = page("/sv/sok?q=Närståendevårdarnas+eftermiddag").all("article", class_="card")
    card = next(card for card in cards if "Närståendevårdarnas eftermiddag" in words_of(card))
    assert next(a for a in card.iter("a")).get("lang") is None


def test_what_is_further_away_comes_under_its_own_heading(page: Callable[..., Page]) -> None:
    results = page("/sv/sok?q=sorg+Vasa")
    lists = results.all("ol", class_="list")
    assert len(lists) == 2
    assert words_of(results.one("h2", class_="further")).startswith("Längre bort (")


def test_pages_follow_each_other_without_repeating(page: Callable[..., Page]) -> None:
    first = page("/fi/haku?q=ryhmä")
    more = first.one("a", rel="next")
    second = page(more.get("href", ""))
    ids = [{card.get("id") for card in found.all("article", class_="card")} for found in (first, second)]
    assert len(ids[0]) == 20
    assert ids[1]
    assert not ids[0] & ids[1]


def test_page_numbers_mark_where_one_is(page: Callable[..., Page]) -> None:
    second = page("/fi/haku?q=ryhmä&page=2")
    paging = second.one("nav", class_="paging")
    current = [a for a in paging.iter("a") if a.get("aria-current") == "page"]
    assert [words_of(a) for a in current] == ["Sivu 2"]


def test_sorting_keeps_the_question(page: Callable[..., Page]) -> None:
    link = next(a for a in page(LIEKSA).all("a") if "sort=nearest" in a.get("href", ""))
    assert parse_qs(urlsplit(link.get("href", "")).query)["q"] == ["yksinäinen mies 75 v Lieksa"]
    nearest = page(link.get("href", ""))
    near = nearest.all("ol", class_="list")[0]
    distances = [
        float(found[1].replace(",", ".")) / (1000 if found[2] == "m" else 1)
        for card in near.iter("article")
        if (found := re.search(r"([\d,]+)\s(k?m)\b", words_of(card)))
    ]
    assert distances == sorted(distances)


def test_nothing_found_offers_ways_out_with_numbers_that_hold(page: Callable[..., Page]) -> None:
    empty = page("/fi/haku?place=422&language=so&cost=fee&scope=municipality")
    assert words_of(empty.one("h1")) == "Ei löytynyt mitään"
    panel = empty.one("div", class_="empty")
    ways = [a for a in panel.iter("a") if re.search(r": \d+ toiminta", words_of(a))]
    assert ways
    for way in ways:
        promised = re.search(r": (\d+) ", words_of(way))
        assert promised is not None
        assert number(page(way.get("href", ""))) == int(promised[1])


def test_the_named_person_helps_where_nothing_fits(page: Callable[..., Page]) -> None:
    empty = page("/fi/haku?place=422&language=so&cost=fee")
    assert "Marja Piironen" in words_of(empty.one("div", class_="empty"))


def test_near_me_is_rounded_and_sorted_by_distance(page: Callable[..., Page]) -> None:
    results = page("/en/search?lat=62.60123456&lon=29.76&km=10&sort=nearest")
    assert words_of(results.one("h1")).endswith("near you")
    assert number(results) > 0
    chip = words_of(results.all("a", class_="chip")[0])
    assert "within 10 km of you" in chip


def test_the_map_says_what_the_list_says(page: Callable[..., Page]) -> None:
    results = page(LIEKSA)
    targets = {card.get("id") for card in results.all("article", class_="card")}
    pins = re.findall(r'<a href="#([^"]+)" class="pin[^>]+aria-label="(\d+\. [^"]+)"', results.html)
    assert pins
    assert {target for target, _label in pins} <= targets


def test_home_is_a_removable_preference(demo: Flask) -> None:
    client = demo.test_client()
    client.set_cookie("home", "422")
    text = client.get("/fi/haku?q=ryhmä").get_data(as_text=True)
    assert "Oma kunta</span> Lieksa" in text
    assert "Lieksassa ja lähellä" in text
    without = client.get("/fi/haku?q=ryhmä&without=home").get_data(as_text=True)
    assert "Lieksassa ja lähellä" not in without


def test_a_new_question_forgets_what_was_removed_from_the_old_one(page: Callable[..., Page]) -> None:
    kept = page("/fi/haku?q=ryhmä+Lieksa&asked=ryhmä+Lieksa&without=place:422")
    anew = page("/fi/haku?q=sauna+Lieksa&asked=ryhmä+Lieksa&without=place:422")
    assert "Lieksassa" not in words_of(kept.one("h1"))
    assert "Lieksassa" in words_of(anew.one("h1"))


def test_an_identity_code_is_left_out_and_said_so(page: Callable[..., Page]) -> None:
    results = page("/en/search?q=grief+131052-308T")
    assert "We left out an identity code" in results.text
    assert "131052" not in "".join(words_of(card) for card in results.all("article", class_="card"))


def test_results_are_not_kept_by_caches_nor_listed_by_crawlers(page: Callable[..., Page]) -> None:
    results = page("/fi/haku?q=suru")
    assert "private" in results.headers["Cache-Control"]
    assert results.one("meta", name="robots").get("content") == "noindex"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("need=sadness", "The address has a choice that does not exist: need."),
        ("place=999", "does not exist: place."),
        ("page=-1", "There is no such page of results."),
        ("page=abc", "There is no such page of results."),
        ("page=1000000000", "There is no such page of results."),
        ("age=abc", "Write the age in years, for example 75."),
        ("age=-5", "Write the age in years"),
        ("age=nan", "Write the age in years"),
        ("sort=random", "does not exist: sort."),
        ("lat=0&lon=0", "not in Finland"),
        ("lat=inf&lon=25", "not in Finland"),
        ("q=" + "a" * 10_000, "at most 300 characters"),
        ("scope=universe", "does not exist: scope."),
        ("day=xx", "does not exist: day."),
    ],
)
def test_a_faulty_address_says_what_is_wrong(page: Callable[..., Page], query: str, said: str) -> None:
    faulty = page(f"/en/search?{query}", 400)
    assert said in words_of(faulty.one("div", class_="errors"))
    targets = [a.get("href", "").removeprefix("#") for a in faulty.one("div", class_="errors").iter("a")]
    ids = {e.get("id") for e in faulty.tree.iter()}
    assert set(targets) <= ids


def test_a_faulty_address_keeps_what_was_right(page: Callable[..., Page]) -> None:
    faulty = page("/en/search?q=grief&age=old&easy=no_signup", 400)
    assert faulty.one("input", name="q").get("value") == "grief"
    assert faulty.one("input", name="age").get("value") == "old"
    assert "checked" in faulty.one("input", name="easy", value="no_signup").attrib


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ED%A0%80",
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=%22%27%5C%3B--",
        "q=%F0%9F%98%80&need=",
        "q=%0d%0aSet-Cookie:x",
        "without=%00&without=place:422",
        "q=*&place=",
        "a=1&b=2&place=&age=&gender=&when=",
    ],
)
def test_hostile_but_readable_addresses_are_answered(page: Callable[..., Page], query: str) -> None:
    results = page(f"/fi/haku?{query}")
    assert "<script>alert" not in results.html


@pytest.mark.parametrize("error", [IndexMissing, EngineUnavailable])
def test_without_any_index_the_page_asks_to_come_back(
    make_app: Callable[..., Flask], error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()

    def away(*_args: object) -> None:
        raise error("no index")

    monkeypatch.setattr(app.extensions["search"], "find", away)
    assert app.test_client().get("/fi/haku?q=suru").status_code == 503
    client = app.test_client()
    client.set_cookie("home", "422")
    front = client.get("/en/")
    assert front.status_code == 200
    assert "The search is away for a moment" in front.get_data(as_text=True)


OTHER_FIELDS = ("q", "asked", "without", "place", "county", "scope", "lat", "lon", "km", "age", "gender", "a")
TIME_FIELDS = ("day", "time", "when", "open", "sort", "page")
NAMES = st.sampled_from([*FACET_FIELDS, *OTHER_FIELDS, *TIME_FIELDS])
VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["422", "1", "nan", "1e999", "-0", "near", "free", "mo", "this_week", "nearest", "62.6", "29.7"]),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(NAMES, VALUES), max_size=8))
def test_no_address_breaks_the_page(demo: Flask, pairs: list[tuple[str, str]]) -> None:
    query = [(name, value.encode("utf-8", "surrogatepass").decode("latin-1")) for name, value in pairs]
    answer = demo.test_client().get("/fi/haku", query_string=query)
    assert answer.status_code in {200, 400}


def altered(demo: Flask, monkeypatch: pytest.MonkeyPatch, change: Callable[[Results], Results]) -> FlaskClient:
    """A browser on the demo whose search answers as it does, changed."""
    finder = demo.extensions["search"]
    real = finder.find

    def find(*arguments: object) -> Found:
        found = real(*arguments)
        return replace(found, results=change(found.results))

    monkeypatch.setattr(finder, "find", find)
    return demo.test_client()


def test_a_standing_in_engine_is_told_quietly(demo: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = altered(demo, monkeypatch, lambda results: replace(results, degraded=True))
    for path, said in (
        ("/fi/haku?q=suru", "Haku toimii juuri nyt varajärjestelmällä."),
        ("/sv/sok?q=sorg", "Sökningen går just nu på sitt reservsystem."),
        ("/en/search?q=grief", "The search runs on its reserve just now."),
    ):
        text = client.get(path).get_data(as_text=True)
        assert said in text
        assert 'class="card card--listed"' in text


def test_did_you_mean_is_a_link_to_the_whole_question(demo: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(results: Results) -> Results:
        return replace(results, understood=replace(results.understood, did_you_mean="grief group"))

    text = altered(demo, monkeypatch, change).get("/en/search?q=greif+gruop").get_data(as_text=True)
    assert '<a href="/en/search?q=grief+group">grief group</a>' in text
    same = altered(demo, monkeypatch, change).get("/en/search?q=Grief+group").get_data(as_text=True)
    assert "Did you mean" not in same
