"""Similar and nearer: where an activity is far from the reader's municipality, full or over."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity
from tests.directory.web.referral.conftest import token_of
from tests.pages import Page, checked_page, words_of

LIEKSA = "422"


@pytest.fixture
def joensuu(peopled: Flask) -> str:
    """Public id of a workshop in Joensuu, some 80 km from Lieksa, where there is one too."""
    with peopled.extensions["database"].read() as session:
        return str(session.scalar(select(Activity.public_id).where(Activity.import_id == "ukkojen-verstas-joensuu")))


def instead(page: Page) -> str:
    found = page.all("section", class_="instead")
    return words_of(found[0]) if found else ""


def kilometres(text: str) -> list[float]:
    """Distances in a text, in kilometres."""
    return [float(n.replace(",", ".")) / (1000 if u == "m" else 1) for n, u in re.findall(r"([\d,]+)\s(k?m)\b", text)]


def test_from_home_a_far_one_has_nearer_ones_with_their_distance(site: FlaskClient, joensuu: str) -> None:
    site.set_cookie("home", LIEKSA)
    page = checked_page(site, f"/fi/toiminta/{joensuu}-ukkojen-verstas")
    similar = words_of(page.one("nav", aria_labelledby="similar"))
    assert "Samanlaista lähempänä" in similar
    assert "Ukkojen verstas Lieksassa" in similar
    distances = kilometres(similar)
    assert distances
    assert distances == sorted(distances)
    assert max(distances) < 40
    assert page.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("home", ["", "167"])
def test_without_a_home_or_at_home_there_is_nothing_nearer(site: FlaskClient, joensuu: str, home: str) -> None:
    if home:
        site.set_cookie("home", home)
    page = checked_page(site, f"/fi/toiminta/{joensuu}-ukkojen-verstas")
    assert "lähempänä" not in words_of(page.one("nav", aria_labelledby="similar"))
    assert instead(checked_page(site, f"/fi/ohjauslista?a={joensuu}")) == ""


def test_one_is_taken_in_the_place_of_another(site: FlaskClient, ids: list[str], joensuu: str) -> None:
    site.set_cookie("home", LIEKSA)
    page = checked_page(site, f"/fi/ohjauslista?a={ids[2]}&a={joensuu}&client=sv")
    assert "Ukkojen verstas: 81 km" in instead(page).replace("\u00a0", " ")
    section = page.one("section", class_="instead")
    swap = next(a.get("href", "") for a in section.iter("a") if f"a={ids[0]}" in a.get("href", ""))
    after = checked_page(site, swap)
    assert [words_of(h) for h in after.all("h2") if h.get("id", "").startswith("item-")] == [
        "1Tupa",
        "2Ukkojen verstas Lieksassa",
    ]
    assert "client=sv" in swap


@pytest.mark.parametrize(
    ("change", "why"), [({"capacity": "full"}, "täynnä"), ({"lifecycle": "ended"}, "on päättynyt")]
)
def test_a_slip_offers_something_for_what_is_full_or_over(
    site: FlaskClient, ids: list[str], change: dict[str, str], why: str
) -> None:
    token = token_of(site.get(f"/fi/ohjauslista?a={ids[0]}").get_data(as_text=True))
    made = site.post("/fi/ohjauslista", data={"csrf_token": token, "a": ids[0], "client": "fi"})
    path = str(made.location).partition("?")[0]
    assert instead(checked_page(site, path)) == ""
    with site.application.extensions["database"].write() as session:
        activity = session.scalar(select(Activity).where(Activity.public_id == ids[0]))
        for name, value in change.items():
            setattr(activity, name, value)
    said = instead(checked_page(site, path))
    assert why in said.casefold()
    assert "Ota tämä tilalle" not in said  # the paper has been printed; nothing is swapped on it
    assert kilometres(said)


def test_far_and_full_hits_lead_to_nearer_ones(site: FlaskClient) -> None:
    page = checked_page(site, "/fi/haku?q=yksin%C3%A4inen+mies+75+v+Lieksa")
    links = [a for p in page.all("p", class_="nearer") for a in p.iter("a")]
    assert links
    target = links[0].get("href", "")
    assert "place=422" in target
    assert "open=1" in target
    assert "sort=nearest" in target
    checked_page(site, target)
    near = next(c for c in page.all("article", class_="card") if "Ukkojen verstas Lieksassa" in words_of(c))
    assert not [p for p in near.iter("p") if "nearer" in p.get("class", "")]
