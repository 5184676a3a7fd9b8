"""Sentences in the page's language: the catalogue is found once a request, not once a sentence."""

from typing import Any

from flask import Flask, g, has_app_context
from flask_babel import Domain, get_domain
from markupsafe import Markup


def gettext(text: str, **variables: object) -> str:
    """Flask-Babel's own, without its way there: a page of results asks for a hundred sentences."""
    said = str(_catalogue().ugettext(text))
    return said % variables if variables else said


def ngettext(one: str, many: str, num: int, **variables: object) -> str:
    """Likewise for numbers; ``num`` may stand in the sentence."""
    return str(_catalogue().ungettext(one, many, num)) % {"num": num, **variables}


def _catalogue() -> Any:
    try:
        found = g._flask_babel.babel_translations  # noqa: SLF001
    except (AttributeError, RuntimeError):  # nothing said yet in this request, or no request at all
        found = None
    return found or get_domain().get_translations()  # type: ignore[no-untyped-call]


class RequestDomain(Domain):
    """Keeps the catalogue in Flask-Babel's own state of the request, which ``force_locale`` empties and puts back."""

    def get_translations(self) -> Any:
        """The catalogue of the locale in use."""
        if not has_app_context():
            return super().get_translations()  # type: ignore[no-untyped-call]
        kept = getattr(g.get("_flask_babel"), "babel_translations", None)
        if kept is None:
            kept = super().get_translations()  # type: ignore[no-untyped-call]
            g._flask_babel.babel_translations = kept  # noqa: SLF001
        return kept


def _plural(one: str, many: str, number: int) -> str:
    return str(_catalogue().ungettext(one, many, number))


def init_translating(app: Flask) -> None:
    """Give code and templates a quick look-up in place of Flask-Babel's own, which parses the locale each time."""
    app.extensions["babel"].instance.domain_instance = RequestDomain()  # type: ignore[no-untyped-call]

    plain: dict[tuple[object, str], Markup] = {}  # sentences without variables, by catalogue: as many as there are

    def sentence(text: str, **variables: object) -> Markup:
        """What Jinja's own ``_`` gives, without its three calls in calls; a page has some fifty sentences."""
        catalogue = _catalogue()
        said = plain.get((catalogue, text))
        if said is None or variables:
            said = Markup(catalogue.ugettext(text)) % variables  # noqa: S704 - sentences of the catalogue are markup
            if not variables:
                plain[catalogue, text] = said
        return said

    app.jinja_env.install_gettext_callables(gettext, _plural, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["_"] = sentence
