"""Signing in with a password, and out."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from directory.db import Database
from directory.models.base import utc_now
from directory.services import signing_in
from directory.services.accounts import actor_of
from directory.services.signing_in import AtProvider, TooManyTries, WrongSignIn
from directory.vocabulary import UI_LANGUAGES
from directory.web.auth.provider import choice, out
from directory.web.auth.user import SignedInUser, begin, leave, signed_in_user
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, FieldError

TYPED_MOST = 300


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "sign_in", sign_in, methods=("GET", "POST"))
    add_page(blueprint, "sign_out", sign_out, methods=("POST",))


def sign_in() -> str | Response | tuple[str, int]:
    """The form, and what comes of it."""
    target = safe_target(request.args.get("next", ""))
    if request.method == "GET" and signed_in_user() is not None:
        return redirect(target or url_for("auth.account"))
    if request.method == "GET":
        return _form(target)
    if request.form.get("do") == choice.DO:
        return choice.lead(target) or (_form(target), 400)
    return _by_password(target)


def _by_password(target: str) -> Response | tuple[str, int]:
    email = request.form.get("email", "")[:TYPED_MOST].strip()
    password = request.form.get("password", "")[:TYPED_MOST]
    if not email or not password:
        return _form(target, email, _("Write your e-mail address and your password.")), 400
    try:
        problem = _open(email, password)
    except AtProvider as elsewhere:
        return choice.to_provider(elsewhere.domain, target, email)
    if problem:
        return _form(target, email, problem), 400
    return redirect(target or url_for("auth.account"))


def _open(email: str, password: str) -> str:
    """Sign in; returns what to tell the person when it does not work."""
    database: Database = current_app.extensions["database"]
    problem = ""
    with database.write_quietly() as session:
        try:
            opened = signing_in.sign_in(
                session,
                email,
                password,
                address=request.remote_addr or "",
                device=device(),
                secret_key=str(current_app.config["SECRET_KEY"]),
                now=utc_now(),
            )
        except AtProvider:
            session.commit()  # the try counts
            raise
        except TooManyTries:
            problem = _("Too many tries. Wait a quarter of an hour and try again.")
        except WrongSignIn:
            problem = _("The address or the password is wrong. Check both and try again.")
        else:
            account = opened.account
            user = SignedInUser(
                opened.token, 0, account.id, account.name or account.email, account.email, actor_of(account)
            )
    if not problem:
        begin(user)
    return problem


def _form(target: str, email: str = "", problem: str = "") -> str:
    fields = (
        Field("email", _("E-mail"), email, kind="email", required=True, autocomplete="username", maxlength=254),
        Field(
            "password", _("Password"), kind="password", required=True, autocomplete="current-password", maxlength=200
        ),
    )
    errors = (FieldError("email", problem),) if problem else ()
    offered = choice.offered(target)
    return render_template(
        "auth/sign_in.html",
        page_title=_("Sign in"),
        fields=fields,
        errors=offered.errors or errors,
        target=target,
        organisation=offered,
    )


def sign_out() -> Response:
    """End this session here and in the database."""
    user, onward = signed_in_user(), ""
    if user is not None:
        database: Database = current_app.extensions["database"]
        with database.write_quietly() as session:
            found = signing_in.session_of(session, user.token, now=utc_now())
            if found is not None:
                session.delete(found)
        onward = out.signed_out_address(user)
        leave()
        if not onward:
            flash(_("You have signed out."))
    response = redirect(onward or url_for("public.front"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def safe_target(target: str) -> str:
    """The path to go to after signing in, when it is one of ours; "" otherwise."""
    parts = urlsplit(target)
    inside = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return target if inside and parts.path.strip("/").split("/")[0] in UI_LANGUAGES else ""


def device() -> str:
    """A word or two by which a person knows a browser again in the list of sessions."""
    agent = request.user_agent.string
    browser = next((name for name in ("Firefox", "Edg", "Chrome", "Safari") if name in agent), "")
    system = next((name for name in ("Android", "iPhone", "iPad", "Windows", "Mac", "Linux") if name in agent), "")
    return " · ".join(part for part in (browser.replace("Edg", "Edge"), system) if part) or ui_language()
