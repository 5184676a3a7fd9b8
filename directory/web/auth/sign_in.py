"""Signing in with a password, and out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.models.base import utc_now
from directory.services import registration, signing_in
from directory.services.signing_in import AtProvider, SignedIn, TooManyTries, WrongSignIn
from directory.web.auth.circumstances import database, device, mail_enabled, note, secret_keys, typed
from directory.web.auth.entering import beginning, enter, safe_target
from directory.web.auth.provider import choice, out
from directory.web.auth.user import leave, signed_in_user
from directory.web.language import add_page
from directory.web.pages import Field, FieldError
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "sign_in", sign_in, methods=("GET", "POST"))
    add_page(blueprint, "sign_out", sign_out, methods=("POST",))


def sign_in() -> str | Response | tuple[str, int]:
    """The form, and what comes of it."""
    target = safe_target(request.args.get("next", ""))
    user = signed_in_user()
    if request.method == "GET" and user is not None:
        return redirect(target or beginning(grant.role for grant in user.actor.grants))
    if request.method == "GET":
        return _form(target)
    if request.form.get("do") == choice.DO:
        return choice.lead(target) or (_form(target), 400)
    return _by_password(target)


def _by_password(target: str) -> Response | tuple[str, int]:
    email, password = typed("email").strip(), typed("password")
    if not email or not password:
        return _form(target, email, _("Write your e-mail address and your password.")), 400
    try:
        opened, problem = _open(email, password)
    except AtProvider as elsewhere:
        return choice.to_provider(elsewhere.domain, target, email)
    return enter(opened, target) if opened else (_form(target, email, problem), 400)


def _open(email: str, password: str) -> tuple[SignedIn | None, str]:
    """Sign in, or what to tell the person when it does not work."""
    with database().write_quietly() as session:
        try:
            opened = signing_in.sign_in(
                session,
                email,
                password,
                address=request.remote_addr or "",
                device=device(),
                secret_key=secret_keys()[0],
                now=utc_now(),
            )
        except AtProvider:
            session.commit()  # the try counts
            raise
        except TooManyTries:
            note("too many tries")
            return None, too_many()
        except WrongSignIn:
            note("wrong password")
            return None, _wrong()
        list(opened.account.memberships)  # read while the session is open
    return opened, ""


def too_many() -> str:
    """What to tell after too many tries."""
    return _("Too many tries. Wait a quarter of an hour and try again.")


def _wrong() -> str:
    if mail_enabled():
        return _("The address or the password is wrong. Check both and try again, or sign in with a link by mail.")
    return _("The address or the password is wrong. Check both and try again.")


def _form(target: str, email: str = "", problem: str = "") -> str:
    fields = (
        Field("email", _("E-mail"), email, kind="email", required=True, autocomplete="username", maxlength=254),
        Field(
            "password", _("Password"), kind="password", required=True, autocomplete="current-password", maxlength=200
        ),
    )
    errors = (FieldError("email", problem),) if problem else ()
    offered = choice.offered(target)
    with database().read() as session:
        may_join = mail_enabled() and registration.is_open(session)
    return render_template(
        "auth/sign_in.html",
        page_title=_("Sign in"),
        fields=fields,
        errors=offered.errors or errors,
        target=target,
        organisation=offered,
        by_link=mail_enabled(),
        may_join=may_join,
    )


def sign_out() -> Response:
    """End this session here and in the database."""
    user, onward = signed_in_user(), ""
    if user is not None:
        with database().write_quietly() as session:
            found = signing_in.session_of(session, user.token, now=utc_now())
            if found is not None:
                session.delete(found)
        onward = out.signed_out_address(user)
        leave()
        note("signed out", user.account_id)
        if not onward:
            flash(_("You have signed out."))
    response = redirect(onward or url_for("public.front"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
