"""A real Chromium on the demo."""

import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NURSE = ("ammattilainen@demo.example", "kahvi ja pulla lieksassa")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
expect.set_options(timeout=30_000)  # milliseconds, as long as actions wait: a busy machine is not a fault of a page


def follow(link: Locator) -> None:
    """Press what leads to another address, and wait until the page there is loaded: the one that is left behind must
    not be taken for it."""
    page, left = link.page, link.page.url
    link.click()
    page.wait_for_url(lambda url: url != left)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system; skips, visibly, where there is none."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None) or shutil.which(MAC)
    if path is None:
        pytest.skip("no Chromium: install chromium from the system's packages")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, live: str) -> Iterator[Callable[..., Page]]:
    """Opens an address of the demo in a window of its own; requests to other hosts fail the test at its end."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []

    def opened(path: str, width: int = 1280, *, scripts: bool = True, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, color_scheme=scheme, base_url=live
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: outside.append(r.url) if not r.url.startswith((live, "data:", "blob:")) else None)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert outside == []


@pytest.fixture
def signed_in(demo: Flask, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """A window in which somebody has signed in."""
    assert demo.test_cli_runner().invoke(args=["demo-sign-ins"]).exit_code == 0

    def opened(who: tuple[str, str] = NURSE, width: int = 1280, page: Page | None = None) -> Page:
        if page is None:
            page = open_page("/fi/kirjaudu", width)
        else:
            page.goto("/fi/kirjaudu")
        page.locator("main input[name=email]").fill(who[0])
        page.locator("main input[name=password]").fill(who[1])
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(re.compile("/(haku|mita-siita-tuli|koordinointi|hallinta)"))
        return page

    return opened
