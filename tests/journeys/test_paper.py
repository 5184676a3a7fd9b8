"""The paper itself: one page for three activities whatever they say, and a file that a screen reader can read.

The marks are those of PDF/UA-1 (ISO 14289-1): marked content, a tree of tags, a language, a title that is shown.
"""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page
from pypdf import PdfReader
from sqlalchemy import select

from directory.models import Activity
from tests.journeys.test_slip import NO_DIALOGUE

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
# Those of the demo with the most to tell on paper.
FULLEST = ("ukkojen-verstas-lieksa", "tulukset-ilomantsi", "kammari-pispala")
OTHERS = ("tuolijumppa-juuka", "hoylapenkki-kouvola", "miesten-puuverstas-sastamala")
LANGUAGES = {"fi": "Kolme paikkaa sinulle", "sv": "Tre ställen för dig", "en": "Three places for you"}


def slip(demo: Flask, page: Page, names: tuple[str, ...], language: str) -> Page:
    """On the page of a slip of these activities."""
    with demo.extensions["database"].read() as session:
        found = {
            row.import_id: row.public_id
            for row in session.execute(
                select(Activity.import_id, Activity.public_id).where(Activity.import_id.in_(names))
            )
        }
    page.add_init_script(NO_DIALOGUE)
    page.goto("/fi/ohjauslista?" + "&".join(f"a={found[name]}" for name in names) + f"&client={language}")
    page.get_by_role("button", name="Tee lista ja tulosta").click()
    page.wait_for_url("**made=1**")
    return page


def file_of(page: Page) -> PdfReader:
    address = page.get_by_role("link", name="Avaa PDF").get_attribute("href") or ""
    return PdfReader(io.BytesIO(page.request.get(address).body()))


def printed(page: Page) -> PdfReader:
    """What the browser prints."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def tags(node: Any) -> Iterator[str]:
    """The names of all tags below a node of the structure tree."""
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        one = child.get_object()
        if isinstance(one, dict) and "/S" in one:
            yield str(one["/S"])
            yield from tags(one)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_three_fullest_fit_one_page_both_ways(demo: Flask, open_page: Open, language: str) -> None:
    page = slip(demo, open_page("/fi/"), FULLEST, language)
    assert len(printed(page).pages) == 1
    file = file_of(page)
    assert len(file.pages) == 1
    text = file.pages[0].extract_text()
    assert LANGUAGES[language] in text
    assert "050 00 213" in text


def test_six_take_two_pages(demo: Flask, open_page: Open) -> None:
    page = slip(demo, open_page("/fi/"), FULLEST + OTHERS, "fi")
    assert len(printed(page).pages) == 2
    assert len(file_of(page).pages) == 2


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_file_is_tagged(demo: Flask, open_page: Open, language: str) -> None:
    file = file_of(slip(demo, open_page("/fi/"), FULLEST, language))
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert file.metadata
    assert str(file.metadata.title).startswith(LANGUAGES[language])
    names = list(tags(root["/StructTreeRoot"]))
    assert names.count("/H1") == 1
    assert names.count("/H2") == 3
    assert names.count("/Link") == 3  # the numbers can be pressed
    assert "/L" in names or "/P" in names


def test_what_must_stand_on_paper_stands_there(demo: Flask, open_page: Open) -> None:
    words = " ".join(file_of(slip(demo, open_page("/fi/"), FULLEST, "fi")).pages[0].extract_text().split())
    for wanted in (
        "Tulostettu",
        "Vahvistettu",
        "Pielisentie 31",
        "Käytä pientä käyntiovea",
        "Bussipysäkki Pielisentiellä",
        "Vaatteet, joihin saa tulla purua",
        "15 €",
        "sitten",
        "Sivu kertoo, mikä on muuttunut",
        "/l/",
    ):
        assert wanted in words
