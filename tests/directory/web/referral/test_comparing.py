"""Two or three activities side by side, with or without a municipality of one's own."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity
from tests.pages import Page, checked_page, words_of

PATHS = {"fi": "/fi/vertaile", "sv": "/sv/jamfor", "en": "/en/compare"}


def table(page: Page) -> dict[str, list[str]]:
    """The rows by their heads, with the verdict in front of the cells."""
    found = {}
    for row in page.one("tbody").iter("tr"):
        head = next(row.iter("th"))
        verdict = [words_of(e) for e in head.iter("span")]
        term = words_of(head).removesuffix(verdict[0]).strip() if verdict else words_of(head)
        found[term] = [*verdict, *(words_of(cell) for cell in row.iter("td"))]
    return found


def compared(site: FlaskClient, ids: list[str], language: str = "en", home: str = "422") -> dict[str, list[str]]:
    if home:
        site.set_cookie("home", home)
    path = f"{PATHS[language]}?" + "&".join(f"a={public_id}" for public_id in ids)
    return table(checked_page(site, path))


def test_every_row_that_decides_is_there(site: FlaskClient, ids: list[str]) -> None:
    rows = compared(site, ids)
    assert list(rows)[:10] == [
        "Next times",
        "Place, and distance from Lieksa",
        "Who meets you",
        "How to join",
        "Cost",
        "Accessibility",
        "Languages of the activity",
        "Room for newcomers",
        "For whom",
        "Confirmed",
    ]
    assert all(len(cells) == 4 for cells in list(rows.values())[:10])


@pytest.mark.parametrize("language", list(PATHS))
def test_the_head_of_each_column_is_the_activity(site: FlaskClient, ids: list[str], language: str) -> None:
    page = checked_page(site, f"{PATHS[language]}?a={ids[1]}&a={ids[0]}")
    heads = [next(th.iter("a")) for th in page.one("thead").iter("th")]
    assert [words_of(head) for head in heads] == ["Perjantain löylyvuoro", "Ukkojen verstas Lieksassa"]
    assert [head.get("lang", "") for head in heads] == (["", ""] if language == "fi" else ["fi", "fi"])
    region = page.one("div", class_="compare")
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")


def test_distances_are_told_from_ones_own_municipality(site: FlaskClient, ids: list[str]) -> None:
    near, far, _third = compared(site, ids)["Place, and distance from Lieksa"][1:]
    assert near.endswith("m")
    assert far.split()[-2:] == ["Nurmes50", "km"]
    site.delete_cookie("home")
    assert "Place" in compared(site, ids, home="")


def test_what_nobody_has_told_is_no_no(site: FlaskClient, ids: list[str]) -> None:
    with site.application.extensions["database"].write() as session:
        for activity in session.scalars(select(Activity).where(Activity.public_id.in_(ids))):
            activity.capacity, activity.cost, activity.cost_note = None, None, {}
    rows = compared(site, ids)
    assert rows["Room for newcomers"] == ["differs", *["Not told"] * 3]  # three unknowns are not the same
    assert rows["Cost"][1:] == ["Not told"] * 3
    assert "Not told: " in rows["Accessibility"][1]


def test_differences_are_told_in_words(site: FlaskClient, ids: list[str]) -> None:
    with site.application.extensions["database"].write() as session:
        for activity in session.scalars(select(Activity).where(Activity.public_id.in_(ids))):
            activity.capacity = "full" if activity.public_id == ids[0] else "open"
            activity.cost, activity.cost_amount, activity.cost_note = "fee", 5, {}
    rows = compared(site, ids)
    assert rows["Cost"] == ["same", *["Fee, €5"] * 3]
    assert rows["Room for newcomers"][0] == "differs"


def test_three_at_a_time_of_more(site: FlaskClient, peopled: Flask) -> None:
    with peopled.extensions["database"].read() as session:
        many = list(session.scalars(select(Activity.public_id).where(Activity.lifecycle == "published").limit(5)))
    address = "/fi/vertaile?" + "&".join(f"a={one}" for one in many)
    page = checked_page(site, address)
    boxes = page.all("input", name="only")
    assert [box.get("value") for box in boxes if box.get("checked") is not None] == many[:3]
    page = checked_page(site, f"{address}&only={many[4]}&only={many[1]}")
    assert len(list(page.one("thead").iter("th"))) == 2
    page = checked_page(site, address + "".join(f"&only={one}" for one in many[:4]))
    assert "kolme ensimmäistä" in page.text


@pytest.mark.parametrize("query", ["", "?a=22222222", "?a=<script>&a=%00", "?only=x&back=//evil.example/"])
def test_with_nothing_to_compare_it_says_how(site: FlaskClient, query: str) -> None:
    page = checked_page(site, f"/sv/jamfor{query}")
    assert "Kryssa för två eller tre" in page.text
    assert "evil.example" not in page.html


def test_the_way_there_and_on_needs_no_script(site: FlaskClient, ids: list[str]) -> None:
    results = checked_page(site, "/fi/haku?q=Lieksa")
    assert [b.get("formaction") for b in results.all("button") if b.get("formaction")] == ["/fi/vertaile"]
    slip = checked_page(site, f"/fi/ohjauslista?a={ids[0]}&a={ids[1]}&back=/fi/haku?q=Lieksa")
    link = next(link for link in slip.links() if link.startswith("/fi/vertaile"))
    page = checked_page(site, link)
    assert page.one("form", id="slip").get("action") == "/fi/ohjauslista"
    assert len([box for box in page.all("input", name="a") if box.get("checked") is not None]) == 2
    assert page.headers["Cache-Control"] == "no-store"
    assert any(anchor == "/fi/haku?q=Lieksa" for anchor in page.links())
