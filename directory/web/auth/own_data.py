"""Own data: a file to take along, and the account to close."""

import orjson
from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.errors import InvalidChange
from directory.services import own_data
from directory.web import letters
from directory.web.auth.account import own_account
from directory.web.auth.circumstances import database, note
from directory.web.auth.proving import proof_needed
from directory.web.auth.user import leave, sign_in_needed, signed_in
from directory.web.language import add_page
from directory.web.pages import FieldError
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "account", download, under="/data.json", endpoint="own_data")
    add_page(blueprint, "account", close, under="/close", endpoint="close", methods=("GET", "POST"))


@sign_in_needed
@proof_needed
def download() -> Response:
    """Everything that is stored of the person, as JSON."""
    with database().read() as session:
        body = orjson.dumps(own_data.everything(session, own_account(session)), option=orjson.OPT_INDENT_2)
    response = make_response(body)
    response.headers["Content-Type"] = "application/json; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="account.json"'
    response.headers["Cache-Control"] = "no-store"
    return response


@sign_in_needed
@proof_needed
def close() -> str | Response | tuple[str, int]:
    """Close the account for good, after a tick that says so."""
    if request.method == "GET":
        return _form([])
    if request.form.get("sure") != "yes":
        return _form([FieldError("sure", _("Tick the box if you want to close the account."))]), 400
    account_id = signed_in().account_id
    try:
        with database().write() as session:
            own = own_account(session)
            letters.account_closed(session, own)
            own_data.close(session, own)
    except InvalidChange:
        problem = _("You are the only administrator. Make somebody else an administrator first.")
        return _form([FieldError("sure", problem)]), 400
    leave()
    note("account closed", account_id)
    flash(_("Your account was closed and your own data were erased."))
    return redirect(url_for("public.front"))


def _form(errors: list[FieldError]) -> str:
    return render_template("auth/close.html", page_title=_("Close your account"), errors=errors)
