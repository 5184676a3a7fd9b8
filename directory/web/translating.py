"""Sentences in the page's language: the catalogue is found once a request, not once a sentence."""

from typing import Any

from flask import Flask, g, has_app_context
from flask_babel import Domain
from markupsafe import Markup


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


def init_translating(app: Flask) -> None:
    """Give code and templates a quick look-up in place of Flask-Babel's own, which parses the locale each time."""
    domain = RequestDomain()  # type: ignore[no-untyped-call]
    app.extensions["babel"].instance.domain_instance = domain

    def gettext(text: str) -> str:
        return str(domain.get_translations().ugettext(text))

    def ngettext(one: str, many: str, number: int) -> str:
        return str(domain.get_translations().ungettext(one, many, number))

    plain: dict[tuple[object, str], Markup] = {}  # sentences without variables, by catalogue: as many as there are

    def sentence(text: str, **variables: object) -> Markup:
        """What Jinja's own ``_`` gives, without its three calls in calls; a page has some fifty sentences."""
        catalogue = domain.get_translations()
        said = plain.get((catalogue, text))
        if said is None or variables:
            said = Markup(catalogue.ugettext(text)) % variables  # noqa: S704 - sentences of the catalogue are markup
            if not variables:
                plain[catalogue, text] = said
        return said

    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["_"] = sentence
