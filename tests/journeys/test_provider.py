"""Signing in at the own organisation, in a real browser and with a real provider's process."""

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from directory.models import SignInSession
from directory.models.base import utc_now
from directory.services import accounts, invitations, mail_domains, signing_in
from directory.services.access import Actor, Grant
from directory.services.accounts import NewAccount
from directory.services.invitations import NewInvitation
from directory.services.mail_domains import DomainChange
from directory.services.throttling import INVITE, Throttle
from tests.conftest import SECRET, free_port
from tests.journeys.test_accessibility import violations
from tests.providers import CLIENT_ID, CLIENT_SECRET, RealProvider, real_provider

pytestmark = pytest.mark.browser
COUNTY, NAME = "pohjois-karjala.example", "Pohjois-Karjalan hyvinvointialue"
NURSE = f"aino.laine@{COUNTY}"
SIGN_IN = {"fi": "/fi/kirjaudu", "sv": "/sv/logga-in", "en": "/en/sign-in"}
PROVIDER = {"fi": "/fi/kirjaudu/organisaatio", "sv": "/sv/logga-in/organisation", "en": "/en/sign-in/organisation"}
ACCOUNT = {"fi": "/fi/oma-tili", "sv": "/sv/mitt-konto", "en": "/en/my-account"}
INVITATION = {"fi": "/fi/kutsu", "sv": "/sv/inbjudan", "en": "/en/invitation"}
SIGN_OUT = {"fi": "/fi/kirjaudu-ulos", "sv": "/sv/logga-ut", "en": "/en/sign-out"}
ADMIN = {"fi": "/fi/hallinta/domains", "sv": "/sv/administration/domains", "en": "/en/admin/domains"}


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[RealProvider]:
    with real_provider(tmp_path) as found:
        found.knows("sub-aino", email=NURSE, name="Aino Laine")
        yield found


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The empty app on a port of its own."""
    server = make_server("127.0.0.1", free_port(), app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(5)
    server.server_close()


@pytest.fixture
def domain(app: Flask, provider: RealProvider) -> str:
    """The county's domain, with the provider; its public id."""
    change = DomainChange(COUNTY, NAME, "14", True, provider.issuer, CLIENT_ID, CLIENT_SECRET)
    with app.extensions["database"].write_quietly() as session:
        return mail_domains.add(session, Actor.system(), change, secret_key=SECRET, allow_loopback=True).public_id


def stay(route: Route) -> None:
    """Let the browser stay where it is."""
    route.abort("aborted")


@pytest.fixture
def window(browser: Browser, site: str, provider: RealProvider) -> Iterator[Callable[..., Page]]:
    """A window that may go to the site and the provider, and nowhere else."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []
    allowed = (site, provider.issuer, "data:", "blob:")

    def note(request: Request) -> None:
        if not request.url.startswith(allowed) and request.headers.get("referer", "").startswith(site):
            outside.append(request.url)

    def opened(path: str, *, scripts: bool = True, width: int = 1280, cookie: str = "") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, base_url=site, locale="fi-FI"
        )
        contexts.append(context)
        if cookie:
            context.add_cookies([{"name": "session", "value": cookie, "url": site}])
        # The provider's own pages ask another host for their looks; ours ask nobody.
        context.route(lambda url: not url.startswith(allowed), stay)
        page = context.new_page()
        page.on("request", note)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert outside == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_the_address_through_the_provider_and_back(
    window: Callable[..., Page], provider: RealProvider, domain: str, site: str, scripts: bool
) -> None:
    page = window("/fi/oma-tili", scripts=scripts)
    page.get_by_label("Työsähköposti").fill(NURSE)
    page.get_by_role("button", name="Jatka organisaatiosi kirjautumiseen").click()
    page.wait_for_url(f"{provider.issuer}/**")
    page.get_by_placeholder("sub").fill("sub-aino")
    page.get_by_role("button", name="Authorize", exact=True).click()
    page.wait_for_url(f"{site}/fi/oma-tili")
    expect(page.get_by_role("heading", level=1)).to_have_text("Oma tili")
    expect(page.locator(".who")).to_contain_text("Aino Laine")
    page.get_by_role("button", name="Kirjaudu ulos", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Olet kirjautunut ulos")
    page.get_by_role("link", name=re.compile("Kirjaudu ulos myös organisaatiosta")).click()
    page.wait_for_url(f"{provider.issuer}/oauth2/end_session**")


def test_by_the_organisations_name_and_no_for_an_answer(
    window: Callable[..., Page], provider: RealProvider, domain: str, site: str
) -> None:
    page = window("/sv/logga-in?next=/sv/sok", width=360)
    page.get_by_role("link", name=NAME).click()
    page.wait_for_url(f"{provider.issuer}/**")
    # This provider forgets the state when somebody refuses; the standard asks for it (RFC 6749, 4.1.2.1).
    state = page.evaluate("new URL(location).searchParams.get('state')")
    page.goto(f"{site}/sign-in/return?error=access_denied&state={state}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du loggade inte in")
    page.get_by_role("link", name="Försök igen").click()
    page.wait_for_url(f"{provider.issuer}/**")
    page.get_by_placeholder("sub").fill("sub-aino")
    page.get_by_role("button", name="Authorize", exact=True).click()
    page.wait_for_url(f"{site}/sv/sok")


def test_going_back_from_the_provider_leads_to_the_sign_in_page(
    window: Callable[..., Page], provider: RealProvider, domain: str, site: str
) -> None:
    page = window("/en/sign-in")
    page.get_by_role("link", name=NAME).click()
    page.wait_for_url(f"{provider.issuer}/**")
    page.go_back()
    page.wait_for_url(f"{site}/en/sign-in")


@pytest.fixture
def cookie(app: Flask) -> str:
    """The cookie of a signed-in administrator."""
    with app.extensions["database"].write_quietly() as session:
        new = NewAccount("chief@cast.example", "Pääkäyttäjä", (Grant("admin"),), demo=True)
        account = accounts.create(session, Actor.system(), new)
        token = signing_in.open_session(session, account, device="x", now=utc_now(), second_factor_shown=True)
    return signed(app, token)


def signed(app: Flask, token: str) -> str:
    """The browser's cookie of a session."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return str(signer.dumps({"_user_id": token, "_fresh": True}))


@pytest.fixture
def nurse_cookie(app: Flask, provider: RealProvider) -> str:
    """The cookie of somebody who signed in at the provider longer ago than a proof counts."""
    with app.extensions["database"].write_quietly() as session:
        account = accounts.create(session, Actor.system(), NewAccount(NURSE, "Aino", (Grant("professional"),)))
        account.oidc_issuer, account.oidc_subject = provider.issuer, "sub-aino"
        token = signing_in.open_session(session, account, device="x", now=utc_now())
        session.flush()
        session.scalars(select(SignInSession)).all()[-1].proved_at = None
    return signed(app, token)


@pytest.fixture
def invitation(app: Flask, cookie: str) -> str:
    """The key of an invitation to somebody of the county who has no account yet."""
    new, now = NewInvitation(f"kaisa@{COUNTY}", Grant("professional", county="14")), utc_now()
    throttle = Throttle(SECRET, INVITE, new.email, "", now)
    with app.extensions["database"].write_quietly() as session:
        chief = accounts.by_email(session, "chief@cast.example")
        assert chief is not None
        return invitations.invite(session, accounts.actor_of(chief), new, throttle=throttle, now=now).token


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_axe_finds_nothing(
    window: Callable[..., Page],
    provider: RealProvider,
    domain: str,
    cookie: str,
    invitation: str,
    nurse_cookie: str,
    language: str,
) -> None:
    page = window(SIGN_IN[language], cookie="")

    def hold(what: str) -> None:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert violations(page) == [], f"{what}, {width} pixels wide"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{what} {width}"

    hold("sign-in")
    page.locator("[name=work_email]").fill("somebody@elsewhere.example")
    page.locator("[name=work_email]").press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    hold("no such organisation")
    page.route(f"{provider.issuer}/**", stay)
    page.goto(f"{PROVIDER[language]}/{domain}")
    expect(page.locator("main a.btn")).to_be_visible()
    hold("on to the provider")
    page.goto(f"{PROVIDER[language]}/2222222222")
    hold("problem")
    page.goto(f"{SIGN_OUT[language]}/{domain}")
    hold("signed out")
    page.goto(f"{INVITATION[language]}?key={invitation}")
    expect(page.locator("main a.btn")).to_be_visible()
    hold("invitation")
    page = window(f"{ACCOUNT[language]}/close", cookie=nurse_cookie)
    expect(page.locator("main a.btn")).to_have_attribute("href", re.compile(domain))
    hold("proof")
    page = window(ADMIN[language], cookie=cookie)
    hold("domains")
    page.goto(f"{ADMIN[language]}/new")
    page.locator("[name=oidc_issuer]").fill("login")
    page.locator("[name=domain]").press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    hold("faults")
    page.goto(f"{ADMIN[language]}/{domain}")
    page.locator("button[value=check]").click()
    expect(page.locator("#checked")).to_be_focused()
    hold("checked")
    page.goto(f"{ADMIN[language]}/{domain}/remove")
    hold("remove")
