"""Asking a kept search anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from flask import current_app, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from directory.services.finding import Finder
from directory.web.public.search_form import read_form
from search.errors import SearchError
from search.types import Sort

LOOKED_AT: Final = 200  # more than search ranks within reach


@dataclass(frozen=True, slots=True)
class Looked:
    """What a search gives within reach, best first; ``complete`` when these are all.

    ``at_home`` tells that only the reader's own municipalities said where: neither words nor choices named a place.
    """

    ids: tuple[str, ...]
    complete: bool
    at_home: bool


def look(
    session: Session, arguments: Mapping[str, Sequence[str]], language: str, *, now: datetime, home: Sequence[str] = ()
) -> Looked | None:
    """Ask a search of an address; None when no search engine answers."""
    form = read_form(MultiDict([(name, value) for name, values in arguments.items() for value in values]))
    at_home = () if "home" in form.without else tuple(home)
    question = replace(form.question(language, now, at_home), sort=Sort.BEST, page=1, per_page=LOOKED_AT)
    finder: Finder = current_app.extensions["search"]
    try:
        results = finder.find(session, question).results
    except SearchError:
        return None
    near = tuple(hit.id for hit in results.hits if hit.nearby)
    filters = form.filters
    placed = filters.near or filters.municipalities or filters.counties or results.understood.places
    return Looked(near, results.exact and results.total <= len(near), bool(at_home) and not placed)


def search_address(arguments: Mapping[str, Sequence[str]], language: str) -> str:
    """The address that opens a kept search."""
    return f"{url_for('public.search', ui_language=language)}?{urlencode(arguments, doseq=True)}"
