"""Addresses of things with a page of their own: ``<public_id>-<slug>``, municipalities by their name.

The id finds the thing, the slug tells people what it is; an old or mistyped slug leads on to the right one.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlsplit

from flask import current_app, request, url_for

from directory.vocabulary import UI_LANGUAGES, Municipality, municipalities
from directory.web.language import PATHS, ui_language
from directory.web.words import choose

SLUG_MAX: Final = 60
IN_SLUG: Final = re.compile(r"[a-z0-9]+")
MARK: Final = "x-x"


def slug(text: str) -> str:
    """Lower-case ascii letters, digits and single hyphens: ``Äijäkerho & sauna`` → ``aijakerho-sauna``."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("æ", "a"))
    if not plain.isascii():
        plain = "".join([c for c in plain if not unicodedata.combining(c)])
    words: list[str] = []
    for word in IN_SLUG.findall(plain):
        if sum(len(w) + 1 for w in words) + len(word) > SLUG_MAX:
            break
        words.append(word)
    return "-".join(words)


def address(public_id: str, names: Mapping[str, str], language: str) -> str:
    """``<public_id>-<slug>``, the slug of the name in the language or the one that stands in for it."""
    name = choose(names, language)
    tail = slug(name.text) if name else ""
    return f"{public_id}-{tail}" if tail else public_id


def page_url(endpoint: str, language: str = "") -> str:
    """The address of a page that needs nothing but its language: every page has a score of them, so the router is
    asked once. Raises ``BuildError`` for a page that does not exist, or that needs more."""
    kept: dict[tuple[str, str, str], str] = current_app.extensions.setdefault("page_urls", {})
    key = (endpoint, language or ui_language(), request.script_root)
    if key not in kept:
        kept[key] = url_for(endpoint, ui_language=language) if language else url_for(endpoint)
    return kept[key]


def activity_url(public_id: str, titles: Mapping[str, str], *, language: str = "", back: str = "") -> str:
    """The address of an activity page. ``back`` is the path and query of the results the reader comes from."""
    language = language or ui_language()
    values: dict[str, Any] = {"back": back} if back else {}
    return url_for("public.activity", address=address(public_id, titles, language), ui_language=language, **values)


class ActivityAddresses(NamedTuple):
    """Addresses of many activity pages at once: what stands before and after each one's own part, and the language."""

    head: str
    tail: str
    language: str

    def of(self, public_id: str, titles: Mapping[str, str]) -> str:
        """The address of an activity's page, from its public id and titles by language."""
        return f"{self.head}{address(public_id, titles, self.language)}{self.tail}"


def activity_addresses(back: str = "") -> ActivityAddresses:
    """Addresses in the language of this page: a list asks the router once, not once a card.

    ``back`` is the path and query of the results the reader comes from, or "".
    """
    head, _, tail = url_for("public.activity", address=MARK).partition(MARK)
    if back:
        tail += f"?back={quote(back, safe='')}"
    return ActivityAddresses(head, tail, ui_language())


def organisation_url(public_id: str, names: Mapping[str, str], *, language: str = "") -> str:
    """The address of an organisation's page."""
    language = language or ui_language()
    return url_for("public.organisation", address=address(public_id, names, language), ui_language=language)


def municipality_url(code: str, *, language: str = "") -> str:
    """The address of a municipality's page, by its name in the language."""
    language = language or ui_language()
    name = slug(municipalities()[code].names[language])
    return url_for("public.municipality", address=name, ui_language=language)


@cache
def municipalities_by_slug() -> Mapping[str, Municipality]:
    """Active municipalities by the slug of each of their names, and by their code."""
    found: dict[str, Municipality] = {}
    for municipality in municipalities().values():
        if municipality.active:
            found[municipality.code] = municipality
            for name in municipality.names.values():
                found.setdefault(slug(name), municipality)
    return found


def safe_back(back: str, pages: Collection[str] = ("search", "shelf")) -> str:
    """The address when it is one of these pages of this very service, otherwise empty: nobody is sent elsewhere."""
    if "\\" in back or not back.isprintable():
        return ""
    try:
        parts = urlsplit(back)
    except ValueError:  # a half bracket, for one
        return ""
    return back if not parts.scheme and not parts.netloc and page_name(parts.path) in pages else ""


def page_name(path: str) -> str:
    """Which of the pages that one comes from a path is: search, shelf, activity; empty for everything else."""
    for language in UI_LANGUAGES:
        for name in ("search", "shelf"):
            if path == f"/{language}/{PATHS[name][language]}":
                return name
        if path.startswith(f"/{language}/{PATHS['activity'][language]}/"):
            return "activity"
    return ""
