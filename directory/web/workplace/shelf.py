"""The page of the shelf: a list of sections, each read by its own function and drawn by its own template."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from flask import Blueprint, abort, current_app, render_template, request
from sqlalchemy.orm import Session

from directory.db import Database
from directory.services.access import Actor
from directory.vocabulary import Role
from directory.web.auth.user import sign_in_needed, signed_in
from directory.web.clock import now as moment
from directory.web.formatting import day_long
from directory.web.language import add_page, ui_language
from directory.web.pages import Link
from directory.web.translating import gettext as _
from directory.web.workplace.entries import entries_section
from directory.web.workplace.page import Section
from directory.web.workplace.slip_news import slip_news_alert, slip_news_section


@dataclass(frozen=True, slots=True)
class Part:
    """A section in the making: ``read`` gives its template what it shows, or None when there is nothing to show.

    ``alert`` makes of that what is said at the top of the page, or None.
    """

    template: str
    read: Callable[[Session, Actor, datetime], Any]
    alert: Callable[[Any], Link | None] = lambda _value: None


# In the order of the page. A new part of the shelf is one line here, a function and a template.
PARTS: Final = (
    Part("workplace/shelf/entries.html", entries_section),
    Part("workplace/shelf/slip_news.html", slip_news_section, slip_news_alert),
)


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "shelf", shelf)


@sign_in_needed
def shelf() -> str:
    """The shelf of the workplace that is worked for now; ``print`` gives it for paper."""
    user, now = signed_in(), moment()
    if not user.actor.has(Role.PROFESSIONAL):
        abort(404)
    if user.at is None:
        return render_template("workplace/none.html", page_title=_("Workplace shelf"))
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        if request.args.get("print") == "1":
            return render_template(
                "workplace/shelf_print.html",
                page_title=_("Workplace shelf"),
                workplace=user.at,
                section=entries_section(session, user.actor, now),
                printed_on=day_long(now.date(), ui_language()),
            )
        read = [(part, part.read(session, user.actor, now)) for part in PARTS]
    sections = [Section(part.template, value, part.alert(value)) for part, value in read if value is not None]
    return render_template(
        "workplace/shelf.html", page_title=_("Workplace shelf"), workplace=user.at, sections=sections
    )
