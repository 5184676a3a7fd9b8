"""A nurse signs in: the facts for professionals, the shelf with a note, and a slip from either within the promise."""

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from directory import create_app
from directory.models import Activity
from directory.services import activities
from directory.services.access import Actor
from tests.conftest import close, free_port, make_settings
from tests.journeys.conftest import follow
from tests.journeys.test_accessibility import violations
from tests.journeys.test_slip import INTERACTIONS, NO_DIALOGUE, SECONDS, tick

pytestmark = pytest.mark.browser
NURSE = ("ammattilainen@demo.example", "kahvi ja pulla lieksassa")
ADMIN = ("paakayttaja@demo.example", "seitsemän lumista kuusta")
QUESTION = "yksinäinen mies 75 v"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[str]:
    """A demo with its people, to be written to, answering on a port of its own."""
    folder = tmp_path_factory.mktemp("journeys")
    shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
    app = create_app(make_settings(folder))
    assert app.test_cli_runner().invoke(args=["demo-sign-ins"]).exit_code == 0
    with app.extensions["database"].write() as session:
        ended = session.scalar(select(Activity).where(Activity.import_id == "soittorinki-pielinen"))
        assert ended is not None
        activities.end(session, Actor.system(), ended, version=ended.version)
    server = make_server("127.0.0.1", free_port(), app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(5)
    server.server_close()
    close(app)


@pytest.fixture(scope="module")
def cookies(browser: Browser, staffed: str) -> Callable[[tuple[str, str]], Any]:
    """What a browser keeps of a sign-in; each person signs in once."""
    kept: dict[tuple[str, str], Any] = {}

    def of(who: tuple[str, str]) -> Any:
        if who not in kept:
            context = browser.new_context(base_url=staffed)
            page = context.new_page()
            page.goto("/fi/kirjaudu")
            page.get_by_label("Sähköposti").fill(who[0])
            page.get_by_label("Salasana").fill(who[1])
            page.locator("main form button").click()
            page.wait_for_url(re.compile("/fi/(haku|mita-siita-tuli|koordinointi|hallinta)"))
            kept[who] = context.storage_state()
            context.close()
        return kept[who]

    return of


@pytest.fixture
def open_as(browser: Browser, staffed: str, cookies: Callable[[tuple[str, str]], Any]) -> Iterator[Open]:
    """Opens an address as somebody who has signed in; requests to other hosts fail the test at its end."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []

    def opened(path: str, who: tuple[str, str] = NURSE, width: int = 1280, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            base_url=staffed,
            storage_state=cookies(who),
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: outside.append(r.url) if not r.url.startswith((staffed, "data:")) else None)
        page.add_init_script(NO_DIALOGUE)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert outside == []


def test_signed_in_from_the_question_to_the_slip(open_as: Open) -> None:
    page = open_as("/fi/")
    start, interactions = time.monotonic(), 0
    page.locator("input[name=q]").first.fill(QUESTION)
    page.keyboard.press("Enter")
    interactions += 1
    first = page.locator("article").first
    expect(first).to_contain_text("Tapani Hirvonen")  # the contact for professionals
    expect(first).to_contain_text("Tee tämä ensin")
    expect(page.locator(".chips")).to_contain_text("Lieksa")
    page.get_by_role("button", name=re.compile("Tallenna hyllyyn")).first.click()
    interactions += 1
    expect(page.get_by_role("status").first).to_contain_text("Tallennettu hyllyyn.")
    tick(page, 0, 1)
    interactions += 2
    page.locator(".slipbar .btn--lamp").click()
    interactions += 1
    page.get_by_role("button", name="Tee lista ja tulosta").click()
    interactions += 1
    expect(page.locator("html[data-printed='1']")).to_have_count(1)
    assert page.locator(".sheet .item").count() == 2
    expect(page.locator(".sheet header")).to_contain_text("Lieksan sote-keskus")
    assert interactions <= INTERACTIONS
    assert time.monotonic() - start <= SECONDS


def test_saved_with_a_note_and_from_the_shelf_to_the_slip(open_as: Open) -> None:
    page = open_as(f"/fi/haku?q={QUESTION}")
    card = page.locator("article", has_text="Kalakaverit")
    card.get_by_role("button", name=re.compile("Tallenna hyllyyn")).click()
    card.get_by_role("link", name=re.compile("Muistiinpano ja kansio")).click()
    page.get_by_label("Tiimin muistiinpano").fill("Kysy Marjaa")
    page.get_by_label("Kansio", exact=True).select_option("Miehet")
    page.get_by_role("button", name="Tallenna").click()
    expect(card).to_contain_text("Kysy Marjaa")

    start, interactions = time.monotonic(), 0
    page.get_by_role("navigation", name="Päävalikko").first.get_by_role("link", name="Työpisteen hylly").click()
    page.wait_for_url("**/fi/hylly")
    interactions += 1
    kept = page.locator("article", has_text="Kalakaverit")
    expect(kept).to_contain_text("Kysy Marjaa")
    expect(kept).to_contain_text("Demo-ammattilainen")
    tick(page, 0, 1)
    interactions += 2
    page.locator(".slipbar .btn--lamp").click()
    interactions += 1
    page.get_by_role("button", name="Tee lista ja tulosta").click()
    interactions += 1
    expect(page.locator("html[data-printed='1']")).to_have_count(1)
    assert page.locator(".sheet .item").count() == 2
    assert interactions <= INTERACTIONS
    assert time.monotonic() - start <= SECONDS


def test_without_scripts_ticks_stay_when_something_is_saved(open_as: Open) -> None:
    page = open_as("/fi/haku?q=kuoro Joensuu", scripts=False)
    tick(page, 0, 1)
    page.get_by_role("button", name=re.compile("Tallenna hyllyyn")).first.click()
    expect(page.get_by_role("status").first).to_contain_text("Tallennettu hyllyyn.")
    expect(page.locator(".tick :checked")).to_have_count(2)
    page.get_by_role("button", name=re.compile("Ota pois hyllystä")).first.click()
    expect(page.get_by_role("button", name="Kumoa", exact=True)).to_be_visible()
    expect(page.locator(".tick :checked")).to_have_count(2)
    page.get_by_role("button", name="Kumoa", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Tallennettu hyllyyn.")
    page.goto("/fi/hylly")
    page.get_by_role("button", name=re.compile("Ota pois hyllystä")).first.click()
    page.get_by_role("button", name="Kumoa", exact=True).click()
    expect(page.get_by_role("button", name="Kumoa", exact=True)).to_have_count(0)


@pytest.mark.parametrize("path", ["/fi/haku?q=kuoro Joensuu", "/fi/hylly"])
def test_enter_on_a_tick_leads_to_the_slip(open_as: Open, path: str) -> None:
    page = open_as(path)
    page.locator(".tick input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/fi/ohjauslista"))
    assert page.locator(".sheet .item").count() == 1


def test_a_fault_is_said_first_and_takes_the_focus(open_as: Open) -> None:
    page = open_as("/fi/hylly")
    page.get_by_role("link", name=re.compile("Muistiinpano ja kansio")).first.click()
    page.get_by_label("Tiimin muistiinpano").fill("Varattu 131052-308T")
    page.get_by_role("button", name="Tallenna").click()
    errors = page.locator(".errors")
    expect(errors).to_be_focused()
    errors.get_by_role("link").click()
    expect(page.get_by_label("Tiimin muistiinpano")).to_be_focused()
    expect(page.get_by_label("Tiimin muistiinpano")).to_have_value("Varattu 131052-308T")
    assert violations(page) == []


PAGES = {
    "fi": ("/fi/hylly", "/fi/tyopiste", "/fi/haku?q=yksinäinen mies 75 v", "/fi/oma-tili"),
    "sv": ("/sv/hylla", "/sv/arbetsplats", "/sv/sok?q=ensam man 75 år", "/sv/mitt-konto"),
    "en": ("/en/shelf", "/en/workplace", "/en/search?q=lonely man 75", "/en/my-account"),
}


def sound(page: Page) -> None:
    """No violation, no sideways scroll: at 320 pixels, where the window is, and wide."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == [], f"{page.url}: {width} pixels wide"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url}: {width} pixels wide"


@pytest.mark.parametrize("language", list(PAGES))
def test_axe_finds_nothing_on_a_professionals_pages(open_as: Open, language: str) -> None:
    shelf, workplace, results, account = PAGES[language]
    page = open_as(shelf, width=320)
    sound(page)
    follow(page.locator(".pro-acts a").first)
    sound(page)
    for path in (f"{shelf}/folders", f"{shelf}?print=1", f"{shelf}?find=xyz", workplace, results, account):
        page.goto(path)
        sound(page)
    page.goto(results)
    follow(page.locator("article h2 a").first)
    expect(page.locator("#pro")).to_be_visible()
    sound(page)


@pytest.mark.parametrize("language", list(PAGES))
def test_axe_finds_nothing_on_the_administrators_pages(open_as: Open, language: str) -> None:
    page = open_as(f"{PAGES[language][1]}/all", ADMIN, 320)
    sound(page)
    follow(page.locator("main .btn"))
    sound(page)
    page.locator("main form button").click()
    expect(page.locator(".errors, :invalid").first).to_be_visible()
    sound(page)
    page.goto(f"{PAGES[language][1]}/all")
    follow(page.locator("main table a").first)
    follow(page.locator("a[href$='/delete']"))
    expect(page.locator("#sure")).to_be_visible()
    sound(page)
