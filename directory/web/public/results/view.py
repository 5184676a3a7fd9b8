"""``GET /fi/haku``: an address in, one page of results out."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Final
from urllib.parse import quote_plus, urlencode

from flask import Blueprint, Response, current_app, make_response, render_template, request, url_for
from sqlalchemy.orm import Session

from directory.db import Database
from directory.services.finding import Finder, Found
from directory.vocabulary import Role
from directory.web.addresses import activity_addresses
from directory.web.auth.user import current_actor
from directory.web.clock import now
from directory.web.errors import search_away
from directory.web.language import add_page, ui_language
from directory.web.public.home import home_label, homes
from directory.web.public.people import person_to_ask
from directory.web.public.results.assembling import Asked, faulty_page, results_page
from directory.web.public.results.headings import first_place
from directory.web.public.search_form import SearchForm, read_form
from directory.web.workplace.beside import Beside, beside
from search.errors import SearchError

LOGGER: Final = logging.getLogger(__name__)
BACK_MAX: Final = 600  # characters; longer addresses are not carried on to the activity pages


def register(blueprint: Blueprint) -> None:
    """Add the results page."""
    add_page(blueprint, "search", results)


def results() -> Response:
    """One page of results, or the form with what is wrong in the address and status 400."""
    form = read_form(request.args)
    asked = _asked(form, now())
    if form.errors:
        return _answer(faulty_page(asked), 400, asked, {})
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        try:
            found = _find(session, asked)
        except SearchError as error:
            LOGGER.error("no search engine answers: %s", type(error).__name__)
            return search_away(form.text)
        place = first_place(form, found.results, asked.home)
        person = person_to_ask(session, place, asked.language) if place else None
        ids = [hit.id for hit in found.results.hits]
        mine = beside(session, current_actor(), ids, language=asked.language, now=asked.now)
    response = _answer(results_page(asked, found, place, person), 200, asked, mine)
    # Which engine answered and how long it took, for scripts/bench and the browser's own tools (W3C Server Timing).
    response.headers["Server-Timing"] = f"engine;desc={found.results.engine};dur={found.results.engine_ms:.1f}"
    return response


def _find(session: Session, asked: Asked) -> Found:
    finder: Finder = current_app.extensions["search"]
    return finder.find(session, asked.form.question(asked.language, asked.now, asked.home))


def _asked(form: SearchForm, moment: datetime) -> Asked:
    language = ui_language()
    path = url_for("public.search")
    here = f"{path}?{urlencode(form.arguments(), doseq=True)}" if form.values else path
    return Asked(
        form=form,
        language=language,
        now=moment,
        home=() if "home" in form.without else homes(),
        home_label=home_label(),
        address=_addresses(path),
        activity_address=activity_addresses(here if len(here) <= BACK_MAX else ""),
    )


def _addresses(path: str) -> Callable[[Mapping[str, list[str]]], str]:
    """Addresses of the same page with other arguments; what they have in common is written once for all of them."""

    @cache
    def written(name: str, value: str) -> str:
        return f"{quote_plus(name)}={quote_plus(value)}"

    def address(arguments: Mapping[str, list[str]]) -> str:
        query = "&".join([written(name, value) for name, values in arguments.items() for value in values])
        return f"{path}?{query}" if query else path

    return address


def _answer(page: object, status: int, asked: Asked, mine: Mapping[str, Beside]) -> Response:
    here, staff = asked.address(asked.form.arguments()), current_actor().has(Role.PROFESSIONAL)
    response = make_response(
        render_template("public/results.html", page=page, here=here, beside=mine, staff=staff), status
    )
    # Results depend on the reader's own municipality, and the question in the address may tell of illness.
    response.headers["Cache-Control"] = "private, no-cache"
    return response
