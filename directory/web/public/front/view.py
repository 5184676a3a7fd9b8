"""``GET /fi/``: the page most people see first."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from directory.db import Database
from directory.services.finding import Finder
from directory.vocabulary import codes, municipalities
from directory.web.clock import now
from directory.web.language import add_page, ui_language
from directory.web.pages import Link
from directory.web.public.front.crisis import crisis_line
from directory.web.public.front.page import FrontPage, Tile, Week
from directory.web.public.front.week import week_near
from directory.web.public.home import home_municipality
from directory.web.public.needs import THEMES, Theme
from directory.web.public.people import person_to_ask
from directory.web.public.tallies import themes_tally
from directory.web.translating import gettext as _
from directory.web.translating import ngettext
from search.errors import SearchError

Value = TypeVar("Value")


def register(blueprint: Blueprint) -> None:
    """Add the front page in each language, and ``/`` that leads to one of them."""
    blueprint.add_url_rule("/", endpoint="root", view_func=root)
    add_page(blueprint, "front", front)


def root() -> AnyResponse:
    """To the front page in the reader's own language."""
    response = redirect(url_for("public.front", ui_language=ui_language()), 302)
    response.vary.add("Accept-Language")
    return response


def front() -> Response:
    """The front page; while search is away it still has everything but the numbers and this week."""
    language, home = ui_language(), home_municipality()
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        tiles = _tiles(session, home)
        page = FrontPage(
            searching=any(tile.count for tile in tiles),
            examples=_examples(),
            line=_or_none(lambda: crisis_line(session, language)),
            tiles=tiles,
            needs_text=_("All %(number)s needs", number=len(codes("needs"))),
            home=home,
            home_name=municipalities()[home].names[language] if home else "",
            week=_week(session, home, language) if home else None,
            person=person_to_ask(session, home, language) if home else None,
        )
    response = make_response(render_template("public/front.html", page=page))
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.add("Cookie")
    return response


def _week(session: Session, home: str, language: str) -> Week | None:
    return _or_none(lambda: week_near(session, home, now(), language))


def _examples() -> tuple[Link, ...]:
    questions = (
        _("lonely man of 75 in Lieksa"),
        _("my husband has memory loss"),
        _("food help this week"),
    )
    return tuple(Link(url_for("public.search", q=question), question) for question in questions)


def _tiles(session: Session, home: str) -> tuple[Tile, ...]:
    finder: Finder = current_app.extensions["search"]
    counts = _or_none(lambda: themes_tally(finder, session, home, now(), [{"needs": t.needs} for t in THEMES]))
    return tuple(
        Tile(str(theme.title), _address(theme, home), _count(counts[index], home) if counts else "")
        for index, theme in enumerate(THEMES)
    )


def _address(theme: Theme, home: str) -> str:
    place: dict[str, Any] = {"place": home} if home else {}
    return url_for("public.search", need=list(theme.needs), **place)


def _count(number: int, home: str) -> str:
    if home:
        return ngettext("%(num)s near you", "%(num)s near you", number)
    return ngettext("%(num)s activity", "%(num)s activities", number)


def _or_none(make: Callable[[], Value]) -> Value | None:
    try:
        return make()
    except SearchError:
        return None
