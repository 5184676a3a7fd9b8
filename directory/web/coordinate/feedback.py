"""Feedback on listings: a queue with answers."""

from dataclasses import dataclass

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import InvalidChange
from directory.models.base import utc_now
from directory.services import feedback_queue
from directory.services.feedback_queue import ANSWER_MAX, STATES, Queued
from directory.services.schedules.sessions import HELSINKI
from directory.web.auth.user import current_actor, sign_in_needed
from directory.web.formatting import day_long
from directory.web.language import add_page, ui_language
from directory.web.listing.languages import pick_text
from directory.web.pages import Field, FieldError, Link, Text
from directory.web.translating import gettext as _


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of feedback, ready to place; ``form`` is its answer field."""

    id: str
    title: Text
    url: str
    organisation: str
    about: str
    message: str
    email: str
    on: str
    answer: str
    form: Field


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "coordinate", feedback, under="/feedback", endpoint="feedback")
    add_page(blueprint, "coordinate", answer, under="/feedback/<public_id>", endpoint="answer", methods=("POST",))


@sign_in_needed
def feedback() -> str:
    """The queue in one state: new ones unless asked otherwise."""
    state = request.args.get("state", STATES[0])
    if state not in STATES:
        abort(400)
    return _page(state)


@sign_in_needed
def answer(public_id: str) -> Response | tuple[str, int]:
    """Close one piece of feedback."""
    database: Database = current_app.extensions["database"]
    text, state = request.form.get(f"answer-{public_id}", ""), request.form.get("state", "")
    try:
        with database.write_quietly() as session:
            feedback_queue.answer(session, current_actor(), public_id, state=state, text=text, now=utc_now())
    except InvalidChange as error:
        if "state" in error.faults:
            abort(400)
        problem = {
            "empty": _("Write in a few words what was done."),
            "too_long": _("Shorten the answer to 1,000 characters."),
        }[error.faults["answer"]]
        return _page(STATES[0], public_id, text, problem), 400
    flash(_("Answered."))
    return redirect(url_for("coordinate.feedback"))


def field_names() -> dict[str, str]:
    """What feedback can be about."""
    return {
        "times": _("Times"),
        "place": _("Place"),
        "contact": _("Contact"),
        "who_meets": _("Who meets you"),
        "joining": _("How to join"),
        "cost": _("Cost"),
        "texts": _("Texts"),
        "accessibility": _("Accessibility"),
        "ended": _("The activity has ended"),
        "search": _("Search"),
        "content": _("Contents"),
        "other": _("Something else"),
    }


def _page(state: str, with_fault: str = "", typed: str = "", problem: str = "") -> str:
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        found = feedback_queue.queue(session, current_actor(), state)
    names = field_names()
    rows = [
        _row(one, names, typed if one.public_id == with_fault else "", problem if one.public_id == with_fault else "")
        for one in found
    ]
    states = {"new": _("To answer"), "answered": _("Answered"), "rejected": _("Nothing to change")}
    tabs = [
        Link(url_for("coordinate.feedback", state=code), text, current=code == state) for code, text in states.items()
    ]
    errors = [FieldError(f"answer-{with_fault}", problem)] if problem else []
    return render_template(
        "coordinate/feedback.html",
        page_title=_("Feedback on listings"),
        rows=rows,
        tabs=tabs,
        errors=errors,
        open_state=state == STATES[0],
    )


def _row(one: Queued, names: dict[str, str], typed: str, problem: str) -> Row:
    language = ui_language()
    text_language, title = pick_text(one.titles, language) if one.titles else ("", _("The service itself"))
    return Row(
        id=one.public_id,
        title=Text(title, text_language),
        url=url_for("public.activity", address=one.activity_id) if one.activity_id else "",
        organisation=one.organisation,
        about=names.get(one.field, one.field),
        message=one.message,
        email=one.email,
        on=day_long(one.at.astimezone(HELSINKI).date(), language),
        answer=one.answer,
        form=Field(
            f"answer-{one.public_id}", _("What was done"), typed, kind="textarea", error=problem, maxlength=ANSWER_MAX
        ),
    )
