"""Passwords: changed with the present one, set anew after a link by mail, or by a link that a command printed."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.errors import InvalidChange
from directory.models import Account
from directory.models.base import utc_now
from directory.services import accounts, passwords, signing_in
from directory.services.signing_in import WrongSignIn
from directory.services.throttling import PASSWORD, TooManyTries, forgive
from directory.web import letters
from directory.web.auth.circumstances import database, mail_enabled, note, secret_keys, throttle, typed
from directory.web.auth.entering import FOR_PASSWORD, link_address
from directory.web.auth.sign_in import too_many
from directory.web.auth.user import carry_on, sign_in_needed, signed_in
from directory.web.language import add_page
from directory.web.pages import Field, FieldError
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "sign_in", set_password, under="/<token>", endpoint="set_password", methods=("GET", "POST"))
    add_page(blueprint, "account", new_password, under="/password", endpoint="new_password", methods=("GET", "POST"))


def password_problem(fault: str, *, second_factor: bool = False) -> str:
    """What to tell of a password that will not do."""
    if fault == "short" and second_factor:
        return _("The password is too short: write at least 8 characters.")
    return {
        "short": _("The password is too short: write at least 15 characters."),
        "long": _("The password is too long: 200 characters is the most."),
        "easy": _("This password is easy to guess. Use other words than your name, the service or a common password."),
    }[fault]


def new_password_field(error: str = "", *, second_factor: bool = False, required: bool = True) -> Field:
    """The field for a password to be."""
    hint = (
        _("At least 8 characters.")
        if second_factor
        else _("At least 15 characters. A few words in a row are easy to remember and hard to guess.")
    )
    return Field(
        "new",
        _("New password"),
        kind="password",
        hint=hint,
        error=error,
        required=required,
        autocomplete="new-password",
    )


def password_fields(said: Mapping[str, str], *, second_factor: bool) -> tuple[Field, Field]:
    """The fields of a change: the present password and the new one."""
    old = Field(
        "old",
        _("Present password"),
        kind="password",
        required=True,
        autocomplete="current-password",
        error=said.get("old", ""),
    )
    return old, new_password_field(said.get("new", ""), second_factor=second_factor)


def change_password() -> list[FieldError]:
    """Change the signed-in person's password by the form; the faults, none when it is done."""
    old, new = typed("old"), typed("new")
    with database().write() as session:
        found = signing_in.session_of(session, signed_in().token, now=utc_now())
        if found is None:
            return [FieldError("old", _("You were signed out meanwhile. Sign in again."))]
        limit = throttle(PASSWORD, found.account.email)
        try:
            limit.check(session)
            right = passwords.matches(found.account.password_hash, old)
            signing_in.prove(session, found, right=right, throttle=limit, now=utc_now())
        except TooManyTries:
            return [FieldError("old", too_many())]
        except WrongSignIn:
            return [FieldError("old", _("This is not your present password."))]
        problem = _store(session, found.account, new)
    return [FieldError("new", problem)] if problem else []


def _store(session: Session, account: Account, new: str) -> str:
    """Store the new password of the person who is signed in; what to tell when it will not do."""
    here = signing_in.session_of(session, signed_in().token, now=utc_now())
    try:
        accounts.set_password(session, account, new, keep=here)
    except InvalidChange as error:
        return password_problem(error.faults["password"], second_factor=account.totp_since is not None)
    if here is not None:
        carry_on(signing_in.rotate(session, here))
    letters.password_changed(session, account)
    note("password changed", account.id)
    return ""


@sign_in_needed
def new_password() -> str | Response | tuple[str, int]:
    """A password without the present one, for whoever has just come by a link in their mail or has no password."""
    problem = ""
    with database().write() as session:
        found = signing_in.session_of(session, signed_in().token, now=utc_now())
        fresh = found is not None and signing_in.proved(found, now=utc_now())
        if found is None or not fresh or not (found.by_link or not found.account.password_hash):
            return _the_way_here()
        account = found.account
        if request.method == "POST":
            problem = _store(session, account, typed("new"))
            if not problem:
                flash(_("Your password is set."))
                return redirect(url_for("auth.account"))
        second_factor, email = account.totp_since is not None, account.email
    page = _form(url_for("auth.new_password"), email, problem, second_factor=second_factor)
    return (page, 400) if problem else page


def _the_way_here() -> Response:
    if mail_enabled():
        return redirect(link_address({"for": FOR_PASSWORD}))
    return redirect(url_for("auth.prove", next=url_for("auth.new_password")))


def set_password(token: str) -> str | Response | tuple[str, int]:
    """The form of a link that was handed over, and what comes of it. An old or used link is not found."""
    problem = ""
    with database().write() as session:
        account = accounts.account_of_token(session, secret_keys()[0], token)
        email, second_factor = account.email, account.totp_since is not None
        if request.method == "POST":
            try:
                accounts.set_password(session, account, request.form.get("new", "")[: passwords.MOST + 1])
            except InvalidChange as error:
                problem = password_problem(error.faults["password"], second_factor=second_factor)
                session.rollback()
            else:
                forgive(session, secret_keys()[0], account.email)
                letters.password_changed(session, account)
                note("password set by link", account.id)
                flash(_("Your password is set. Sign in with it."))
                return redirect(url_for("auth.sign_in"))
    page = _form(url_for("auth.set_password", token=token), email, problem, second_factor=second_factor)
    return (page, 400) if problem else page


def _form(action: str, email: str, problem: str, *, second_factor: bool) -> str:
    return render_template(
        "auth/set_password.html",
        page_title=_("Set your password"),
        field=new_password_field(problem, second_factor=second_factor),
        errors=(FieldError("new", problem),) if problem else (),
        email=email,
        action=action,
    )
