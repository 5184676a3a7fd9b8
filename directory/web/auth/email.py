"""Another e-mail address, confirmed by a link that goes to it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.errors import InvalidChange, NotFound
from directory.services import email_change
from directory.services.throttling import LINK, TooManyTries
from directory.vocabulary import UI_LANGUAGES
from directory.web import letters
from directory.web.alternates import offer_addresses
from directory.web.auth.account import own_account, own_session
from directory.web.auth.circumstances import database, mail_enabled, note, secret_keys, throttle, typed
from directory.web.auth.proving import proof_needed
from directory.web.auth.sign_in import too_many
from directory.web.auth.user import sign_in_needed, signed_in
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, FieldError
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ("GET", "POST")
    add_page(blueprint, "account", email, under="/email", endpoint="email", methods=both)
    add_page(blueprint, "account", confirm_email, under="/email/confirm", endpoint="confirm_email", methods=both)


@sign_in_needed
@proof_needed
def email() -> str | Response | tuple[str, int]:
    """Give a new address; a link goes to it. That it is somebody else's is told to that person only."""
    with database().read() as session:
        fixed = email_change.from_provider(session, own_account(session))
    if request.method == "GET" or fixed or not mail_enabled():
        return _form(sent="sent" in request.args, fixed=fixed)
    new = typed("email").strip()
    problem = _send(new)
    if problem:
        return _form(new, problem), 400
    return redirect(url_for("auth.email", sent=1))


def _send(new: str) -> str:
    with database().write() as session:
        own = own_account(session)
        limit = throttle(LINK, new)
        try:
            limit.check(session)
            token, free = email_change.begin(session, own, new, secret_keys=secret_keys())
        except TooManyTries:
            return too_many()
        except InvalidChange as error:
            return {
                "not_an_address": _("The e-mail address is not complete. Write it like this: name@example.fi"),
                "same": _("This is your present address. Write the new one."),
                "provider": _("Your organisation says what your address is. It changes there."),
            }[error.faults["email"]]
        limit.count(session)
        if free:
            letters.email_confirmation(session, new, own.ui_language, token)
        else:
            letters.email_in_use(session, new, ui_language())
    return ""


@sign_in_needed
def confirm_email() -> str | Response | tuple[str, int]:
    """Confirm the new address; only sending the form changes anything."""
    key = request.args.get("key", "")[:600]
    offer_addresses({language: {"key": key} for language in UI_LANGUAGES})
    try:
        if request.method == "GET":
            with database().read() as session:
                new = email_change.address_of(own_account(session), key, secret_keys=secret_keys())
            return render_template(
                "auth/confirm_email.html",
                page_title=_("Confirm your new e-mail address"),
                new=new,
                action=url_for("auth.confirm_email", key=key),
            )
        with database().write() as session:
            own = own_account(session)
            old = email_change.confirm(session, own, key, secret_keys=secret_keys(), keep=own_session(session))
            letters.email_changed(session, own, old)
    except NotFound:
        page = render_template("auth/dead_confirmation.html", page_title=_("This link no longer works"))
        return page, 404
    note("e-mail changed", signed_in().account_id)
    flash(_("Your e-mail address was changed. Other browsers were signed out."))
    return redirect(url_for("auth.account"))


def _form(new: str = "", problem: str = "", *, sent: bool = False, fixed: bool = False) -> str:
    field = Field(
        "email",
        _("New e-mail address"),
        new,
        kind="email",
        required=True,
        autocomplete="email",
        maxlength=254,
        error=problem,
    )
    return render_template(
        "auth/email.html",
        page_title=_("Change your e-mail address"),
        field=field,
        errors=(FieldError("email", problem),) if problem else (),
        present=signed_in().email,
        sent=sent,
        enabled=mail_enabled(),
        fixed=fixed,
    )
