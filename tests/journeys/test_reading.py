"""Reading and telling: with a keyboard alone, without scripts, on paper."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys.addresses import LIEKSA, addresses

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
STOPS = (
    "a[href]:visible, button:visible:not([tabindex]), select:visible, textarea:visible, input:visible:not([tabindex])"
)
FOCUS = """() => {
  const on = document.activeElement, style = getComputedStyle(on);
  const seen = style.outlineStyle !== "none" || on.closest("label, .tick")?.matches(":has(:focus-visible)");
  return on === document.body ? "" : [on.tagName, on.getAttribute("href") || on.id || on.type, Boolean(seen)].join(" ");
}"""


@pytest.mark.parametrize("page_type", ["activity", "municipality", "week", "feedback"])
def test_tab_reaches_everything_visibly_and_gets_out_again(demo: Flask, open_page: Open, page_type: str) -> None:
    page = open_page(addresses(demo)[page_type]["fi"])
    wanted = page.locator(STOPS).count()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS).startswith("A #main")
    stops = []
    for _ in range(wanted + 5):
        stop = page.evaluate(FOCUS)
        if not stop:
            break
        stops.append(stop)
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "" or len(stops) >= wanted  # no trap: the focus leaves the page in the end
    assert not [stop for stop in stops if not stop.endswith("true")]
    radios = page.locator("input[type=radio]").count()
    assert len(stops) >= wanted - max(0, radios - 1)  # a group of radio buttons is one stop


@pytest.mark.parametrize("page_type", ["activity", "municipality", "organisation"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_contact_never_covers_the_text(demo: Flask, open_page: Open, page_type: str, width: int) -> None:
    page = open_page(addresses(demo)[page_type]["fi"], width)
    overlaps = """() => {
      const side = document.querySelector("aside.sticky").getBoundingClientRect();
      return [...document.querySelectorAll("main .body > *")].some((one) => {
        const text = one.getBoundingClientRect();
        return text.left < side.right && side.left < text.right && text.top < side.bottom && side.top < text.bottom;
      });
    }"""
    for part in (0, 0.3, 0.6, 1):
        page.evaluate(f"scrollTo(0, {part} * document.documentElement.scrollHeight)")
        assert not page.evaluate(overlaps), part


def test_a_fault_is_told_without_scripts_and_the_focus_is_there(demo: Flask, open_page: Open) -> None:
    page = open_page(addresses(demo)["feedback"]["en"], 320, scripts=False)
    page.get_by_label("Tell more, if you like").fill("Ask Pekka 131052-308T")
    page.get_by_role("button", name="Send").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Choose what is wrong").click()
    expect(page.locator("#field-times")).to_be_in_viewport()


def test_my_week_is_chosen_and_remembered_without_scripts(demo: Flask, open_page: Open) -> None:
    page = open_page("/fi/talla-viikolla", 320, scripts=False)
    page.get_by_label("Näytä, mitä on lähellä").select_option(LIEKSA)
    page.get_by_role("button", name="Näytä viikko").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tämä viikko Lieksassa")
    page.goto("/sv/denna-vecka")
    expect(page.get_by_role("heading", level=1)).to_have_text("Den här veckan i Lieksa")


def test_paper_holds_the_phone_and_no_menus(demo: Flask, open_page: Open) -> None:
    page = open_page(addresses(demo)["activity"]["fi"])
    page.emulate_media(media="print")
    expect(page.get_by_text("050 00 136")).to_be_visible()
    for gone in ("nav", ".langs", ".foot", ".crumbs", ".btn", ".onscreen"):
        expect(page.locator(gone).first).to_be_hidden()
