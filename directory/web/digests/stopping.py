"""The end of the mail, without signing in: a link opens the page, one press ends it (RFC 8058).

The link itself changes nothing, because programs that look for harm in mail open every link. The press needs no form
token: the signed link says whose mail ends, and mail programs send the same POST from their own button.
"""

from flask import Blueprint, current_app, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.config import Settings
from directory.db import Database
from directory.errors import NotFound
from directory.services import digests
from directory.web.language import add_page
from directory.web.security import csrf, limiter
from directory.web.translating import gettext as _

TOKEN_MAX = 200
TRIES = "30 per minute"
STOPPED, ASKING, BROKEN = "stopped", "asking", "broken"


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    limited = limiter.limit(TRIES)(stop)
    add_page(blueprint, "digest_stop", limited, endpoint="stop", methods=("GET", "POST"))
    csrf.exempt(limited)  # type: ignore[no-untyped-call]


def stop() -> Response:
    """Ask, or end it; a link that is not whole is told so."""
    settings: Settings = current_app.extensions["settings"]
    database: Database = current_app.extensions["database"]
    token = request.args.get("t", "")[:TOKEN_MAX]
    keys = (settings.secret_key, *settings.secret_key_fallbacks)
    try:
        with database.write_quietly() as session:
            account = digests.account_of_token(session, keys, token)
            if request.method == "POST":
                digests.stop(account)
            state = STOPPED if not account.digest else ASKING
    except NotFound:
        state = BROKEN
    titles = {STOPPED: _("The mail has ended"), ASKING: _("End the mail?"), BROKEN: _("This link is not whole")}
    page = render_template(
        "digests/stop.html", page_title=titles[state], state=state, action=url_for("digests.stop", t=token)
    )
    wrong = state == BROKEN and bool(token or request.method == "POST")
    response = make_response(page, 404 if wrong else 200)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
