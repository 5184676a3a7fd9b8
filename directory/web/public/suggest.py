"""Suggestions while typing: activities, needs, kinds and places that begin like what is in the box."""

from flask import Blueprint, Response, current_app, jsonify, request, url_for

from directory.services.finding import Finder
from directory.vocabulary import codes, municipalities
from directory.web.addresses import activity_addresses
from directory.web.language import add_page, ui_language
from directory.web.translating import gettext as _
from search.errors import SearchError
from search.types import Suggestion

LIMIT = 8
PREFIX_MAX = 80  # characters; longer than any title's beginning that still needs help


def register(blueprint: Blueprint) -> None:
    """Add the address that the search box asks."""
    add_page(blueprint, "suggest", suggest)


def suggest() -> Response:
    """Lines as JSON: ``{"lines": [{"text", "kind", "detail", "url", "lang"}]}``; none while the index is away."""
    prefix = "".join(char for char in request.args.get("q", "")[:PREFIX_MAX] if char.isprintable()).strip()
    language = ui_language()
    finder: Finder = current_app.extensions["search"]
    try:
        found = finder.suggest(prefix, language, limit=LIMIT) if prefix else []
    except SearchError:
        found = []
    address = activity_addresses()
    response = jsonify(lines=[_line(line, language, address.of(line.id, {line.language: line.text})) for line in found])
    # The same beginning is typed again and again while correcting; what it brings changes slowly.
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


def _line(line: Suggestion, language: str, activity_url: str) -> dict[str, str]:
    kinds = {
        "activity": _("Activity"),
        "need": _("Need"),
        "kind": _("Kind of activity"),
        "place": _("Place"),
        "organisation": _("Organisation"),
    }
    return {
        "text": line.text,
        "kind": kinds.get(line.kind, ""),
        "detail": line.detail,
        "lang": "" if line.language == language else line.language,
        "url": _address(line, activity_url),
    }


def _address(line: Suggestion, activity_url: str) -> str:
    code = line.id.partition(":")[2] or line.id
    if line.kind == "activity":
        return activity_url
    if line.kind == "need" and code in codes("needs"):
        return url_for("public.search", need=code)
    if line.kind == "kind" and code in codes("kinds"):
        return url_for("public.search", kind=code)
    if line.kind == "place" and code in municipalities():
        return url_for("public.search", place=code)
    return url_for("public.search", q=line.text)
