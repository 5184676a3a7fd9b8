"""Addresses that people can read."""

import pytest
from flask import Flask

from directory.vocabulary import municipalities
from directory.web.addresses import activity_url, address, municipalities_by_slug, municipality_url, safe_back, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Äijäkerho & sauna", "aijakerho-sauna"),
        ("Männens  verkstad – Nagu", "mannens-verkstad-nagu"),
        ("Åboland/Øst", "aboland-ost"),
        ("Кафе", ""),
        ("!!!", ""),
        ("a" * 59 + " bb", "a" * 59),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_name_without_letters_leaves_the_id_alone() -> None:
    assert address("abc", {"fi": "Кафе"}, "fi") == "abc"
    assert address("abc", {}, "fi") == "abc"


def test_the_slug_follows_the_language_or_what_stands_in_for_it(app: Flask) -> None:
    titles = {"fi": "Paja", "sv": "Verkstad"}
    with app.test_request_context():
        assert activity_url("abc", titles, language="sv") == "/sv/verksamhet/abc-verkstad"
        assert activity_url("abc", titles, language="en") == "/en/activity/abc-paja"


def test_every_municipality_has_an_address_of_its_own(app: Flask) -> None:
    active = [m for m in municipalities().values() if m.active]
    with app.test_request_context():
        for language in ("fi", "sv", "en"):
            urls = {municipality_url(m.code, language=language) for m in active}
            assert len(urls) == 308
    for municipality in active:
        for name in municipality.names.values():
            assert municipalities_by_slug()[slug(name)].code == municipality.code


@pytest.mark.parametrize("back", ["/fi/haku", "/sv/sok?q=a&place=422", "/en/search?q=%22"])
def test_ways_back_to_results(back: str) -> None:
    assert safe_back(back) == back


@pytest.mark.parametrize(
    "back", ["", "/fi/hallinta", "http:/fi/haku", "//a/fi/haku", "/fi/haku\n", "\\\\a", "http://[::1"]
)
def test_ways_back_to_elsewhere(back: str) -> None:
    assert safe_back(back) == ""
