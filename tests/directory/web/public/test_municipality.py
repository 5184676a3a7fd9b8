"""The page of a municipality and the list of them all."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.vocabulary import municipalities
from tests.pages import Page, words_of

Reader = Callable[..., Page]


def test_what_is_here_by_need_and_whom_to_ask(page: Reader) -> None:
    found = page("/fi/kunta/joensuu")
    assert words_of(found.one("h1")) == "Joensuu"
    assert "Pohjois-Karjalan hyvinvointialue" in found.text
    assert "Anneli Ryynänen" in found.text
    assert "/fi/haku?place=167&need=loneliness" in found.links()
    counts = [int(words_of(n)) for n in found.one("ul", class_="counted").iter("span")]
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 0


def test_neighbours_are_those_of_the_county_in_alphabetical_order(page: Reader) -> None:
    found = page("/sv/kommun/joensuu")
    names = [words_of(a) for a in found.one("section", aria_labelledby="near").iter("a")]
    county = {m.names["sv"] for m in municipalities().values() if m.active and m.county == "14"}
    assert set(names) == county - {"Joensuu"}
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/sv/kommun/espoo", "/sv/kommun/esbo"),
        ("/fi/kunta/049", "/fi/kunta/espoo"),
        ("/en/municipality/Esbo", "/en/municipality/espoo"),
    ],
)
def test_any_name_and_the_code_lead_to_the_name_in_the_language(demo: Flask, path: str, target: str) -> None:
    answer = demo.test_client().get(path)
    assert answer.status_code == 301
    assert answer.headers["Location"] == target


def test_merged_and_made_up_municipalities_are_not_there(client: FlaskClient) -> None:
    merged = next(m for m in municipalities().values() if not m.active)
    assert client.get(f"/fi/kunta/{merged.code}").status_code == 404
    assert client.get("/fi/kunta/ankkalinna").status_code == 404


def test_without_an_index_the_page_says_that_search_is_silent(read: Reader) -> None:
    found = read("/fi/kunta/lieksa")
    assert "Haku ei vastaa juuri nyt" in found.text
    assert "Täältä ei ole vielä ilmoitettu mitään" not in found.text


def test_an_empty_municipality_says_so_and_what_to_do(page: Reader) -> None:
    found = page("/en/municipality/sottunga")
    assert "Nothing has been listed here yet." in found.text or "activities for people who live here" in found.text
    assert "No contact person for associations has been named here yet." in found.text


@pytest.mark.parametrize(
    ("path", "letters"),
    [("/fi/kunnat", ("Y", "Ä")), ("/sv/kommuner", ("Å", "Ä", "Ö")), ("/en/municipalities", ("V", "Y"))],
)
def test_all_of_them_in_the_alphabet_of_the_language(page: Reader, path: str, letters: tuple[str, ...]) -> None:
    found = page(path)
    listed = [words_of(a) for places in found.all("ul", class_="places") for a in places.iter("a")]
    assert len(listed) == 308
    assert set(listed) == {m.names[path[1:3]] for m in municipalities().values() if m.active}
    initials = [words_of(heading) for heading in found.all("h2")]
    assert initials == sorted(initials, key="ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ".index)
    assert tuple(initials[-len(letters) :]) == letters
