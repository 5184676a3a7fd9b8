"""The same page in other languages: what a view says of it for the language switch and for search engines."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from flask import g

from directory.vocabulary import UI_LANGUAGES


def offer_languages(languages: Iterable[str]) -> None:
    """Say in which languages this page has contents of its own; only those are named to search engines."""
    g.page_languages = tuple(languages)


def offer_addresses(values: Mapping[str, Mapping[str, Any]]) -> None:
    """Say by language which values this page's address has (its slug); the question in it is then left out."""
    g.page_values = values


def offered_languages() -> tuple[str, ...]:
    """The languages in which this page has contents of its own."""
    return cast("tuple[str, ...]", g.get("page_languages", UI_LANGUAGES))


def offered_addresses() -> Mapping[str, Mapping[str, Any]] | None:
    """By language, the values of this page's address; None when they are the request's own."""
    return cast("Mapping[str, Mapping[str, Any]] | None", g.get("page_values"))
