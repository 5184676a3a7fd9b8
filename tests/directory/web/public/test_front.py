"""The front page in three languages, with and without a municipality of one's own."""

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from directory.vocabulary import codes
from directory.web.public.needs import THEMES
from tests.pages import Page, words_of

JOENSUU = "167"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
SUNDAY = datetime(2026, 11, 29, 9, 0, tzinfo=ZoneInfo("Europe/Helsinki"))


@pytest.fixture
def client(demo: Flask) -> FlaskClient:
    """A browser on the demo."""
    return demo.test_client()


@pytest.mark.parametrize(("accepted", "language"), [("sv-FI,sv;q=0.9", "sv"), ("en-GB", "en"), ("de", "fi")])
def test_the_bare_address_leads_to_the_readers_language(client: FlaskClient, accepted: str, language: str) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("fi", "Joku lähelläsi keittää juuri kahvia"),
        ("sv", "Någon nära dig sätter just på kaffet"),
        ("en", "Someone near you is putting the coffee on"),
    ],
)
def test_front_speaks_the_language_of_its_address(page: Callable[..., Page], language: str, heading: str) -> None:
    front = page(f"/{language}/")
    assert words_of(front.one("h1")) == heading
    alternates = {e.get("hreflang"): e.get("href", "") for e in front.all("link", rel="alternate")}
    assert set(alternates) == {"fi", "sv", "en", "x-default"}
    assert front.one("link", rel="canonical").get("href", "").endswith(f"/{language}/")


def test_tiles_count_what_a_search_then_finds(page: Callable[..., Page]) -> None:
    front = page("/en/")
    tiles = front.all("a", class_="tile")
    assert len(tiles) == len(THEMES)
    for tile in tiles[:3]:
        found = re.search(r"(\d+) activit", words_of(tile))
        assert found is not None
        results = page(tile.get("href", ""))
        assert words_of(results.one("h1")).startswith(f"{found[1]} activit")


def test_every_need_stands_under_exactly_one_theme() -> None:
    listed = [need for theme in THEMES for need in theme.needs]
    assert sorted(listed) == sorted(codes("needs"))


def test_needs_page_lists_them_all(page: Callable[..., Page]) -> None:
    needs = page("/sv/behov")
    assert all(labels["sv"] in needs.text for labels in codes("needs").values())


def test_a_crisis_line_of_the_directory_stands_beside_112(page: Callable[..., Page]) -> None:
    urgent = page("/en/").one("aside", class_="urgent")
    numbers = [a.get("href", "") for a in urgent.iter("a")]
    assert numbers[0] == "tel:112"
    assert numbers[-1].startswith("tel:+358")


def test_without_data_the_front_page_makes_nothing_up(make_app: Callable[..., Flask]) -> None:
    answer = make_app(demo=False).test_client().get("/en/")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "tel:112" in text
    assert "tel:+358" not in text
    assert "fictional" not in text


@time_machine.travel(MONDAY, tick=False)
def test_this_week_shows_real_sessions_of_the_chosen_municipality(demo: Flask) -> None:
    client = demo.test_client()
    before = client.get("/en/").get_data(as_text=True)
    assert 'class="slot"' not in before
    answer = client.post("/en/my-municipality", data={"place": JOENSUU})
    assert answer.status_code == 303
    after = client.get("/en/").get_data(as_text=True)
    assert "Joensuu, 23–29 November" in after
    hours = re.findall(r'<p class="hours">(.*?)</p>', after)
    assert hours
    assert all(re.fullmatch(r"\d\d:\d\d–\d\d:\d\d", text) for text in hours)


@time_machine.travel(SUNDAY, tick=False)
def test_at_the_weekend_the_coming_week_is_shown(demo: Flask) -> None:
    client = demo.test_client()
    client.set_cookie("home", JOENSUU)
    assert "30 November – 6 December" in client.get("/en/").get_data(as_text=True)


def test_my_municipality_stays_on_the_device(client: FlaskClient) -> None:
    answer = client.post("/fi/oma-kunta", data={"place": JOENSUU})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"home={JOENSUU};")
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert answer.headers["Location"] == "/fi/"


@pytest.mark.parametrize("place", ["", "999", "<script>", "167' OR 1=1"])
def test_an_unknown_municipality_is_forgotten_not_kept(client: FlaskClient, place: str) -> None:
    answer = client.post("/fi/oma-kunta", data={"place": place})
    assert answer.status_code == 303
    assert answer.headers["Set-Cookie"].startswith("home=;")


def test_another_site_cannot_choose_for_the_reader(client: FlaskClient) -> None:
    answer = client.post("/fi/oma-kunta", data={"place": JOENSUU}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


def test_a_forged_cookie_is_as_good_as_none(demo: Flask) -> None:
    client = demo.test_client()
    client.set_cookie("home", "<b>x")
    answer = client.get("/fi/")
    assert answer.status_code == 200
    assert "<b>x" not in answer.get_data(as_text=True)


def test_first_page_is_light(client: FlaskClient) -> None:
    headers = {"Accept-Encoding": "br"}
    answer = client.get("/fi/haku?q=yksinäinen", headers=headers)
    assert answer.headers["Content-Encoding"] == "br"
    html = answer.get_data()
    import brotli

    text = brotli.decompress(html).decode()
    parts = re.findall(r'(?:href|src)="(/static/[^"#]+\.(?:css|js))"', text)
    total = len(html) + sum(len(client.get(path, headers=headers).get_data()) for path in parts)
    assert total <= 80_000
    assert not re.findall(r'(?:src|href)="https?://(?!localhost)', text)
