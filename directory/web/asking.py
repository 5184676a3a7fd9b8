"""Questions that pages ask of search by themselves, and links into search."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app, url_for
from sqlalchemy.orm import Session

from directory.services.finding import Finder, Found
from search.errors import SearchError
from search.types import Filters, Question, Scope, Sort


def ask(
    session: Session,
    *,
    now: datetime,
    language: str,
    municipality: str = "",
    codes: Mapping[str, tuple[str, ...]] | None = None,
    scope: Scope = Scope.MUNICIPALITY,
    sort: Sort = Sort.NEXT,
    per_page: int = 20,
) -> Found | None:
    """What the municipality (or, with none, the whole country) has, without words.

    None when no search engine answers: that is not the same as nothing, and the page must say so.
    """
    finder: Finder = current_app.extensions["search"]
    question = Question(
        text="",
        ui_language=language,
        now=now,
        filters=Filters(
            codes=codes or {},
            municipalities=(municipality,) if municipality else (),
            scope=scope if municipality else Scope.ALL,
        ),
        home=(municipality,) if municipality else (),
        sort=sort,
        per_page=per_page,
    )
    try:
        return finder.find(session, question)
    except SearchError:
        return None


def search_url(**values: Any) -> str:
    """The address of a search with these fields chosen."""
    return url_for("public.search", **values)
