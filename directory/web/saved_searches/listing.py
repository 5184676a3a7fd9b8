"""My searches: open, rename, news by mail on and off, delete and take back."""

from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import InvalidChange
from directory.models import Account, SavedSearch
from directory.services import saved_searches
from directory.services.mail import Postman
from directory.services.saved_searches import NAME_MAX
from directory.services.schedules import HELSINKI
from directory.web.auth.user import current_actor, sign_in_needed, signed_in
from directory.web.clock import now as moment
from directory.web.formatting import day_long
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, FieldError
from directory.web.saved_searches.looking import search_address
from directory.web.translating import gettext as _
from search.privacy import cleaned


@dataclass(frozen=True, slots=True)
class Row:
    """One kept search, ready to place; ``form`` is the field for another name, ``open`` when that is in use."""

    id: str
    name: str
    url: str
    saved_on: str
    alert: bool
    form: Field
    open: bool


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "saved_searches", overview, endpoint="overview")
    for view in (rename, alert, delete, restore):
        name = view.__name__
        under = f"/<public_id>/{name}"
        add_page(blueprint, "saved_searches", view, under=under, endpoint=name, methods=("POST",))


@sign_in_needed
def overview() -> str:
    """The list."""
    return _page()


@sign_in_needed
def rename(public_id: str) -> Response | tuple[str, int]:
    """Another name."""
    name = request.form.get(f"name-{public_id}", "")[: NAME_MAX * 2]
    try:
        with _database().write_quietly() as session:
            saved_searches.rename(session, current_actor(), public_id, name)
    except InvalidChange as error:
        problem = {
            "empty": _("Give the search a name."),
            "too_long": _("Shorten the name to %(most)s characters.", most=NAME_MAX),
            "personal": _("Take the identity code, phone number or e-mail address out of the name."),
        }[error.faults["name"]]
        return _page(public_id, cleaned(name).text, problem), 400
    flash(_("The search has a new name."))
    return _back()


@sign_in_needed
def alert(public_id: str) -> Response:
    """News by mail on or off."""
    wanted = request.form.get("alert") == "1"
    with _database().write_quietly() as session:
        saved_searches.set_alert(session, current_actor(), public_id, alert=wanted)
    flash(_("You get news of this search.") if wanted else _("You get no more news of this search."))
    return _back()


@sign_in_needed
def delete(public_id: str) -> Response:
    """Let go of a search; the next page offers to take it back."""
    with _database().write_quietly() as session:
        saved_searches.delete(session, current_actor(), public_id, now=moment())
    return redirect(url_for("saved_searches.overview", deleted=public_id), 303)


@sign_in_needed
def restore(public_id: str) -> Response:
    """Take it back."""
    with _database().write_quietly() as session:
        saved_searches.restore(session, current_actor(), public_id)
    flash(_("The search is back."))
    return _back()


def _page(with_fault: str = "", typed: str = "", problem: str = "") -> str:
    postman: Postman = current_app.extensions["mail"]
    with _database().read() as session:
        rows = [
            _row(one, typed, problem) if one.public_id == with_fault else _row(one)
            for one in saved_searches.own(session, current_actor())
        ]
        account = session.get(Account, signed_in().account_id)
        mail_off = account is not None and not account.digest
    deleted = request.args.get("deleted", "")
    return render_template(
        "saved_searches/overview.html",
        page_title=_("My searches"),
        rows=rows,
        errors=(FieldError(f"name-{with_fault}", problem),) if problem else (),
        deleted=deleted if deleted.isalnum() and len(deleted) <= 16 else "",
        by_mail=postman.enabled,
        mail_off=mail_off and any(row.alert for row in rows),
    )


def _row(one: SavedSearch, typed: str = "", problem: str = "") -> Row:
    language = ui_language()
    return Row(
        id=one.public_id,
        name=one.name,
        url=search_address(one.arguments, language),
        saved_on=day_long(one.created_at.astimezone(HELSINKI).date(), language),
        alert=one.alert,
        form=Field(
            f"name-{one.public_id}", _("New name"), typed if problem else one.name, error=problem, maxlength=NAME_MAX
        ),
        open=bool(problem),
    )


def _database() -> Database:
    found: Database = current_app.extensions["database"]
    return found


def _back() -> Response:
    return redirect(url_for("saved_searches.overview"), 303)
