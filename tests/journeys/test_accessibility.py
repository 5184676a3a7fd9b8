"""No violation that axe finds, no sideways scroll: every page type, three languages, wide and at 320 pixels.

320 CSS pixels are what 400 % zoom leaves of a 1280 pixel window (WCAG 2.2, 1.4.10).
"""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page

from tests.journeys.addresses import LANGUAGES, TYPES, addresses

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe().axe_script
# Only what fails is described and sent back: most of a run's time goes into telling of all that holds.
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
RUN = """async (options) => {
  const { violations, passes } = await axe.run(options);
  const told = ({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`);
  return { told: violations.flatMap(told), held: passes.length };
}"""


def violations(page: Page) -> list[str]:
    """What axe finds, with the element. The page is scrolled to its end, where the sticky bar lies in its own place:
    what it happens to cover on the way is not the size of a target."""
    page.wait_for_load_state()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(RUN, OPTIONS)
    assert found["held"], "no rule of axe looked at the page"
    return list(found["told"])


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_type", TYPES)
def test_axe_finds_nothing(demo: Flask, open_page: Callable[..., Page], page_type: str, language: str) -> None:
    page = open_page(addresses(demo)[page_type][language])
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == [], f"{width} pixels wide"
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.parametrize("page_type", ["front", "results", "activity", "no result", "feedback"])
def test_axe_finds_nothing_in_the_dark(demo: Flask, open_page: Callable[..., Page], page_type: str) -> None:
    page = open_page(addresses(demo)[page_type]["sv"], 1280, scheme="dark")
    assert violations(page) == []
