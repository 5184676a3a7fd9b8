"""Sentences of templates in the page's language: the catalogue is found once a request, not once a sentence."""

from typing import Any

from flask import Flask, g
from flask_babel import get_translations


def _catalogue() -> Any:
    """The catalogue of the locale in use; ``force_locale`` changes it in the middle of a request."""
    kept = g.get("catalogue")
    locale = g.get("babel_locale")
    if kept is not None and locale is not None and kept[0] is locale:
        return kept[1]
    found = get_translations()
    g.catalogue = (g.get("babel_locale"), found)
    return found


def _gettext(text: str) -> str:
    return str(_catalogue().ugettext(text))


def _ngettext(one: str, many: str, number: int) -> str:
    return str(_catalogue().ungettext(one, many, number))


def init_translating(app: Flask) -> None:
    """Give templates the quick look-up in place of Flask-Babel's own."""
    app.jinja_env.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
