"""``Save this search`` on the results page."""

from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import InvalidChange
from directory.models import Account
from directory.services import digests, saved_searches
from directory.services.access import Subject, may
from directory.services.mail import Postman
from directory.services.saved_searches import NAME_MAX, SEARCHES_MAX, NewSearch
from directory.web.addresses import safe_back
from directory.web.auth.user import current_actor, sign_in_needed, signed_in
from directory.web.clock import now as moment
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, FieldError
from directory.web.public.home import homes
from directory.web.public.search_form import SearchForm, read_form
from directory.web.saved_searches.looking import look
from directory.web.security import csrf, require_same_site
from directory.web.translating import gettext as _
from search.privacy import cleaned

ADDRESS_MAX: Final = 2000


def register(blueprint: Blueprint) -> None:
    """Add the form's address."""
    # No token: the form stands on pages of results, which are sent compressed. See ``require_same_site``.
    csrf.exempt(save)  # type: ignore[no-untyped-call]
    add_page(blueprint, "saved_searches", save, endpoint="save", methods=("POST",))


def keeps_searches() -> bool:
    """Whether the reader may keep searches."""
    return may(current_actor(), "search.keep", Subject())


def mail_offered() -> bool:
    """Whether news can come by mail in this installation."""
    postman: Postman = current_app.extensions["mail"]
    return postman.enabled


@sign_in_needed
def save() -> Response | tuple[str, int]:
    """Keep the search of an address and go back to it; the form again with what is wrong."""
    require_same_site()
    address = request.form.get("address", "")[:ADDRESS_MAX]
    name, alert = request.form.get("title", "")[: NAME_MAX * 2], request.form.get("alert") == "1"
    form = _form_of(address)
    faults = {"arguments": "personal"} if form.left_out else {}
    if not faults:
        faults = _keep(form, name, alert=alert and mail_offered())
    if faults:
        return _again(form, name, faults, alert=alert)
    flash(_("The search is saved. You find it under “My searches”."))
    return redirect(_address_of(form), 303)


def _keep(form: SearchForm, name: str, *, alert: bool) -> dict[str, str]:
    """Store it; the faults, empty when all went well."""
    database: Database = current_app.extensions["database"]
    actor, now, language = current_actor(), moment(), ui_language()
    try:
        with database.write_quietly() as session:
            arguments, known = _whole(session, form, language, now)
            new = NewSearch(name, language, arguments, alert, known)
            saved_searches.keep(session, actor, new, now=now)
            account = session.get(Account, signed_in().account_id)
            if alert and account is not None and not account.digest:
                digests.choose(session, account.id, "weekly", now=now)
                flash(_("News of it comes by mail once a week. You can change this under “News by mail”."))
    except InvalidChange as error:
        return error.faults
    return {}


def _whole(
    session: Session, form: SearchForm, language: str, now: datetime
) -> tuple[dict[str, list[str]], tuple[str, ...] | None]:
    """The search with its place and what it gives now; None when no engine answers.

    Where the own municipalities said where to look they become its place, so that it means the same in every browser,
    in the mail, and when the person works elsewhere.
    """
    arguments: dict[str, list[str]] = form.arguments()
    found = look(session, arguments, language, home=homes(), now=now)
    if arguments and found is not None and found.at_home:
        arguments["place"] = list(homes())
        found = look(session, arguments, language, now=now)
    return arguments, found.ids if found is not None else None


def _form_of(address: str) -> SearchForm:
    """The search that an address of the results page asks."""
    query = urlsplit(address).query if safe_back(address, ("search",)) else ""
    return read_form(MultiDict(parse_qsl(query, max_num_fields=100)))


def _address_of(form: SearchForm) -> str:
    arguments: dict[str, list[str]] = form.arguments()
    return url_for("public.search", **arguments)  # type: ignore[arg-type]


def _again(form: SearchForm, name: str, faults: dict[str, str], *, alert: bool) -> tuple[str, int]:
    words = {
        ("name", "empty"): _("Give the search a name."),
        ("name", "too_long"): _("Shorten the name to %(most)s characters.", most=NAME_MAX),
        ("name", "personal"): _("Take the identity code, phone number or e-mail address out of the name."),
        ("arguments", "personal"): _(
            "The search held an identity code, phone number or e-mail address. It was left out; nothing was saved."
        ),
        ("arguments", "empty"): _("Search for something first: without words or choices there is nothing to save."),
        ("arguments", "too_many"): _(
            "You have %(most)s saved searches, the most there can be. Delete one you no longer need.", most=SEARCHES_MAX
        ),
    }
    said = {field: words[field, fault] for field, fault in faults.items()}
    title = Field(
        "title",
        _("Name of the search"),
        cleaned(name).text.strip()[:NAME_MAX],
        error=said.get("name", ""),
        required=True,
    )
    errors = tuple(FieldError("title", text) for text in said.values())
    page = render_template(
        "saved_searches/save.html",
        page_title=_("Save the search"),
        title=title,
        errors=errors,
        address=_address_of(form),
        alert=alert,
    )
    return page, 400
