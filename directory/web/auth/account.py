"""My account: name, language, password, second step, open sessions, own data."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.models import Account, SignInSession
from directory.models.base import utc_now
from directory.services import accounts, registration, second_factor, signing_in
from directory.services.roles import grant_of
from directory.vocabulary import UI_LANGUAGES
from directory.web.auth.circumstances import database, mail_enabled
from directory.web.auth.password import change_password, password_fields
from directory.web.auth.user import carry_on, sign_in_needed, signed_in
from directory.web.formatting.dates import day_of, moment
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, FieldError
from directory.web.role_names import role_name
from directory.web.translating import gettext as _

LANGUAGES = {"fi": "suomi", "sv": "svenska", "en": "English"}


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A browser that is signed in."""

    id: int
    device: str
    since: str
    here: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What the page says of the account. ``second_step`` is the day it was turned on, "" when it is off."""

    email: str
    roles: tuple[str, ...]
    has_password: bool
    second_step: str
    second_step_required: bool
    may_choose_workplace: bool
    may_coordinate: bool
    sessions: tuple[OpenSession, ...]
    mail: bool


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "account", account, methods=("GET", "POST"))
    under = "/sessions/<int:session_id>"
    add_page(blueprint, "account", end_session, under=under, endpoint="end_session", methods=("POST",))
    add_page(blueprint, "account", end_others, under="/sessions/others", endpoint="end_others", methods=("POST",))


def own_account(session: Session) -> Account:
    """The signed-in person's account."""
    return session.get(Account, signed_in().account_id) or abort(404)


def own_session(session: Session) -> SignInSession:
    """The session of this browser."""
    return signing_in.session_of(session, signed_in().token, now=utc_now()) or abort(401)


def go_on_alone(session: Session, own: Account, here: SignInSession) -> None:
    """End every other session of the account, and go on in this browser under a new token.

    After a change of what the account may do, no session of before grows with it [OWASP ASVS 5.0.0, 7.2.4].
    """
    signing_in.end_sessions(session, own, keep=here)
    carry_on(signing_in.rotate(session, here))


@sign_in_needed
def account() -> str | Response | tuple[str, int]:
    """The page; a POST changes the name or the password, by ``do``."""
    errors: list[FieldError] = []
    if request.method == "POST":
        if request.form.get("do") == "password":
            errors = change_password()
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
    with database().write_quietly() as session:
        accounts.rename(own_account(session), request.form.get("name", "")[:100], language)
    return []


def _page(errors: list[FieldError]) -> str:
    said = {error.field: error.text for error in errors}
    with database().read() as session:
        own = own_account(session)
        page = _told(session, own)
        name = request.form.get("name", own.name)
        chosen = request.form.get("language", own.ui_language)
    about = (
        Field("name", _("Name"), name, autocomplete="name", maxlength=100),
        Field(
            "language",
            _("Language of the service"),
            chosen,
            kind="select",
            options=LANGUAGES,
            error=said.get("language", ""),
        ),
    )
    return render_template(
        "auth/account.html",
        page_title=_("My account"),
        page=page,
        about=about,
        password=password_fields(said, second_factor=bool(page.second_step)),
        errors=errors,
    )


def _told(session: Session, own: Account) -> AccountPage:
    actor, language = signed_in().actor, ui_language()
    return AccountPage(
        email=own.email,
        roles=tuple(role_name(session, grant_of(membership), language) for membership in own.memberships),
        has_password=bool(own.password_hash),
        second_step=day_of(own.totp_since, language) if own.totp_since else "",
        second_step_required=second_factor.required(own),
        may_choose_workplace=bool(registration.workplaces_for(session, own)),
        may_coordinate=actor.has("coordinator") or actor.has("admin"),
        sessions=tuple(_sessions(session, own)),
        mail=mail_enabled(),
    )


def _sessions(session: Session, own: Account) -> list[OpenSession]:
    here, now = own_session(session).id, utc_now()
    return [
        OpenSession(one.id, one.device, moment(one.created_at, ui_language()), one.id == here)
        for one in own.sessions
        if one.expires_at > now and one.last_seen_at > now - signing_in.IDLE and second_factor.satisfied(one)
    ]


@sign_in_needed
def end_session(session_id: int) -> Response:
    """Sign another browser out."""
    with database().write_quietly() as session:
        signing_in.end_session(session, own_account(session), session_id)
    flash(_("The browser was signed out."))
    return redirect(url_for("auth.account"))


@sign_in_needed
def end_others() -> Response:
    """Sign out everywhere but here."""
    with database().write_quietly() as session:
        signing_in.end_sessions(session, own_account(session), keep=own_session(session))
    flash(_("You are now signed in in this browser only."))
    return redirect(url_for("auth.account"))
