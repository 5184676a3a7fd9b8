"""About, accessibility statement and privacy: real contents, the same in every language."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.pages import Page, parsed, words_of

Reader = Callable[..., Page]
PATHS = {
    "about": ("/fi/tietoa", "/sv/om", "/en/about"),
    "accessibility": ("/fi/saavutettavuus", "/sv/tillganglighet", "/en/accessibility"),
    "privacy": ("/fi/tietosuoja", "/sv/dataskydd", "/en/privacy"),
}


@pytest.mark.parametrize("paths", PATHS.values(), ids=list(PATHS))
def test_every_language_has_the_same_parts(read: Reader, paths: tuple[str, ...]) -> None:
    pages = [read(path) for path in paths]
    headings = [[words_of(h) for h in page.all("h2")] for page in pages]
    assert len({len(found) for found in headings}) == 1
    assert len({len(page.one("article").findall(".//li")) for page in pages}) == 1
    assert not set(headings[0]) & set(headings[1]) & set(headings[2])


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/fi/saavutettavuus", ("306/2019", "osittain", "14 päivän", "Traficom", "24.11.2026", "omaan arvioon")),
        ("/sv/tillganglighet", ("306/2019", "delvis", "14 dagar", "Traficom", "24.11.2026", "egen bedömning")),
        ("/en/accessibility", ("306/2019", "partly", "14 days", "Traficom", "24 November 2026", "own assessment")),
    ],
)
def test_the_statement_has_what_the_law_asks_for(read: Reader, path: str, parts: tuple[str, ...]) -> None:
    page = read(path)
    for part in parts:
        assert part in page.text
    form = {"fi": "/fi/saavutettavuus/palaute", "sv": "/sv/tillganglighet/respons", "en": "/en/accessibility/feedback"}
    assert form[path[1:3]] in page.links()
    assert [link for link in page.links() if link.startswith("https://www.")]


def test_every_page_links_to_the_statement(read: Reader) -> None:
    assert "/en/accessibility" in read("/en/privacy").links()


def test_keeper_and_map_host_come_from_the_settings(make_app: Callable[..., Flask]) -> None:
    app = make_app(
        provider_name="Pielisen kunta <x>",
        contact_email="tuki@kunta.example",
        map_tiles_url="https://{s}.kartta.example/{z}/{x}/{y}.png",
    )
    page = parsed(app.test_client().get("/fi/tietosuoja").get_data(as_text=True))
    assert "Pielisen kunta <x>" in page.text
    assert "kartta.example" in page.text
    assert "mailto:tuki@kunta.example" in page.links()


def test_every_cookie_we_set_is_told(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    client = app.test_client()
    client.get("/fi/palaute")  # a form: the session
    client.post("/fi/oma-kunta", data={"place": "422"})
    names = {cookie.key for cookie in client._cookies.values()}
    assert names == {"session", "home"}
    told = {words_of(b) for b in parsed(client.get("/fi/tietosuoja").get_data(as_text=True)).all("b")}
    assert names <= told


def test_reading_sets_no_cookie(make_app: Callable[..., Flask]) -> None:
    client = make_app().test_client()
    for path in ("/fi/tietoa", "/fi/kunnat", "/fi/kunta/lieksa", "/fi/talla-viikolla"):
        assert "Set-Cookie" not in client.get(path).headers, path
