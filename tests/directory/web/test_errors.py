"""When a request cannot be answered."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from directory import errors
from directory.services.access import Grant
from directory.vocabulary import Role
from tests.pages import Page, parsed, words_of

Reader = Callable[..., Page]


def failing(app: Flask, error: Exception) -> FlaskClient:
    """A browser on an app where /fi/fails, /sv/fails … raise the error."""

    def fail() -> str:
        raise error

    app.config["PROPAGATE_EXCEPTIONS"] = False
    for language in ("fi", "sv", "en"):
        app.add_url_rule(f"/{language}/fails", endpoint=f"fails_{language}", view_func=fail)
    return app.test_client()


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/fi/puuttuu", "Emme löytäneet tätä sivua"),
        ("/sv/saknas", "Vi hittade inte den här sidan"),
        ("/en/missing", "We could not find this page"),
    ],
)
def test_a_page_that_is_not_there_in_the_language_of_the_address(app: Flask, path: str, heading: str) -> None:
    answer = app.test_client().get(path, headers={"Accept-Language": "de"})
    page = parsed(answer.get_data(as_text=True))
    assert answer.status_code == 404
    assert words_of(page.one("h1")) == heading
    assert page.one("form", role="search")
    assert page.all("meta", name="robots")
    assert answer.headers["Content-Language"] == path[1:3]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.NotFound(), 404),
        (errors.Gone(), 410),
        (errors.Forbidden(), 403),
        (errors.Conflict(), 409),
        (errors.InvalidChange({"a": "b"}), 400),
        (errors.DirectoryError(), 500),
        (OperationalError("SELECT", {}, Exception("gone")), 503),
        (RuntimeError("secret words"), 500),
    ],
)
def test_what_services_raise_becomes_a_page(app: Flask, error: Exception, status: int) -> None:
    answer = failing(app, error).get("/sv/fails?q=hemlig")
    assert answer.status_code == status
    text = answer.get_data(as_text=True)
    page = parsed(text)
    assert page.tree.get("lang") == "sv"
    assert words_of(page.one("h1"))
    assert "secret words" not in text
    assert (answer.headers["X-Request-ID"] in text) == (status >= 500)


def test_whoever_has_signed_in_is_not_told_to_sign_in(browser_as: Callable[[Grant], FlaskClient]) -> None:
    nurse = browser_as(Grant(Role.PROFESSIONAL))
    for path, said in (
        ("/fi/hallinta/accounts", "Olet kirjautunut, mutta roolisi ei avaa tätä sivua."),
        ("/sv/administration/accounts", "Du är inloggad, men din roll öppnar inte den här sidan."),
        ("/en/admin/accounts", "You are signed in, but your role does not open this page."),
    ):
        answer = nurse.get(path)
        assert answer.status_code == 403
        assert said in parsed(answer.get_data(as_text=True)).text


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 406, 410, 413, 418, 429, 500, 502, 503])
def test_every_status_has_a_page_in_every_language(app: Flask, status: int) -> None:
    def stop() -> str:
        abort(status)

    for language in ("fi", "sv", "en"):
        app.add_url_rule(f"/{language}/stop", endpoint=f"stop_{language}", view_func=stop)
    for language in ("fi", "sv", "en"):
        answer = app.test_client().get(f"/{language}/stop")
        assert answer.status_code == status
        assert words_of(parsed(answer.get_data(as_text=True)).one("h1"))
    assert ("Retry-After" in answer.headers) == (status == 429)


def test_a_method_that_is_not_allowed_says_which_are(client: FlaskClient) -> None:
    answer = client.post("/fi/tietoa")
    assert answer.status_code in {400, 405}  # the missing form token is noticed first
    assert client.delete("/health").headers["Allow"]


def test_programs_get_a_problem_document(client: FlaskClient) -> None:
    answer = client.get("/en/missing", headers={"Accept": "application/json"})
    assert answer.content_type == "application/problem+json"
    assert answer.json == {
        "title": "We could not find this page",
        "status": 404,
        "detail": "The address may be mistyped, or the page has moved. Search for what you need.",
        "request_id": answer.headers["X-Request-ID"],
    }


def test_the_error_page_itself_may_fail(app: Flask) -> None:
    client = failing(app, RuntimeError())
    del app.extensions["settings"]  # the layout cannot be drawn any more
    answer = client.get("/en/fails")
    assert answer.status_code == 500
    page = parsed(answer.get_data(as_text=True))
    assert {section.get("lang") for section in page.all("section")} == {"sv", "en"}
    assert answer.headers["X-Request-ID"] in page.text
    assert answer.headers["Content-Security-Policy"]


def test_a_fault_is_logged_where_but_not_in_whose_words(
    app: Flask, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.ERROR, "directory"):
        failing(app, ValueError("no such thing as yksinäinen 131052-308T")).get("/fi/fails?q=yksinäinen")
    written = capsys.readouterr().err
    assert "ValueError" in written
    assert "test_errors.py" in written
    assert "yksin" not in written
    assert "131052" not in written
