"""A month's number without codes: set, and taken back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime

from flask import Blueprint, current_app, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import InvalidChange
from directory.services import outcomes
from directory.services.outcomes import COUNT_MAX, Numbers
from directory.web.auth.user import current_actor, sign_in_needed
from directory.web.clock import now as moment
from directory.web.formatting import month_year
from directory.web.language import add_page, ui_language
from directory.web.outcomes.count_form import UNDO, count_form
from directory.web.outcomes.overview import show
from directory.web.outcomes.page import CountForm
from directory.web.pages import FieldError
from directory.web.translating import gettext as _

TYPED_MAX = 10
NEVER = date.min  # a month that cannot be read is closed


def register(blueprint: Blueprint) -> None:
    """Add the form."""
    add_page(blueprint, "outcomes", count, under="/count", endpoint="count", methods=("POST",))


@sign_in_needed
def count() -> Response | tuple[str, int]:
    """Set the numbers of a month and remember, for one page, what they were."""
    names = ("activity", "month", *(field.name for field in fields(Numbers)))
    typed = {name: request.form.get(name, "").strip()[: TYPED_MAX + 1] for name in names}
    month = _month(typed["month"])
    database: Database = current_app.extensions["database"]
    try:
        numbers = _numbers(typed)
        with database.write_quietly() as opened:
            before = outcomes.set_numbers(opened, current_actor(), typed["activity"], month, numbers, now=moment())
    except InvalidChange as error:
        return _again(typed, error.faults)
    if request.form.get("undo"):
        flash(_("The numbers are as they were."))
    else:
        was = {field.name: str(getattr(before, field.name)) for field in fields(Numbers)}
        changed = {name: value for name, value in was.items() if getattr(numbers, name) is not None}
        session[UNDO] = {
            "said": _("Saved for %(month)s.", month=month_year(month, ui_language())),
            "fields": {"activity": typed["activity"], "month": typed["month"], **changed},
        }
    return redirect(url_for("outcomes.overview"), 303)


def _again(typed: Mapping[str, str], faults: Mapping[str, str]) -> tuple[str, int]:
    words = {
        "empty": _("Write at least one number."),
        "out_of_range": _("Write a whole number from 0 to %(most)s.", most=COUNT_MAX),
        "closed": _("Choose this month or the one before."),
    }
    said = {name: words[fault] for name, fault in faults.items()}
    errors = tuple(FieldError(name, text) for name, text in said.items())
    return show(count=_form(typed, said), errors=errors)


def _form(typed: Mapping[str, str], faults: Mapping[str, str]) -> CountForm | None:
    database: Database = current_app.extensions["database"]
    with database.read() as opened:
        return count_form(opened, current_actor(), typed, faults)


def _numbers(typed: Mapping[str, str]) -> Numbers:
    """The numbers typed. Raises ``InvalidChange`` for what is no whole number."""
    found: dict[str, int | None] = {}
    faults = {}
    for field in fields(Numbers):
        text = typed[field.name]
        if text and not (text.isascii() and text.isdigit() and len(text) <= TYPED_MAX):
            faults[field.name] = "out_of_range"
        found[field.name] = int(text) if text and field.name not in faults else None
    if faults:
        raise InvalidChange(faults)
    return Numbers(**found)


def _month(typed: str) -> date:
    try:
        return datetime.strptime(typed, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError:
        return NEVER
