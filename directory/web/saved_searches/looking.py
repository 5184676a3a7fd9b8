"""Asking a kept search anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from flask import current_app, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from directory.services import workplaces
from directory.services.access import Actor
from directory.services.finding import Finder
from directory.web.public.search_form import read_form
from search.errors import SearchError
from search.types import Sort

LOOKED_AT: Final = 200  # more than search ranks within reach


def look(
    session: Session, arguments: Mapping[str, Sequence[str]], language: str, *, home: Sequence[str], now: datetime
) -> tuple[list[str], bool] | None:
    """Public ids within reach, best first, and whether these are all; None when no search engine answers."""
    form = read_form(MultiDict([(name, value) for name, values in arguments.items() for value in values]))
    at_home = () if "home" in form.without else tuple(home)
    question = replace(form.question(language, now, at_home), sort=Sort.BEST, page=1, per_page=LOOKED_AT)
    finder: Finder = current_app.extensions["search"]
    try:
        results = finder.find(session, question).results
    except SearchError:
        return None
    near = [hit.id for hit in results.hits if hit.nearby]
    return near, results.exact and results.total <= len(near)


def home_of(session: Session, actor: Actor) -> tuple[str, ...]:
    """The municipalities of the actor's workplaces: where a search without a place looks."""
    places = workplaces.own_workplaces(session, actor)
    return tuple(dict.fromkeys(code for place in places for code in place.municipalities))


def search_address(arguments: Mapping[str, Sequence[str]], language: str) -> str:
    """The address that opens a kept search."""
    return f"{url_for('public.search', ui_language=language)}?{urlencode(arguments, doseq=True)}"
