"""The professional's two minutes: from the client's words to a paper in the hand."""

import io
import re
import time
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.addresses import addresses
from tests.journeys.conftest import follow
from tests.journeys.test_accessibility import violations

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
QUESTION = "yksinäinen mies 75 v Lieksa"
SECONDS, INTERACTIONS = 60, 6  # the promise to whoever has the client in the room
LANGUAGES = {
    "fi": ("/fi/haku", "/fi/ohjauslista"),
    "sv": ("/sv/sok", "/sv/hanvisningslista"),
    "en": ("/en/search", "/en/slip"),
}
NO_DIALOGUE = """window.print = () => {
  const on = document.documentElement.dataset;
  on.printed = Number(on.printed || 0) + 1;
};"""
# Counts what the person does, over all pages: each press of a finger, each Enter or Space, each field that is typed in.
COUNTING = """
const count = () => sessionStorage.setItem("done", Number(sessionStorage.getItem("done") || 0) + 1);
let typed = null;
addEventListener("pointerdown", (event) => { if (event.isTrusted) count(); }, true);
addEventListener("keydown", (event) => {
  if (!event.isTrusted) return;
  if (event.key === "Enter" || (event.key === " " && event.target.type !== "search")) count();
}, true);
addEventListener("input", (event) => {
  if (event.target.type === "search" && typed !== event.target) { typed = event.target; count(); }
}, true);
"""


def tick(page: Page, *places: int) -> None:
    for place in places:
        page.locator(".tick").nth(place).click()


def made(page: Page, number: int = 3) -> Page:
    """On the page of a slip of the first results."""
    page.goto(f"/fi/haku?q={QUESTION}")
    tick(page, *range(number))
    page.locator(".slipbar button.btn--lamp").click()
    page.get_by_role("button", name="Tee lista ja tulosta").click()
    page.wait_for_url(re.compile("made=1"))
    return page


def done(page: Page) -> int:
    """How many things the person has done so far."""
    return int(page.evaluate("sessionStorage.getItem('done') || 0"))


def test_sixty_seconds_and_six_interactions(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.add_init_script(NO_DIALOGUE)
    page.add_init_script(COUNTING)
    page.goto("/fi/")
    start = time.monotonic()
    expect(page.locator("input[name=q]").first).to_be_visible()
    page.locator("input[name=q]").first.focus()  # a sixth thing to do would be to press into the box
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/haku"))
    tick(page, 0, 1)
    expect(page.locator(".slipbar .count")).to_contain_text("2")
    page.locator(".slipbar button.btn--lamp").click()
    page.get_by_role("button", name="Tee lista ja tulosta").click()
    expect(page.locator("html[data-printed='1']")).to_have_count(1)  # the print dialogue opens by itself
    assert page.locator(".sheet .item").count() == 2
    expect(page.locator(".sheet header")).to_contain_text("Lieksan sote-keskus")
    assert time.monotonic() - start <= SECONDS
    assert 5 <= done(page) <= INTERACTIONS  # the count itself works: fewer would not get here


def test_ticks_survive_another_search(open_page: Open) -> None:
    page = open_page(f"/fi/haku?q={QUESTION}")
    tick(page, 0)
    page.goto("/fi/haku?q=kuoro+Joensuu")
    tick(page, 0)
    expect(page.locator(".slipbar .count")).to_contain_text("2")
    page.locator(".slipbar button.btn--lamp").click()
    expect(page.locator(".sheet .item")).to_have_count(2)


def test_what_is_chosen_holds_without_showing_it_first(open_page: Open) -> None:
    page = open_page(f"/fi/haku?q={QUESTION}")
    page.add_init_script(NO_DIALOGUE)
    tick(page, 0)
    page.locator(".slipbar button.btn--lamp").click()
    page.get_by_label("Asiakkaan kieli").select_option("sv")
    page.get_by_label("Tekstin koko").select_option("large")
    page.get_by_role("button", name="Tee lista ja tulosta").click()
    page.wait_for_url(re.compile("made=1"))
    expect(page.locator(".sheet--large")).to_have_attribute("lang", "sv")
    assert "token" not in page.url


def test_swedish_paper_for_a_finnish_activity(open_page: Open) -> None:
    page = open_page(f"/fi/haku?q={QUESTION}")
    page.add_init_script(NO_DIALOGUE)
    tick(page, 0)
    page.locator(".slipbar button.btn--lamp").click()
    page.get_by_label("Asiakkaan kieli").select_option("sv")
    page.get_by_role("button", name="Näytä näin").click()
    sheet = page.locator(".sheet")
    expect(sheet).to_have_attribute("lang", "sv")
    expect(sheet).to_contain_text("Ett ställe för dig")
    expect(sheet.locator(".lang")).to_contain_text("Endast på finska")
    expect(sheet.locator("h2 [lang=fi]")).to_have_count(1)
    page.get_by_role("button", name="Tee lista ja tulosta").click()
    page.wait_for_url(re.compile("made=1"))
    expect(sheet).to_have_attribute("lang", "sv")
    expect(sheet.locator(".rows dt").first).to_have_text("När")
    pdf = PdfReader(
        io.BytesIO(page.request.get(page.get_by_role("link", name="Avaa PDF").get_attribute("href")).body())
    )
    assert pdf.trailer["/Root"]["/Lang"] == "sv"
    assert "Endast på finska" in pdf.pages[0].extract_text()


def test_without_scripts_to_a_printed_paper(open_page: Open) -> None:
    page = open_page(f"/fi/haku?q={QUESTION}", scripts=False)
    page.locator(".tick").nth(0).click()
    page.locator(".tick").nth(1).click()
    page.locator(".slipbar button.btn--lamp").click()
    page.wait_for_url(re.compile("/fi/ohjauslista"))
    follow(page.get_by_role("button", name="Alas").first)
    page.get_by_role("button", name="Tee lista ja tulosta").click()
    page.wait_for_url(re.compile("made=1"))
    assert page.locator(".sheet .item").count() == 2
    pdf = page.request.get(page.get_by_role("link", name="Avaa PDF").get_attribute("href") or "")
    assert pdf.headers["content-type"] == "application/pdf"
    paper = PdfReader(io.BytesIO(pdf.body())).pages[0].extract_text()
    titles = page.locator(".sheet h2 > span:last-child").all_inner_texts()
    assert len(titles) == 2
    assert all(title in paper for title in titles)
    assert page.get_by_role("button", name="Tulosta").count() == 0  # a button that could do nothing is not shown


def test_keyboard_alone(open_page: Open) -> None:
    page = open_page("/fi/")
    page.add_init_script(NO_DIALOGUE)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('input[name=q]')"):
            break
    page.keyboard.type(QUESTION)
    page.keyboard.press("Escape")  # no suggestion, the words as they are
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/haku"))
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.tick input')"):
            break
    page.keyboard.press("Space")
    # The Enter key on a tick goes straight on to the slip; whoever tabs on finds the button there too.
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"ohjauslista\?a="))
    page.go_back()
    page.wait_for_url(re.compile("/haku"))
    page.locator(".tick input:checked").first.focus()
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.slipbar .btn--lamp')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("ohjauslista"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('main .btn--lamp')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("html[data-printed='1']")).to_have_count(1)
    assert page.locator(".sheet .item").count() == 1


def test_on_a_phone(open_page: Open) -> None:
    page = open_page(f"/fi/haku?q={QUESTION}", 360)
    page.add_init_script(NO_DIALOGUE)
    made(page, 2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    number = page.locator(".sheet .bigtel").first
    expect(number).to_be_visible()
    box = number.bounding_box()
    assert box
    assert box["height"] >= 44  # a thumb hits it
    assert box["x"] + box["width"] <= 360
    expect(page.get_by_role("link", name="Lähetä tekstiviestinä")).to_be_visible()


def test_the_note_is_printed_and_never_leaves_the_browser(open_page: Open) -> None:
    page = open_page("/fi/")
    page.add_init_script(NO_DIALOGUE)
    made(page, 1)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    page.locator("summary").click()
    page.get_by_label("Muistiinpano paperiin").fill("Soitetaan Zebulonille maanantaina")
    expect(page.locator("#pen-note")).to_have_text("Soitetaan Zebulonille maanantaina")
    page.get_by_role("button", name="Tulosta").click()
    page.reload()
    assert not [one for one in sent if "Zebulon" in one]
    assert "Zebulon" not in page.content()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_axe_finds_nothing_on_the_slips_pages(open_page: Open, language: str, width: int) -> None:
    search, slip = LANGUAGES[language]
    page = open_page(f"{search}?q=Lieksa", width)
    page.add_init_script(NO_DIALOGUE)
    tick(page, 0, 1)
    assert violations(page) == []
    page.locator(".slipbar button.btn--lamp").click()
    page.wait_for_url(re.compile(re.escape(slip)))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("button[formmethod=post]").click()
    page.wait_for_url(re.compile("made=1"))
    page.locator("summary").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(slip)
    assert violations(page) == []
    page.goto("/l/kuusi-9999")
    assert violations(page) == []


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_axe_finds_nothing_on_what_a_professional_sees(
    demo: Flask, signed_in: Callable[..., Page], language: str
) -> None:
    page = signed_in()
    page.add_init_script(NO_DIALOGUE)
    pages = addresses(demo)
    for page_type in ("front", "results", "activity", "call", "compare"):
        page.goto(pages[page_type][language])
        if page.locator(".recent:not([open]) summary").is_visible():
            page.locator(".recent summary").click()
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert violations(page) == [], (page_type, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (page_type, width)
