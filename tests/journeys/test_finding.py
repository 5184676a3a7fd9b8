"""A person finds an activity: with the keyboard, without JavaScript, on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import follow

pytestmark = pytest.mark.browser


def test_the_skip_link_is_first_and_leads_to_the_content(open_page: Callable[..., Page]) -> None:
    page = open_page("/fi/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/fi/#main$"))


def test_keyboard_only_from_question_to_phone_number(open_page: Callable[..., Page]) -> None:
    page = open_page("/fi/")
    page.get_by_role("searchbox").or_(
        page.get_by_role("combobox", name=re.compile("etsit|tarvit", re.IGNORECASE))
    ).first.focus()
    page.keyboard.type("ukkojen verstas Joensuu")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/haku?**")
    first = page.locator("article h2 a, article h3 a").first
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/toiminta/**")
    assert page.locator("main a[href^='tel:']").count() >= 1


def test_without_javascript_from_question_to_feedback(open_page: Callable[..., Page]) -> None:
    page = open_page("/sv/", scripts=False)
    page.locator("input[name=q]").first.fill("ensamma äldre män Joensuu")
    page.locator("form[role=search] button[type=submit], [role=search] button[type=submit]").first.click()
    page.wait_for_url("**/sv/sok?**")
    page.locator("article h2 a, article h3 a").first.click()
    page.wait_for_url("**/sv/verksamhet/**")
    page.locator("a[href*='/respons/']").first.click()
    page.wait_for_url("**/sv/respons/**")
    expect(page.locator("form[method=post] button[type=submit]").first).to_be_visible()


def test_suggestions_are_reached_by_arrow_keys(open_page: Callable[..., Page]) -> None:
    page = open_page("/fi/haku")
    box = page.get_by_role("combobox").first
    box.focus()
    page.keyboard.type("muis", delay=30)
    expect(page.get_by_role("option").first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_a_late_answer_does_not_open_suggestions_closed_by_escape(open_page: Callable[..., Page]) -> None:
    page = open_page("/fi/haku")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/fi/haku/ehdota?q=muisti", hold)
    box = page.get_by_role("combobox").first
    box.focus()
    page.keyboard.type("muis")
    expect(page.get_by_role("option").first).to_be_visible()
    with page.expect_request("**/fi/haku/ehdota?q=muisti"):
        page.keyboard.type("ti")
    page.keyboard.press("Escape")
    held[0].fulfill(json={"lines": [{"text": "muisti", "kind": "haku", "url": "/fi/haku?q=muisti"}]})
    page.evaluate("fetch('/fi/haku/ehdota?q=kuoro').then((answer) => answer.json())")  # asked and answered after it
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".suggestions").first).to_be_hidden()


def test_a_chip_takes_itself_away(open_page: Callable[..., Page]) -> None:
    page = open_page("/fi/haku?q=yksin%C3%A4inen+mies+75+v+Lieksa")
    chips = page.locator(".understood a.chip")
    before = chips.count()
    assert before >= 3
    follow(chips.first)
    assert chips.count() < before


def test_filters_open_as_a_sheet_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page("/fi/haku?q=liikunta", 360)
    sheet = page.locator(".filters")
    expect(sheet).to_be_hidden()
    page.locator(".sheet-tools a").first.click()
    expect(sheet).to_be_visible()


FIRST_SCREEN = {
    "fi": "/fi/haku?q=yksin%C3%A4inen+mies+75+v+Lieksa",
    "sv": "/sv/sok?q=ensam+man+75+%C3%A5r+Lieksa",
    "en": "/en/search?q=lonely+man+75+years+Lieksa",
}


def whole_results(page: Page) -> int:
    """How many results are seen whole above the bar of the slip, before any scrolling."""
    return int(
        page.evaluate("""() => {
          const bar = document.querySelector(".slipbar").getBoundingClientRect().top;
          const cards = [...document.querySelectorAll(".list > li")];
          return cards.filter((card) => card.getBoundingClientRect().bottom <= bar).length;
        }""")
    )


@pytest.mark.parametrize("language", list(FIRST_SCREEN))
def test_three_whole_results_without_scrolling(open_page: Callable[..., Page], language: str) -> None:
    assert whole_results(open_page(FIRST_SCREEN[language])) >= 3


@pytest.mark.parametrize("language", list(FIRST_SCREEN))
def test_a_professional_sees_as_many_also_after_other_searches(signed_in: Callable[..., Page], language: str) -> None:
    page = signed_in()
    page.goto("/fi/haku?q=omaishoitaja")
    page.goto(FIRST_SCREEN[language])
    expect(page.locator(".recent summary")).to_be_visible()
    assert whole_results(page) >= 3


def test_what_is_for_professionals_opens_in_its_place_and_is_on_paper(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.goto(FIRST_SCREEN["fi"])
    more = page.locator(".pro-more").first
    expect(more.locator("summary")).to_contain_text("Tapani Hirvonen 050 00 142")
    call = more.locator("a[href^='tel:']").first
    expect(call).to_be_hidden()
    more.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(call).to_be_visible()
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    expect(call).to_be_visible()


def test_language_switch_keeps_the_page_and_the_question(open_page: Callable[..., Page]) -> None:
    page = open_page("/fi/haku?q=muistisairaus")
    page.locator(".langs a[lang=sv]").click()
    page.wait_for_url("**/sv/sok?**")
    expect(page.locator("input[name=q]").first).to_have_value("muistisairaus")
