"""What a script adds to results: the larger map, near me, and a sheet that keeps the keyboard inside."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
LIEKSA = "/fi/haku?q=yksin%C3%A4inen+mies+75+v+Lieksa"


def test_a_pin_of_the_small_map_leads_to_its_card(open_page: Callable[..., Page]) -> None:
    page = open_page(LIEKSA)
    pin = page.locator("a.pin").first
    target = pin.get_attribute("href") or ""
    pin.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{re.escape(target)}$"))
    expect(page.locator(f"{target}.card")).to_be_in_viewport()


def test_the_larger_map_is_fetched_only_when_opened(open_page: Callable[..., Page]) -> None:
    page = open_page(LIEKSA)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    assert page.evaluate("typeof L") == "undefined"
    pins = page.locator("svg.map a.pin").count()
    page.get_by_role("button", name="Avaa isompi kartta").click()
    expect(page.locator(".map--large .map-pin")).to_have_count(pins)
    assert any("/static/leaflet." in url for url in fetched)
    page.locator(".map--large .map-pin").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.closest('.card') !== null")


def test_near_me_puts_only_a_rounded_place_in_the_address(open_page: Callable[..., Page]) -> None:
    page = open_page("/fi/haku?q=ryhm%C3%A4&place=422")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 62.601234, "longitude": 29.763456})
    page.get_by_role("button", name="Lähellä minua").click()
    page.wait_for_url("**lat=**")
    values = parse_qs(urlsplit(page.url).query)
    assert values["lat"] == ["62.6"]
    assert values["lon"] == ["29.76"]
    assert values["q"] == ["ryhmä"]
    assert "place" not in values


def test_the_sheet_keeps_the_keyboard_and_gives_it_back(open_page: Callable[..., Page]) -> None:
    page = open_page("/fi/haku?q=liikunta", 360)
    page.locator(".to-filters").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.locator(".close a")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('#filters') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".to-filters")).to_be_focused()


def test_the_sheet_works_without_script(open_page: Callable[..., Page]) -> None:
    page = open_page("/sv/sok?q=sorg", 320, scripts=False)
    page.locator(".to-filters").click()
    page.locator("#filters input[value=no_signup]").check()
    page.locator(".apply button").click()
    page.wait_for_url("**easy=no_signup**")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_fault_leads_to_its_field_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page("/fi/haku?q=liikunta&age=abc", 360)
    expect(page.locator(".errors")).to_be_focused()
    page.locator(".errors a").click()
    expect(page.locator("#age")).to_be_in_viewport()
    expect(page.locator("#age")).to_have_value("abc")
