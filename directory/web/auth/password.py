"""Setting a password by a single-use link."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import InvalidChange
from directory.services import accounts, passwords
from directory.web.language import add_page
from directory.web.pages import Field, FieldError

PASSWORD_HINT = _l("At least 15 characters. A few words in a row are easy to remember and hard to guess.")


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "sign_in", set_password, under="/<token>", endpoint="set_password", methods=("GET", "POST"))


def password_problem(fault: str) -> str:
    """What to tell of a password that will not do."""
    return {
        "short": _("The password is too short: write at least 15 characters."),
        "long": _("The password is too long: 200 characters is the most."),
        "easy": _("This password is easy to guess. Use other words than your name, the service or a common password."),
    }[fault]


def set_password(token: str) -> str | Response | tuple[str, int]:
    """The form, and what comes of it. An old or used link is not found."""
    database: Database = current_app.extensions["database"]
    secret_key = str(current_app.config["SECRET_KEY"])
    problem = ""
    with database.write_quietly() as session:
        account = accounts.account_of_token(session, secret_key, token)
        email = account.email
        if request.method == "POST":
            try:
                accounts.set_password(session, account, request.form.get("new", "")[: passwords.MOST + 1])
            except InvalidChange as error:
                problem = password_problem(error.faults["password"])
                session.rollback()
            else:
                flash(_("Your password is set. Sign in with it."))
                session.commit()
                return redirect(url_for("auth.sign_in"))
    field = Field(
        "new",
        _("New password"),
        kind="password",
        hint=str(PASSWORD_HINT),
        error=problem,
        required=True,
        autocomplete="new-password",
    )
    errors = (FieldError("new", problem),) if problem else ()
    page = render_template(
        "auth/set_password.html",
        page_title=_("Set your password"),
        field=field,
        errors=errors,
        email=email,
        token=token,
    )
    return (page, 400) if problem else page
