"""When a request cannot be answered: a page in the language of the address, with the search box and a way on."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Flask, Response, make_response, render_template, request
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from directory.errors import Conflict, DirectoryError, Forbidden, Gone, InvalidChange, NotFound
from directory.web.auth.user import signed_in_user
from directory.web.language import ui_language
from directory.web.request_log import request_id
from directory.web.translating import gettext as _

LOGGER: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What an error page says. ``request_id`` is empty when there is nothing to report to anyone."""

    status: int
    title: str
    explanation: str
    request_id: str = ""
    question: str = ""


WORDS: Final[Mapping[int, tuple[object, object]]] = {
    400: (
        _l("We could not read this address"),
        _l("Something in the address or the form is not as it should be. Try again from the search."),
    ),
    403: (_l("This page is not for you"), _l("You may need to sign in, or ask for the right to see this page.")),
    404: (
        _l("We could not find this page"),
        _l("The address may be mistyped, or the page has moved. Search for what you need."),
    ),
    405: (_l("This cannot be done here"), _l("Go back to the page you came from and try again.")),
    409: (
        _l("Somebody else changed this at the same time"),
        _l("Open the page again to see what was changed, and then make your own change."),
    ),
    410: (
        _l("This activity has ended"),
        _l("It is no longer held, or the group took it off the service. Search for something similar."),
    ),
    413: (_l("This is too big to send"), _l("Make the text or the file smaller and send it again.")),
    429: (_l("Too many tries in a short time"), _l("Wait a minute and try again.")),
    500: (
        _l("Something broke at our end"),
        _l("It is not your fault. Try again in a while. What you searched for was not stored anywhere."),
    ),
    503: (_l("The service is resting for a moment"), _l("Try again in a minute or two.")),
}
NOT_YOURS: Final = (
    WORDS[403][0],
    _l("You are signed in, but your role does not open this page. If you need it, ask whoever invited you."),
)
FORM_EXPIRED: Final = (
    _l("The form was open too long"),
    _l("For safety, the form works only in the same visit. Go back, reload the page and send it again."),
)
SEARCH_AWAY: Final = (
    _l("The search is away for a moment"),
    _l(
        "It is being brought up to date and works again by itself, usually within a few minutes. Your question is "
        "still in the search box: try again in a while. The activities' own pages work all the time."
    ),
)
RETRY_SECONDS: Final = 30
STATUS: Final[Mapping[type[DirectoryError], int]] = {
    Gone: 410,
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    InvalidChange: 400,
}
FAILSAFE: Final = """<!doctype html>
<html lang="fi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{status}</title></head><body><main>
<h1>Sivua ei voi nyt näyttää</h1><p>Yritä hetken päästä uudelleen. <a href="/">Etusivu</a></p>
<section lang="sv"><h2>Sidan kan inte visas just nu</h2>
<p>Försök igen om en stund. <a href="/">Förstasidan</a></p></section>
<section lang="en"><h2>The page cannot be shown right now</h2>
<p>Try again in a while. <a href="/">Front page</a></p></section>
<p>{request_id}</p></main></body></html>
"""


def init_errors(app: Flask) -> None:
    """Answer every error with a page; what is not expected is logged without the reader's words."""

    @app.errorhandler(CSRFError)
    def csrf(_error: CSRFError) -> Response:
        return _answer(400, words=FORM_EXPIRED)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        status = error.code or 500
        if error.response is not None or status < 400:
            return make_response(error.get_response())
        answer = _answer(status)
        for name, value in error.get_headers():
            if name.lower() in {"allow", "retry-after"}:
                answer.headers[name] = value
        if status == 429:
            answer.headers.setdefault("Retry-After", "60")
        return answer

    @app.errorhandler(DirectoryError)
    def directory(error: DirectoryError) -> Response:
        return _answer(next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500))

    @app.errorhandler(OperationalError)
    def database(error: OperationalError) -> Response:
        LOGGER.error("database", exc_info=error)
        return _answer(503)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        LOGGER.error("unexpected", exc_info=error)
        return _answer(500)


def search_away(question: str) -> Response:
    """No engine answers: an index is being built, or the embedded one is broken. Keeps what was asked."""
    answer = _answer(503, SEARCH_AWAY, question)
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _answer(status: int, words: tuple[object, object] | None = None, question: str = "") -> Response:
    fallback = WORDS[400] if status < 500 else WORDS[500]
    try:
        if status == 403 and words is None and signed_in_user():
            words = NOT_YOURS
        title, explanation = words or WORDS.get(status, fallback)
        page = ErrorPage(status, str(title), str(explanation), request_id() if status >= 500 else "", question)
        if request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json":
            problem = {"title": page.title, "status": status, "detail": page.explanation, "request_id": request_id()}
            answer = make_response(problem)
            answer.content_type = "application/problem+json"  # RFC 9457
        else:
            answer = make_response(render_template("public/error.html", page=page, page_title=_title(page)))
        answer.headers["Content-Language"] = ui_language()
    except Exception:
        LOGGER.exception("error page")
        answer = make_response(FAILSAFE.format(status=status, request_id=request_id()))
    answer.status_code = status
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _title(page: ErrorPage) -> str:
    return _("%(title)s (%(status)s)", title=page.title, status=page.status)
