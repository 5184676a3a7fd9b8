"""News of the team's slips as a page of their own, and dealing with them."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import NotFound
from directory.services import slip_news, workplaces
from directory.services.mail import Postman
from directory.vocabulary import OutcomeKind
from directory.web.auth.user import current_actor, sign_in_needed
from directory.web.clock import now as moment
from directory.web.language import add_page, ui_language
from directory.web.outcomes.shelf_news import shelf_news
from directory.web.outcomes.words import kind_name
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the page and its form."""
    add_page(blueprint, "shelf", news, under="/news", endpoint="news")
    add_page(blueprint, "shelf", handle, under="/news/<public_id>", endpoint="handle", methods=("POST",))


@sign_in_needed
def news() -> str:
    """What is new for each of the reader's workplaces. Whoever has none finds no such page."""
    database: Database = current_app.extensions["database"]
    actor, language = current_actor(), ui_language()
    with database.read() as session:
        sections = [
            shelf_news(session, actor, workplace, language=language, now=moment())
            for workplace in workplaces.own_workplaces(session, actor)
        ]
    if not sections:
        raise NotFound("news")
    postman: Postman = current_app.extensions["mail"]
    return render_template(
        "outcomes/news.html",
        page_title=_("News of your slips"),
        sections=sections,
        kinds=tuple(kind_name(kind, language) for kind in OutcomeKind),
        by_mail=postman.enabled,
    )


@sign_in_needed
def handle(public_id: str) -> Response:
    """Hide news of an activity for the team, or show them again (``do=again``); then back to where the form stood."""
    database: Database = current_app.extensions["database"]
    actor, again = current_actor(), request.form.get("do") == "again"
    with database.write_quietly() as session:
        places = workplaces.own_workplaces(session, actor)
        workplace = next((place for place in places if place.public_id == request.form.get("workplace")), None)
        if workplace is None:
            abort(404)
        if again:
            slip_news.take_up_again(session, actor, workplace.id, public_id)
        else:
            slip_news.handle(session, actor, workplace.id, public_id, now=moment())
    if again:
        flash(_("It is shown to the team again."))
    else:
        flash(_("Marked as handled for the whole team. You find it under “Handled”."))
    to_shelf = request.form.get("next") == "shelf" and "workplace.shelf" in current_app.view_functions
    return redirect(url_for("workplace.shelf" if to_shelf else "outcomes.news"), 303)
