"""Whatever is typed or put into the address: a clear page, never an error of ours."""

from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pages import check, parsed

PATHS = {"fi": "/fi/haku", "sv": "/sv/sok", "en": "/en/search"}
NAMES = [
    "q",
    "page",
    "sort",
    "needs",
    "kinds",
    "target_groups",
    "age",
    "gender",
    "languages",
    "modes",
    "threshold",
    "outreach_help",
    "costs",
    "accessibility",
    "referral_routes",
    "capacity",
    "meets_at",
    "tiers",
    "day",
    "days",
    "time",
    "times",
    "period",
    "municipality",
    "municipalities",
    "scope",
    "near",
    "lat",
    "lon",
    "km",
    "radius",
    "open",
    "without",
    "place",
    "open_places",
]
HOSTILE = [
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%FF%FE",
    quote("<script>alert(1)</script>"),
    quote("'\" OR 1=1 --"),
    quote('title:"x" AND (needs:*'),
    quote("\u202e\u0007\u001b[31m"),
    quote("a" * 10_000),
    quote("ä" * 3_000),
    quote(" ".join(["omaishoitaja"] * 300)),
    quote("((((((((((" * 50),
    quote("+-!{}[]^~*?:\\/&|"),
    quote("𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👵🏽 ﷽"),
]


def answer(demo: Flask, address: str) -> tuple[int, str]:
    response = demo.test_client().get(address)
    assert response.status_code in {200, 400, 404, 414}, f"{address[:200]}: {response.status_code}"
    html = response.get_data(as_text=True)
    check(parsed(html), address)
    return response.status_code, html


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("language", PATHS)
def test_a_hostile_question_gets_a_page(demo: Flask, language: str, text: str) -> None:
    _, html = answer(demo, f"{PATHS[language]}?q={text}")
    assert "<script>alert" not in html


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_suggestions_survive_the_same(demo: Flask, text: str) -> None:
    response = demo.test_client().get(f"/fi/haku/ehdota?q={text}")
    assert response.status_code in {200, 400, 404}
    assert b"<script>alert" not in response.get_data()


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=abc", "page=999999999999", "needs=nothing", "sort=price", "age=old", "scope=moon"],
)
def test_an_impossible_filter_says_so_or_finds_nothing(demo: Flask, query: str) -> None:
    answer(demo, f"/fi/haku?q=muisti&{query}")


TEXT = st.text(max_size=60) | st.sampled_from(
    ["", "0", "-1", "1e9", "NaN", "loneliness", "422", "fi", "mo", "\x00", "é" * 99]
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(NAMES), TEXT), max_size=6), st.sampled_from(sorted(PATHS)))
def test_any_form_gets_a_page(demo: Flask, fields: list[tuple[str, str]], language: str) -> None:
    query = "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in fields)
    answer(demo, f"{PATHS[language]}?{query}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=40))
def test_any_bytes_in_the_address_get_a_page(demo: Flask, raw: bytes) -> None:
    answer(demo, "/fi/haku?q=" + "".join(f"%{byte:02X}" for byte in raw))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=40))
def test_any_path_gets_a_page(demo: Flask, text: str) -> None:
    for folder in ("toiminta", "jarjesto", "kunta", "palaute"):
        response = demo.test_client().get(f"/fi/{folder}/{quote(text)}")
        assert response.status_code < 500
