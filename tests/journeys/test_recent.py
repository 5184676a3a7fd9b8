"""Recent searches of a professional: in this browser, for this person, until erased or signed out."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys.conftest import follow
from tests.journeys.test_accessibility import violations

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
COORDINATOR = ("koordinaattori@demo.example", "kartta pielisen rannalta")
SHOWN = ".recent li a"
KEPT = "Object.entries(localStorage).filter(([key]) => key.startsWith('recent:'))"


def test_a_search_is_found_again_and_erased_with_the_keyboard(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    for question in ("kuoro Joensuu", "uni Lieksa", "muisti 131052-308T soita 050 123 4567"):
        page.goto(f"/fi/haku?q={question}")
    page.goto("/fi/")
    expect(page.locator(SHOWN)).to_have_text(["muisti soita", "uni Lieksa", "kuoro Joensuu"])
    assert "131052" not in page.evaluate("JSON.stringify(localStorage)")
    assert violations(page) == []
    page.get_by_role("button", name="uni Lieksa").focus()
    page.keyboard.press("Enter")
    expect(page.locator(SHOWN)).to_have_text(["muisti soita", "kuoro Joensuu"])
    expect(page.get_by_role("button", name="kuoro Joensuu")).to_be_focused()
    expect(page.locator(".recent [role=status]")).to_have_text("Poistettu: uni Lieksa")
    follow(page.get_by_role("link", name="kuoro Joensuu"))
    expect(page.locator("input[name=q]").first).to_have_value("kuoro Joensuu")
    page.locator(".recent summary").click()
    expect(page.locator(SHOWN)).to_have_text(["muisti soita"])  # the one on the page is not offered
    page.get_by_role("button", name="Poista kaikki").click()
    expect(page.locator(SHOWN)).to_have_count(0)
    page.goto("/fi/")
    expect(page.locator(SHOWN)).to_have_text(["kuoro Joensuu"])


def test_ten_at_most_the_newest_first_each_once(signed_in: Callable[..., Page]) -> None:
    page = signed_in(width=320)
    for number in [*range(12), 5]:
        page.goto(f"/fi/haku?q=kahvi+{number}")
    page.goto("/fi/")
    expect(page.locator(SHOWN)).to_have_text([f"kahvi {n}" for n in (5, 11, 10, 9, 8, 7, 6, 4, 3, 2)])
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_signing_out_erases_them(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.goto("/fi/haku?q=kuoro")
    assert len(page.evaluate(KEPT)) == 1
    page.goto("/fi/oma-tili")
    page.locator("form[action$='/kirjaudu-ulos'] button").click()
    page.wait_for_url(re.compile("/fi/$"))
    assert page.evaluate(KEPT) == []
    expect(page.locator(".recent")).to_have_count(0)


def test_somebody_else_at_the_same_machine_sees_nothing_of_them(demo: Flask, signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.goto("/fi/haku?q=kuoro")
    page.evaluate("localStorage.setItem('recent:somebodyelse', '[]')")
    page.goto("/fi/")
    assert [key for key, _ in page.evaluate(KEPT)] != ["recent:somebodyelse"]
    assert len(page.evaluate(KEPT)) == 1
    page.context.clear_cookies()
    signed_in(COORDINATOR, page=page)
    page.goto("/fi/")
    expect(page.locator(".recent")).to_have_count(0)  # not a professional: nothing is kept


def test_a_reader_leaves_nothing_in_the_browser(open_page: Open) -> None:
    page = open_page("/fi/haku?q=kuoro")
    page.goto("/fi/")
    assert page.evaluate(KEPT) == []
    expect(page.locator(".recent")).to_have_count(0)


def test_nothing_of_them_is_sent(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.goto("/fi/haku?q=zebulonmarkki")
    page.goto("about:blank")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''} {request.all_headers()}"))
    page.goto("/fi/")
    expect(page.locator(SHOWN)).to_have_text("zebulonmarkki")
    assert not [one for one in sent if "zebulonmarkki" in one]
