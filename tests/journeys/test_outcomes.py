"""A volunteer with a phone, a team with news of its slips, a professional with searches: in a real browser."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from directory import create_app
from directory.models import Account, Activity, ReferralOutcome, SavedSearch, Workplace
from directory.models.base import utc_now
from directory.services import digests, outcomes, referrals
from directory.services.access import Actor, Grant
from directory.services.outcomes import closed_quarters
from directory.services.referrals import NewSlip
from tests.conftest import close, free_port, make_settings
from tests.directory.web.guided import CAST, OTHER, OWN
from tests.journeys.test_accessibility import violations

pytestmark = pytest.mark.browser
TAPS = 4  # the promise to a volunteer at the door
LANGUAGES = ("fi", "sv", "en")
PAGES = {
    "outcomes": ("editor", {"fi": "/fi/mita-siita-tuli", "sv": "/sv/hur-gick-det", "en": "/en/what-came-of-it"}),
    "area": ("coordinator", {"fi": "/fi/mita-siita-tuli", "sv": "/sv/hur-gick-det", "en": "/en/what-came-of-it"}),
    "news": ("nurse", {"fi": "/fi/hylly/news", "sv": "/sv/hylla/news", "en": "/en/shelf/news"}),
    "searches": ("nurse", {"fi": "/fi/omat-haut", "sv": "/sv/mina-sokningar", "en": "/en/my-searches"}),
    "mail": ("nurse", {"fi": "/fi/uutiset-postiin", "sv": "/sv/nyheter-per-post", "en": "/en/news-by-mail"}),
    "results": ("nurse", {"fi": "/fi/haku?q=suru", "sv": "/sv/sok?q=sorg", "en": "/en/search?q=grief"}),
}
STOP = {"fi": "/fi/uutiset-postiin/lopeta", "sv": "/sv/nyheter-per-post/avsluta", "en": "/en/news-by-mail/stop"}


@dataclass(frozen=True)
class House:
    """The demo on a port, with mail, a slip, news of it and numbers that may be told."""

    app: Flask
    url: str
    code: str
    token: str


def furnished(app: Flask) -> tuple[str, str]:
    """Make the slip, its news and the numbers; returns the slip's code and the key that ends a nurse's mail."""
    now, quarter = utc_now(), closed_quarters(utc_now().date(), 1)[0]
    then = now.replace(year=quarter.months[1].year, month=quarter.months[1].month, day=12)
    with app.extensions["database"].write_quietly() as session:
        rows = session.scalars(select(Activity).where(Activity.import_id.in_((OWN, OTHER))))
        by_import = {row.import_id: row for row in rows}
        own, other = by_import[OWN], by_import[OTHER]
        place = session.scalar(select(Workplace.id))
        nurse = Actor(1, (Grant("professional", workplace_id=place),))
        editor = Actor(2, (Grant("editor", organisation_id=own.organisation_id),))
        for _ in range(6):
            told = referrals.make(session, nurse, NewSlip((own.public_id,), "fi"), now=then)
            outcomes.tick(session, editor, told.short_code, own.public_id, kind="came", now=then)
        slip = referrals.make(session, nurse, NewSlip((own.public_id, other.public_id), "fi"), now=now)
        other.lifecycle = "ended"
        account = session.scalars(select(Account).where(Account.email == CAST["nurse"][0])).one()
        session.add(SavedSearch(account_id=account.id, name="Surevat", arguments={"q": ["suru"]}))
        return slip.short_code, digests.stop_token(str(app.config["SECRET_KEY"]), account)


@contextmanager
def open_house(peopled_folder: Path, folder: Path) -> Iterator[House]:
    """A house of its own in this folder."""
    shutil.copytree(peopled_folder, folder, dirs_exist_ok=True)
    app = create_app(make_settings(folder, mail_url=(folder / "mail").as_uri(), mail_from="a@demo.example"))
    code, token = furnished(app)
    server = make_server("127.0.0.1", free_port(), app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield House(app, f"http://127.0.0.1:{server.server_port}", code, token)
    server.shutdown()
    thread.join(5)
    server.server_close()
    close(app)


@pytest.fixture
def house(peopled_folder: Path, tmp_path: Path) -> Iterator[House]:
    """A house to be written to."""
    with open_house(peopled_folder, tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def shown_house(peopled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house to look at only."""
    with open_house(peopled_folder, tmp_path_factory.mktemp("shown")) as found:
        yield found


def entered(context: BrowserContext, who: str, path: str) -> Page:
    """A window in which somebody of the cast has signed in."""
    page = context.new_page()
    page.goto(f"/fi/kirjaudu?next={path}")
    page.fill("#email", CAST[who][0])
    page.fill("#password", CAST[who][1])
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/kirjaudu" not in url)
    page.goto(path)
    return page


@pytest.fixture
def enter(browser: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """Signs somebody of the cast in, in a window of its own."""
    contexts = []

    def opened(who: str, path: str, width: int = 360, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 740},
            java_script_enabled=scripts,
            base_url=house.url,
            has_touch=True,
        )
        contexts.append(context)
        return entered(context, who, path)

    yield opened
    for context in contexts:
        context.close()


def came(house: House) -> int:
    with house.app.extensions["database"].read() as session:
        month = outcomes.month_of(utc_now().date())
        rows = session.scalars(select(ReferralOutcome).where(ReferralOutcome.month == month))
        return sum(row.count for row in rows)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_volunteer_ticks_that_somebody_came(house: House, enter: Callable[..., Page], scripts: bool) -> None:
    page, taps = enter("editor", "/fi/mita-siita-tuli", scripts=scripts), 0
    page.get_by_label("Listan koodi").tap()
    page.keyboard.type(house.code.replace("-", " "))
    taps += 1
    page.get_by_role("button", name="Hae lista").tap()
    taps += 1
    page.get_by_role("button", name="Tuli", exact=True).tap()
    taps += 1
    expect(page.get_by_role("status")).to_contain_text("Merkitty: Tuli.")
    assert taps <= TAPS
    assert came(house) == 1
    page.get_by_role("button", name=re.compile("Kumoa ?: Tuli")).tap()
    expect(page.get_by_role("status")).to_contain_text("Peruttu: Tuli.")
    assert came(house) == 0


def test_why_it_did_not_fit_is_chosen_not_written(house: House, enter: Callable[..., Page]) -> None:
    page = enter("editor", f"/fi/mita-siita-tuli?code={house.code}")
    page.get_by_text("Ei sopinut, koska").tap()
    page.get_by_role("button", name="Aika ei sopinut").tap()
    expect(page.locator(".ticked")).to_contain_text("Ei sopinut: Aika ei sopinut")
    assert page.locator("main textarea").count() == 0


def test_a_team_deals_with_news(enter: Callable[..., Page]) -> None:
    page = enter("nurse", "/fi/hylly/news")
    expect(page.locator(".call")).to_contain_text("Toiminta on päättynyt")
    page.get_by_role("button", name="Hoidettu").tap()
    expect(page.locator(".slipnews").first).to_contain_text("pitää yhä paikkansa")
    page.get_by_text("Hoidettu (1)").tap()
    page.get_by_role("button", name="Näytä taas").tap()
    expect(page.get_by_role("button", name="Hoidettu")).to_have_count(1)


def test_a_search_is_saved_by_keyboard_alone(enter: Callable[..., Page]) -> None:
    page = enter("nurse", "/fi/haku?q=suru+Joensuu", 1280)
    page.locator("details.keep summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#title")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Haku on tallennettu")
    page.goto("/fi/omat-haut")
    expect(page.get_by_role("link", name="suru Joensuu")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Poista ?: suru Joensuu")).click()
    page.get_by_role("button", name="Kumoa", exact=True).click()
    expect(page.get_by_role("link", name="suru Joensuu")).to_have_count(1)


def look(page: Page, path: str) -> None:
    """The page with everything unfolded, wide and narrow."""
    page.goto(path)
    page.evaluate("document.querySelectorAll('main details:not(.sort)').forEach(one => one.open = true)")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == [], f"{path}, {width} pixels wide"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path}, {width} pixels wide"


@pytest.mark.parametrize("name", list(PAGES))
def test_axe_finds_nothing(shown_house: House, browser: Browser, name: str) -> None:
    who, paths = PAGES[name]
    with browser.new_context(base_url=shown_house.url, has_touch=True) as context:
        page = entered(context, who, paths["fi"])
        for language in LANGUAGES:
            look(page, paths[language])
            if name == "outcomes":
                look(page, f"{paths[language]}?code={shown_house.code}")
                look(page, f"{paths[language]}?code=kuusi")


def test_axe_finds_nothing_where_the_mail_ends(shown_house: House, browser: Browser) -> None:
    with browser.new_context(base_url=shown_house.url) as context:
        page = context.new_page()
        for language in LANGUAGES:
            look(page, f"{STOP[language]}?t={shown_house.token}")
            look(page, STOP[language])
