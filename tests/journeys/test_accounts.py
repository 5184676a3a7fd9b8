"""From an invitation to a second factor and back in, with a keyboard's and a reader's eye on every page."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pyotp
import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from directory import create_app
from directory.models.base import utc_now
from tests.conftest import close, free_port, make_settings
from tests.directory.services.people import ADMIN, CHIEF, COORDINATOR, GUIDE, NURSE, PASS, PROFESSIONAL, domain
from tests.directory.services.people import workplace as a_workplace
from tests.directory.web.auth.conftest import STEP, Office
from tests.journeys.conftest import follow
from tests.journeys.test_accessibility import violations

pytestmark = pytest.mark.browser
NEW_PASS = "yksi ämpäri mansikoita"
PATHS = {
    "fi": ("kirjaudu", "oma-tili", "hallinta", "liity", "kirjaudu/linkki", "kirjaudu/vahvistus"),
    "sv": ("logga-in", "mitt-konto", "administration", "anslut-dig", "logga-in/lank", "logga-in/bekraftelse"),
    "en": ("sign-in", "my-account", "admin", "join", "sign-in/link", "sign-in/code"),
}


class LiveOffice(Office):
    """An installation that answers on a port, and its browsers."""

    def __init__(self, app: Flask, folder: Path, url: str, browser: Browser) -> None:
        super().__init__(app, folder)
        app.config["WTF_CSRF_ENABLED"] = True
        self.url, self.browser = url, browser
        self.contexts: list[BrowserContext] = []

    def page(self, width: int = 1280, *, scripts: bool = True) -> Page:
        """A window of a browser of its own."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, base_url=self.url
        )
        self.contexts.append(context)
        return context.new_page()


@pytest.fixture
def live_office(browser: Browser, migrated_sqlite: Path, tmp_path: Path) -> Iterator[LiveOffice]:
    """The installation."""
    copy(migrated_sqlite, tmp_path / "directory.sqlite")
    folder, port = tmp_path / "mail", free_port()
    url = f"http://127.0.0.1:{port}"
    app = create_app(
        make_settings(tmp_path, demo=False, mail_url=folder.as_uri(), mail_from="a@toimi.example", public_url=url)
    )
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    office = LiveOffice(app, folder, url, browser)
    yield office
    for context in office.contexts:
        context.close()
    server.shutdown()
    thread.join(5)
    server.server_close()
    close(app)


def sign_in(page: Page, email: str, password: str = PASS, path: str = "/fi/kirjaudu") -> None:
    page.goto(path)
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.keyboard.press("Enter")


def give_code(page: Page, code: str) -> None:
    page.locator("input[name=code]").fill(code)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_the_invitation_to_a_recovery_code(live_office: LiveOffice, scripts: bool) -> None:
    live_office.person(CHIEF, ADMIN, two_step=True)
    chief = live_office.page()
    sign_in(chief, CHIEF)
    give_code(chief, live_office.code())
    chief.wait_for_url("**/hallinta/accounts")
    chief.goto("/fi/hallinta/invitations")
    chief.get_by_role("link", name="Kutsu joku").click()
    chief.get_by_role("link", name="Koordinaattori").click()
    chief.get_by_label("Missä rooli on voimassa?").select_option(label="Lieksa")
    chief.get_by_label("Sähköposti").fill(GUIDE)
    chief.get_by_role("button", name="Kutsu").click()
    expect(chief.locator("[role=status]")).to_contain_text(GUIDE)

    guide = live_office.page(360, scripts=scripts)
    guide.goto(live_office.mail()[0].link)
    guide.get_by_label("Nimesi").fill("Kaisa")
    guide.get_by_label("Uusi salasana").fill(NEW_PASS)
    guide.get_by_role("button", name="Tee tili").click()

    # The role asks for a second step before anything else opens.
    expect(guide).to_have_url(re.compile("two-step"))
    guide.get_by_text("En voi lukea koodia").click()
    expect(guide.locator(".key")).to_be_visible()
    seed = guide.locator(".key").inner_text().replace(" ", "")
    give_code(guide, pyotp.TOTP(seed).at(utc_now()))
    expect(guide.locator(".codes code")).to_have_count(10)
    codes = guide.locator(".codes code").all_inner_texts()
    guide.get_by_role("link", name="Ne ovat tallessa").click()
    expect(guide.locator("main")).to_contain_text("Koordinaattori, Lieksa")

    follow(guide.get_by_role("button", name="Kirjaudu ulos").last)
    sign_in(guide, GUIDE, NEW_PASS)
    give_code(guide, pyotp.TOTP(seed).at(utc_now() + STEP))  # each code counts once: the next one
    expect(guide.locator("h1")).to_have_text("Palaute toiminnoista")

    guide.goto("/fi/oma-tili")
    follow(guide.get_by_role("button", name="Kirjaudu ulos").last)
    sign_in(guide, GUIDE, NEW_PASS)
    guide.get_by_role("link", name="käytä varakoodia").click()
    give_code(guide, codes[4])
    expect(guide.locator("[role=status]")).to_contain_text("9 varakoodia")
    assert guide.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_link_by_mail_with_the_keyboard_alone(live_office: LiveOffice) -> None:
    live_office.person(NURSE, PROFESSIONAL, password="")
    page = live_office.page()
    page.goto("/sv/logga-in")
    page.get_by_role("link", name="utan lösenord").press("Enter")
    page.wait_for_url("**/logga-in/lank*")
    page.locator("input[name=email]").fill("inte en adress")
    page.locator("form.formcard").evaluate("form => form.noValidate = true")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    page.locator("input[name=email]").fill(NURSE)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sent=1"))
    page.goto(live_office.mail()[0].link)
    page.locator("main button").press("Enter")
    page.wait_for_url(re.compile("/(haku|sok|search)"))
    page.goto("/sv/mitt-konto")
    expect(page.locator("main")).to_contain_text(NURSE)


def looked_at(page: Page) -> None:
    """No violation that axe finds and no sideways scroll, wide and at 320 pixels."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == [], f"{page.url}: {width} pixels wide"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize("language", list(PATHS))
def test_axe_finds_nothing_on_the_way_in(live_office: LiveOffice, language: str) -> None:
    sign, account, _admin, join, link, step = (f"/{language}/{path}" for path in PATHS[language])
    with live_office.app.extensions["database"].write() as session:
        domain(session)
        a_workplace(session, "Lieksan sote-keskus", towns=("422",))
    live_office.person(CHIEF, ADMIN, two_step=True)
    page = live_office.page()
    for path in (sign, link, f"{link}?sent=1", f"{link}/open?key=none", join, f"{join}?sent=1"):
        page.goto(path)
        looked_at(page)
    page.goto(join)
    page.locator("input[name=email]").fill(NURSE)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sent=1"))
    page.goto(live_office.mail()[0].link)
    looked_at(page)
    page.locator("input[name=name]").fill("Aino")
    page.locator("input[name=way][value=link]").check()
    page.locator("main button").click()
    page.wait_for_url(re.compile("workplace"))
    looked_at(page)
    for under in ("", "/two-step", "/email", "/email/confirm?key=none", "/close", "/password"):
        page.goto(account + under)
        looked_at(page)
    other = live_office.page()
    sign_in(other, CHIEF, path=sign)
    other.wait_for_url(f"**{step}")
    looked_at(other)
    other.goto(f"{step}?recovery=1")
    looked_at(other)


@pytest.mark.parametrize("language", list(PATHS))
def test_axe_finds_nothing_in_administration(live_office: LiveOffice, language: str) -> None:
    sign, account, admin, _join, _link, _step = (f"/{language}/{path}" for path in PATHS[language])
    nurse = live_office.person(NURSE, PROFESSIONAL)
    live_office.person(CHIEF, ADMIN, two_step=True)
    live_office.person(GUIDE, COORDINATOR)
    page = live_office.page()
    sign_in(page, CHIEF, path=sign)
    give_code(page, live_office.code())
    page.wait_for_url(f"**{admin}/accounts")
    page.goto(account)
    looked_at(page)
    page.goto(f"{account}/two-step/new-phone")
    looked_at(page)
    page.locator("main form button").click()  # with nothing written the browser or the page tells what is missing
    looked_at(page)
    page.goto(f"{account}/two-step")
    looked_at(page)
    page.locator("main form button").click()
    expect(page.locator(".codes")).to_be_visible()
    looked_at(page)
    for path in (
        f"{admin}/accounts",
        f"{admin}/accounts?q=nobody",
        f"{admin}/accounts/{nurse}",
        f"{admin}/accounts/{nurse}/roles",
        f"{admin}/accounts/{nurse}/roles?role=coordinator",
        f"{admin}/invitations",
        f"{admin}/invitations/new",
        f"{admin}/invitations/new?role=editor&find=x",
        f"{admin}/invitations/new?role=professional",
    ):
        page.goto(path)
        for details in page.locator("details").all():
            details.evaluate("one => one.open = true")
        looked_at(page)
    page.locator("input[name=email]").fill("vieras@sote.example")
    page.locator("form.formcard button").click()
    page.wait_for_url(f"**{admin}/invitations")
    looked_at(page)
