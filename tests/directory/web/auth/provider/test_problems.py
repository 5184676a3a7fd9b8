"""Every way it can go wrong has a page with what to do, in the reader's language, and is none of our own failures."""

import pytest
from flask import Flask

from directory.services import accounts
from directory.services.providers import NO_ANSWER, SET_UP
from directory.web.auth.provider.problem import WORDS
from tests.directory.web.auth.provider.conftest import COUNTY, Browser, list_domain, parameters
from tests.pages import Page, check, parsed
from tests.providers import CheatingProvider

LANGUAGES = ("fi", "sv", "en")


@pytest.fixture(params=LANGUAGES)
def browser(app: Flask, cheat: CheatingProvider, request: pytest.FixtureRequest) -> Browser:
    return Browser(app.test_client(), list_domain(app, cheat.issuer), request.param)


def back(browser: Browser, cheat: CheatingProvider, **claims: object) -> tuple[int, Page]:
    """There and back again; the provider gives the nonce that it was sent unless told otherwise."""
    sent = parameters(browser.sets_out())
    cheat.claims = {"nonce": sent["nonce"], "email": f"aino@{COUNTY}"} | claims
    response = browser.client.get("/sign-in/return", query_string={"state": sent["state"], "code": "a code"})
    page = parsed(response.get_data(as_text=True))
    check(page, f"/{browser.language}/sign-in")
    return response.status_code, page


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"nonce": "another"}, ("Emme voineet varmistaa", "Vi kunde inte säkerställa", "could not make sure")),
        ({"aud": "another"}, ("asetettu täällä väärin", "fel inställd här", "set up wrongly here")),
        ({"exp": 1}, ("Kaksi kelloa", "Två klockor", "Two clocks")),
        ({"email": None}, ("ei kertonut", "uppgav inte", "did not tell")),
    ],
    ids=["nonce", "audience", "clock", "address"],
)
def test_a_token_that_does_not_hold(
    app: Flask, browser: Browser, cheat: CheatingProvider, claims: dict[str, object], words: tuple[str, ...]
) -> None:
    status, page = back(browser, cheat, **claims)
    assert status == 400
    assert words[LANGUAGES.index(browser.language)] in page.text
    assert any(link.endswith(browser.public_id) for link in page.links())
    with app.extensions["database"].read() as session:
        assert accounts.by_email(session, f"aino@{COUNTY}") is None


def test_a_provider_that_does_not_answer(browser: Browser, cheat: CheatingProvider, app: Flask) -> None:
    cheat.raw["/.well-known/openid-configuration"] = (503, {}, b"")
    response = browser.client.get(browser.start_path)
    assert response.status_code == 503
    page = parsed(response.get_data(as_text=True))
    check(page, browser.start_path)
    words = ("ei vastaa", "svarar inte", "does not answer")
    assert words[LANGUAGES.index(browser.language)] in page.text
    assert browser.start_path in page.links()
    del cheat.raw["/.well-known/openid-configuration"]
    app.extensions["providers"].metadata(cheat.issuer, anew=True)  # as an administrator's check does
    cheat.token_answer = (500, {})
    assert back(browser, cheat)[0] == 503


@pytest.mark.parametrize("error", ["server_error", "login_required", "x" * 3000, "<script>"])
def test_an_error_of_the_provider(app: Flask, cheat: CheatingProvider, error: str) -> None:
    browser = Browser(app.test_client(), list_domain(app, cheat.issuer), "en")
    state = parameters(browser.sets_out())["state"]
    response = browser.client.get("/sign-in/return", query_string={"state": state, "error": error})
    assert response.status_code == 400
    page = parsed(response.get_data(as_text=True))
    assert "could not let you in" in page.text
    assert error not in page.text


@pytest.mark.parametrize(
    "query", ["", "?code=a", "?state=", "?state=made-up&code=a", "?error=access_denied", "?state=%00"]
)
def test_an_answer_that_nobody_waits_for(app: Flask, query: str) -> None:
    response = app.test_client().get(f"/sign-in/return{query}", headers={"Accept-Language": "sv"})
    assert response.status_code == 400
    page = parsed(response.get_data(as_text=True))
    assert "Inloggningen tog för länge" in page.text
    assert "/sv/logga-in" in page.links()


def test_without_a_code(app: Flask, cheat: CheatingProvider) -> None:
    browser = Browser(app.test_client(), list_domain(app, cheat.issuer), "en")
    for code in ("", "x" * 5000):
        state = parameters(browser.sets_out())["state"]
        response = browser.client.get("/sign-in/return", query_string={"state": state, "code": code})
        assert response.status_code == 400
    assert cheat.forms == []


def test_three_windows_and_no_more(app: Flask, cheat: CheatingProvider) -> None:
    browser = Browser(app.test_client(), list_domain(app, cheat.issuer), "en")
    sent = [parameters(browser.sets_out()) for _ in range(4)]
    for one, status in zip(sent, (400, 302, 400, 400), strict=True):
        cheat.claims = {"nonce": one["nonce"], "email": f"aino@{COUNTY}"}
        response = browser.client.get("/sign-in/return", query_string={"state": one["state"], "code": "a code"})
        # The first was pushed out by the fourth; signing in by the second ends what the others had begun.
        assert response.status_code == status


def test_every_code_that_is_raised_has_words() -> None:
    import re
    from pathlib import Path

    raised: set[str] = set()
    for path in Path("directory").rglob("*.py"):
        raised |= set(re.findall(r'ProviderProblem\(\s*"([a-z_]+)"', path.read_text(encoding="utf-8")))
    assert {"stale", "private", "taken"} <= raised
    assert raised <= set(WORDS) | NO_ANSWER | SET_UP | {"no_address_here"}


def test_a_long_way_back_does_not_burst_the_cookie(app: Flask, cheat: CheatingProvider) -> None:
    browser = Browser(app.test_client(), list_domain(app, cheat.issuer), "en")
    for length in (500, 590, 3000):
        sent = parameters(browser.sets_out("/en/search?q=" + "aå9z" * (length // 4)))
    cookie = browser.client.get_cookie("session")
    assert cookie is not None
    assert len(str(cookie.value)) < 4000
    cheat.claims = {"nonce": sent["nonce"], "email": f"aino@{COUNTY}"}
    response = browser.client.get("/sign-in/return", query_string={"state": sent["state"], "code": "a code"})
    assert response.location == "/en/search"
