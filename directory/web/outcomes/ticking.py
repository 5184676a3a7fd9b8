"""One press ticks, one press takes it back."""

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import InvalidChange
from directory.services import outcomes
from directory.services.outcomes import WrongCode
from directory.vocabulary import OutcomeKind
from directory.web.auth.user import current_actor, sign_in_needed
from directory.web.clock import now as moment
from directory.web.language import add_page, ui_language
from directory.web.outcomes.overview import CODE_MAX, show, wrong_codes
from directory.web.outcomes.words import kind_name
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the two forms."""
    add_page(blueprint, "outcomes", wrong_codes(tick), under="/tick", endpoint="tick", methods=("POST",))
    add_page(blueprint, "outcomes", wrong_codes(untick), under="/untick", endpoint="untick", methods=("POST",))


@sign_in_needed
def tick() -> Response | tuple[str, int]:
    """Tick what the button says, ``came`` or ``not_fit:<reason>``, and show the list again."""
    kind, _colon, reason = request.form.get("outcome", "").partition(":")
    code, activity = _which()
    database: Database = current_app.extensions["database"]
    try:
        with database.write_quietly() as session:
            new = outcomes.tick(session, current_actor(), code, activity, kind=kind, reason=reason, now=moment())
    except WrongCode:
        return show(code)
    except InvalidChange:
        abort(400)
    name = kind_name(kind, ui_language())
    flash(_("Marked: %(what)s.", what=name) if new else _("This was marked before: %(what)s.", what=name))
    return _back(code)


@sign_in_needed
def untick() -> Response | tuple[str, int]:
    """Take a tick back."""
    kind = request.form.get("outcome", "")
    if kind not in set(OutcomeKind):
        abort(400)
    code, activity = _which()
    database: Database = current_app.extensions["database"]
    try:
        with database.write_quietly() as session:
            outcomes.untick(session, current_actor(), code, activity, kind=kind, now=moment())
    except WrongCode:
        return show(code)
    except InvalidChange:
        flash(_("A mark of an earlier month cannot be taken back: its numbers have been told."), "warn")
    else:
        flash(_("Taken back: %(what)s.", what=kind_name(kind, ui_language())))
    return _back(code)


def _which() -> tuple[str, str]:
    return request.form.get("code", "")[:CODE_MAX].strip(), request.form.get("activity", "")[:16]


def _back(code: str) -> Response:
    return redirect(url_for("outcomes.overview", code=code), 303)
