"""Proving anew at the provider who one is: it is asked to ask, and must tell that it did."""

import time
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from directory.models.base import utc_now
from directory.services import accounts
from tests.directory.web.auth.provider.conftest import COUNTY, Browser, list_domain, parameters
from tests.pages import check, parsed
from tests.providers import CheatingProvider

AINO, EEVA = f"aino@{COUNTY}", f"eeva@{COUNTY}"
CLOSE = "/fi/oma-tili/close"
TWELVE = timedelta(minutes=12)


@pytest.fixture
def browser(app: Flask, cheat: CheatingProvider) -> Browser:
    return Browser(app.test_client(), list_domain(app, cheat.issuer))


def there_and_back(browser: Browser, cheat: CheatingProvider, *, again: bool = False, **claims: object) -> TestResponse:
    sent = parameters(browser.sets_out(CLOSE, again=again))
    assert (sent.get("prompt"), sent.get("max_age")) == (("login", "600") if again else (None, None))
    cheat.claims = {"nonce": sent["nonce"], "email": AINO, "sub": "aino"} | claims
    return browser.client.get("/sign-in/return", query_string={"state": sent["state"], "code": "a code"})


@pytest.mark.parametrize("ago", [None, 12 * 60 + 30, 9 * 3600], ids=["not told", "a while ago", "this morning"])
def test_being_signed_in_at_the_provider_proves_nothing(
    browser: Browser, cheat: CheatingProvider, ago: int | None
) -> None:
    told = {} if ago is None else {"auth_time": int(time.time()) - ago}
    assert there_and_back(browser, cheat, **told).location == CLOSE
    onward = browser.client.get(CLOSE)
    assert (onward.status_code, onward.location) == (302, f"/fi/oma-tili/prove?next={CLOSE}")
    page = parsed(browser.client.get(onward.location).get_data(as_text=True))
    assert f"{browser.start_path}?next={CLOSE}&again=1" in page.links()


def test_whoever_has_just_signed_in_there_need_not_do_it_twice(browser: Browser, cheat: CheatingProvider) -> None:
    there_and_back(browser, cheat, auth_time=int(time.time()) - 20)
    assert browser.client.get(CLOSE).status_code == 200


def test_a_proof_given_there_opens_what_asked_for_it(app: Flask, browser: Browser, cheat: CheatingProvider) -> None:
    there_and_back(browser, cheat)
    before = browser.client.get_cookie("session")
    assert there_and_back(browser, cheat, again=True, auth_time=int(time.time())).location == CLOSE
    assert browser.client.get(CLOSE).status_code == 200
    after = browser.client.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    with app.extensions["database"].read() as session:
        account = accounts.by_email(session, AINO)
        assert account is not None
        assert len(account.sessions) == 1
    with time_machine.travel(utc_now() + TWELVE):
        assert browser.client.get(CLOSE).status_code == 302


@pytest.mark.parametrize("told", [None, -1000, True, "now", 0], ids=["nothing", "long ago", "yes", "words", "nought"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_answer_that_tells_of_no_proof_is_none(
    browser: Browser, cheat: CheatingProvider, told: object, language: str
) -> None:
    """Whoever sits at an open browser can take ``prompt`` and ``max_age`` out of the address on the way."""
    there_and_back(browser, cheat)
    browser.language = language
    when = int(time.time()) + told if isinstance(told, int) and told < 0 else told
    response = there_and_back(browser, cheat, again=True, auth_time=when)
    assert response.status_code == 400
    page = parsed(response.get_data(as_text=True))
    check(page, f"/{language}/sign-in")
    if told in {None, -1000}:
        words = {"fi": "ei kysynyt, kuka olet", "sv": "frågade inte vem du är", "en": "did not ask who you are"}
        assert words[language] in page.text
        assert any(link.startswith(browser.start_path) and "again=1" in link for link in page.links())
    assert browser.client.get(CLOSE).status_code == 302


def test_whoever_proves_it_is_who_goes_on(app: Flask, browser: Browser, cheat: CheatingProvider) -> None:
    """Somebody else's proof opens nothing of the person who was signed in: the browser becomes somebody else's."""
    there_and_back(browser, cheat)
    there_and_back(browser, cheat, again=True, email=EEVA, sub="eeva", auth_time=int(time.time()))
    shown = browser.client.get("/fi/oma-tili").get_data(as_text=True)
    assert EEVA in shown
    assert AINO not in shown
