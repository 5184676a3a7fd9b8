"""The professional's two minutes: from the client's words to a paper in the hand."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

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


def tick(page: Page, *places: int) -> None:
    for place in places:
        page.locator(".tick").nth(place).click()


def made(page: Page, number: int = 3) -> Page:
    """On the page of a slip of the first results."""
    page.goto(f"/fi/haku?q={QUESTION}")
    tick(page, *range(number))
    page.locator(".slipbar button").click()
    page.get_by_role("button", name="Tee lista ja tulosta").click()
    page.wait_for_url(re.compile("made=1"))
    return page


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_sixty_seconds_and_six_interactions(open_page: Open) -> None:
    page = open_page("/fi/")
    page.add_init_script(NO_DIALOGUE)
    start, interactions = time.monotonic(), 0
    page.locator("input[name=q]").first.fill(QUESTION)
    page.keyboard.press("Enter")
    interactions += 1
    tick(page, 0, 1)
    interactions += 2
    expect(page.locator(".slipbar .count")).to_contain_text("2")
    page.locator(".slipbar button").click()
    interactions += 1
    page.get_by_role("button", name="Tee lista ja tulosta").click()
    interactions += 1
    expect(page.locator("html[data-printed='1']")).to_have_count(1)  # the print dialogue opens by itself
    assert page.locator(".sheet .item").count() == 2
    assert interactions <= INTERACTIONS
    assert time.monotonic() - start <= SECONDS


def test_three_activities_fit_one_sheet_of_paper(open_page: Open) -> None:
    page = open_page("/fi/")
    page.add_init_script(NO_DIALOGUE)
    made(page)
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1


def test_ticks_survive_another_search(open_page: Open) -> None:
    page = open_page(f"/fi/haku?q={QUESTION}")
    tick(page, 0)
    page.goto("/fi/haku?q=kuoro+Joensuu")
    tick(page, 0)
    expect(page.locator(".slipbar .count")).to_contain_text("2")
    page.locator(".slipbar button").click()
    assert page.locator(".sheet .item").count() == 2


def test_swedish_paper_for_a_finnish_activity(open_page: Open) -> None:
    page = open_page(f"/fi/haku?q={QUESTION}")
    tick(page, 0)
    page.locator(".slipbar button").click()
    page.get_by_label("Asiakkaan kieli").select_option("sv")
    page.get_by_role("button", name="Näytä näin").click()
    sheet = page.locator(".sheet")
    expect(sheet).to_have_attribute("lang", "sv")
    expect(sheet).to_contain_text("Ett ställe för dig")
    expect(sheet.locator(".lang")).to_contain_text("Endast på finska")
    expect(sheet.locator("h2 [lang=fi]")).to_have_count(1)


def test_without_scripts_to_a_printed_paper(open_page: Open) -> None:
    page = open_page(f"/fi/haku?q={QUESTION}", scripts=False)
    page.locator(".tick").nth(0).click()
    page.locator(".tick").nth(1).click()
    page.locator(".slipbar button").click()
    page.get_by_role("button", name="Alas").first.click()
    page.get_by_role("button", name="Tee lista ja tulosta").click()
    assert page.locator(".sheet .item").count() == 2
    pdf = page.request.get(page.get_by_role("link", name="Avaa PDF").get_attribute("href") or "")
    assert pdf.headers["content-type"] == "application/pdf"
    assert page.get_by_role("button", name="Tulosta").count() == 0  # a button that could do nothing is not shown


def test_keyboard_alone(open_page: Open) -> None:
    page = open_page(f"/fi/haku?q={QUESTION}")
    page.add_init_script(NO_DIALOGUE)
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.tick input')"):
            break
    page.keyboard.press("Space")
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.slipbar button')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("ohjauslista"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.btn--lamp')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("html[data-printed='1']")).to_have_count(1)
    assert page.locator(".sheet .item").count() == 1


def test_on_a_phone(open_page: Open) -> None:
    page = open_page(f"/fi/haku?q={QUESTION}", 360)
    page.add_init_script(NO_DIALOGUE)
    made(page, 2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(page.locator(".bigtel").first).to_be_visible()


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
    page.locator(".slipbar button").click()
    page.wait_for_url(re.compile(re.escape(slip)))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("form[method=post] button").last.click()
    page.wait_for_url(re.compile("made=1"))
    page.locator("summary").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(slip)
    assert violations(page) == []
    page.goto("/l/kuusi-9999")
    assert violations(page) == []
