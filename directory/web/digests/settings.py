"""When news come by mail."""

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import InvalidChange, NotFound
from directory.models import Account
from directory.services import digests
from directory.services.access import Subject, may
from directory.services.mail import Postman
from directory.web.auth.user import current_actor, sign_in_needed, signed_in
from directory.web.clock import now as moment
from directory.web.language import add_page
from directory.web.translating import gettext as _


@dataclass(frozen=True, slots=True)
class Choice:
    """A radio button."""

    value: str
    text: str
    chosen: bool


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "digest", settings, endpoint="settings", methods=("GET", "POST"))


@sign_in_needed
def settings() -> str | Response:
    """The choice; a POST makes it. Only those who have a shelf or saved searches find the page."""
    if not may(current_actor(), "search.keep", Subject()):
        raise NotFound("digest")
    postman: Postman = current_app.extensions["mail"]
    database: Database = current_app.extensions["database"]
    if request.method == "POST":
        if postman.enabled:
            try:
                with database.write_quietly() as session:
                    digests.choose(session, signed_in().account_id, request.form.get("digest", "?"), now=moment())
            except InvalidChange:
                abort(400)
            flash(_("Saved."))
        return redirect(url_for("digests.settings"), 303)
    with database.read() as session:
        account = session.get(Account, signed_in().account_id) or abort(404)
        chosen, email = account.digest, account.email
    words = {"daily": _("Every morning when there is something new"), "weekly": _("Once a week, on Mondays")}
    words[""] = _("No mail")
    return render_template(
        "digests/settings.html",
        page_title=_("News by mail"),
        choices=[Choice(value, text, value == chosen) for value, text in words.items()],
        email=email,
        enabled=postman.enabled,
    )
