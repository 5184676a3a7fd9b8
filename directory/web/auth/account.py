"""My account: name, language, password, open sessions."""

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import InvalidChange
from directory.models import Account, SignInSession
from directory.models.base import utc_now
from directory.services import accounts, passwords, signing_in
from directory.services.schedules.sessions import HELSINKI
from directory.vocabulary import UI_LANGUAGES, label
from directory.web.auth.password import PASSWORD_HINT, password_problem
from directory.web.auth.user import sign_in_needed, signed_in
from directory.web.formatting.dates import clock, day_heading
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, FieldError

LANGUAGES = {"fi": "suomi", "sv": "svenska", "en": "English"}


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A browser that is signed in."""

    id: int
    device: str
    since: str
    here: bool


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "account", account, methods=("GET", "POST"))
    under = "/sessions/<int:session_id>"
    add_page(blueprint, "account", end_session, under=under, endpoint="end_session", methods=("POST",))


def _database() -> Database:
    found: Database = current_app.extensions["database"]
    return found


def _own(session: Session) -> Account:
    return session.get(Account, signed_in().account_id) or abort(404)


@sign_in_needed
def account() -> str | Response | tuple[str, int]:
    """The page; a POST changes the name or the password, by ``do``."""
    errors: list[FieldError] = []
    if request.method == "POST":
        if request.form.get("do") == "password":
            errors = _change_password()
            done = _("Your password was changed. Other browsers were signed out.")
        else:
            errors = _rename()
            done = _("Saved.")
        if not errors:
            flash(done)
            return redirect(url_for("auth.account"))
    page = _page(errors)
    return (page, 400) if errors else page


def _rename() -> list[FieldError]:
    language = request.form.get("language", "")
    if language not in UI_LANGUAGES:
        return [FieldError("language", _("Choose a language."))]
    with _database().write_quietly() as session:
        accounts.rename(_own(session), request.form.get("name", "")[:100], language)
    return []


def _change_password() -> list[FieldError]:
    old, new = request.form.get("old", "")[:300], request.form.get("new", "")[:300]
    with _database().write_quietly() as session:
        own = _own(session)
        if not passwords.matches(own.password_hash, old):
            return [FieldError("old", _("This is not your present password."))]
        here = session.get(SignInSession, _here(session))
        try:
            accounts.set_password(session, own, new, keep=here)
        except InvalidChange as error:
            session.rollback()
            return [FieldError("new", password_problem(error.faults["password"]))]
    return []


def _here(session: Session) -> int:
    found = signing_in.session_of(session, signed_in().token, now=utc_now())
    return found.id if found else 0


def _page(errors: list[FieldError]) -> str:
    language = ui_language()
    said = {error.field: error.text for error in errors}
    with _database().read() as session:
        own, here = _own(session), _here(session)
        sessions = [
            OpenSession(one.id, one.device, _moment(one), one.id == here)
            for one in own.sessions
            if one.expires_at > utc_now() and one.last_seen_at > utc_now() - signing_in.IDLE
        ]
        roles = [label("roles", m.role, language) for m in own.memberships]
        name = request.form.get("name", own.name)
        email = own.email
        chosen = request.form.get("language", own.ui_language)
    about = (
        Field("name", _("Name"), name, autocomplete="name", maxlength=100),
        Field("language", _("Language of the service"), chosen, kind="select", options=LANGUAGES),
    )
    password = (
        Field(
            "old",
            _("Present password"),
            kind="password",
            required=True,
            autocomplete="current-password",
            error=said.get("old", ""),
        ),
        Field(
            "new",
            _("New password"),
            kind="password",
            required=True,
            autocomplete="new-password",
            hint=str(PASSWORD_HINT),
            error=said.get("new", ""),
        ),
    )
    return render_template(
        "auth/account.html",
        page_title=_("My account"),
        email=email,
        roles=roles,
        about=about,
        password=password,
        sessions=sessions,
        errors=errors,
        may_coordinate=signed_in().actor.has("coordinator") or signed_in().actor.has("admin"),
    )


def _moment(one: SignInSession) -> str:
    local = one.created_at.astimezone(HELSINKI)
    return f"{day_heading(local.date(), ui_language())} {clock(local, ui_language())}"


@sign_in_needed
def end_session(session_id: int) -> Response:
    """Sign another browser out."""
    with _database().write_quietly() as session:
        signing_in.end_session(session, _own(session), session_id)
    flash(_("The browser was signed out."))
    return redirect(url_for("auth.account"))
