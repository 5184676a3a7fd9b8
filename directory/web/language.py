"""Languages of the pages: three prefixes, translated addresses, one endpoint each.

``add_page(blueprint, "search", view)`` registers ``/fi/haku``, ``/sv/sok`` and ``/en/search`` as one endpoint, so that
``url_for("public.search", ui_language="sv")`` gives the Swedish address and leaving ``ui_language`` out keeps the
language of the page.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Blueprint, Flask, g, has_request_context, request
from flask_babel import Babel

from directory.vocabulary import UI_LANGUAGES

LANGUAGE_NAMES: Final = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
PATHS: Final[Mapping[str, Mapping[str, str]]] = {
    "front": {"fi": "", "sv": "", "en": ""},
    "search": {"fi": "haku", "sv": "sok", "en": "search"},
    "suggest": {"fi": "haku/ehdota", "sv": "sok/foreslag", "en": "search/suggest"},
    "home": {"fi": "oma-kunta", "sv": "min-kommun", "en": "my-municipality"},
    "needs": {"fi": "tarpeet", "sv": "behov", "en": "needs"},
    "activity": {"fi": "toiminta", "sv": "verksamhet", "en": "activity"},
    "feedback": {"fi": "palaute", "sv": "respons", "en": "feedback"},
    "thanks": {"fi": "kiitos", "sv": "tack", "en": "thank-you"},
    "organisation": {"fi": "jarjesto", "sv": "organisation", "en": "organisation"},
    "municipality": {"fi": "kunta", "sv": "kommun", "en": "municipality"},
    "municipalities": {"fi": "kunnat", "sv": "kommuner", "en": "municipalities"},
    "week": {"fi": "talla-viikolla", "sv": "denna-vecka", "en": "this-week"},
    "about": {"fi": "tietoa", "sv": "om", "en": "about"},
    "accessibility": {"fi": "saavutettavuus", "sv": "tillganglighet", "en": "accessibility"},
    "accessibility_feedback": {
        "fi": "saavutettavuus/palaute",
        "sv": "tillganglighet/respons",
        "en": "accessibility/feedback",
    },
    "privacy": {"fi": "tietosuoja", "sv": "dataskydd", "en": "privacy"},
    "sign_in": {"fi": "kirjaudu", "sv": "logga-in", "en": "sign-in"},
    "sign_out": {"fi": "kirjaudu-ulos", "sv": "logga-ut", "en": "sign-out"},
    "sign_in_link": {"fi": "kirjaudu/linkki", "sv": "logga-in/lank", "en": "sign-in/link"},
    "second_factor": {"fi": "kirjaudu/vahvistus", "sv": "logga-in/bekraftelse", "en": "sign-in/code"},
    "provider": {"fi": "kirjaudu/organisaatio", "sv": "logga-in/organisation", "en": "sign-in/organisation"},
    "join": {"fi": "liity", "sv": "anslut-dig", "en": "join"},
    "invitation": {"fi": "kutsu", "sv": "inbjudan", "en": "invitation"},
    "account": {"fi": "oma-tili", "sv": "mitt-konto", "en": "my-account"},
    "workplace": {"fi": "tyopiste", "sv": "arbetsplats", "en": "workplace"},
    "shelf": {"fi": "hylly", "sv": "hylla", "en": "shelf"},
    "saved_searches": {"fi": "omat-haut", "sv": "mina-sokningar", "en": "my-searches"},
    "outcomes": {"fi": "mita-siita-tuli", "sv": "hur-gick-det", "en": "what-came-of-it"},
    "digest": {"fi": "uutiset-postiin", "sv": "nyheter-per-post", "en": "news-by-mail"},
    "digest_stop": {"fi": "uutiset-postiin/lopeta", "sv": "nyheter-per-post/avsluta", "en": "news-by-mail/stop"},
    "call": {"fi": "soitetaan-yhdessa", "sv": "vi-ringer-tillsammans", "en": "call-together"},
    "slip": {"fi": "ohjauslista", "sv": "hanvisningslista", "en": "slip"},
    "compare": {"fi": "vertaile", "sv": "jamfor", "en": "compare"},
    "manage": {"fi": "yllapito", "sv": "underhall", "en": "manage"},
    "coordinate": {"fi": "koordinointi", "sv": "koordinering", "en": "coordinate"},
    "admin": {"fi": "hallinta", "sv": "administration", "en": "admin"},
}


def add_page(
    blueprint: Blueprint,
    name: str,
    view: Callable[..., Any],
    *,
    under: str = "",
    endpoint: str = "",
    methods: tuple[str, ...] = ("GET",),
) -> None:
    """Register a view under the translated path ``name`` in every language.

    ``under`` is appended as it is (``/<public_id>``); ``endpoint`` defaults to ``name``.
    """
    for language in UI_LANGUAGES:
        path = PATHS[name][language]
        rule = f"/{language}/{path}{under}" if path else f"/{language}/{under.lstrip('/')}"
        blueprint.add_url_rule(
            rule,
            endpoint=endpoint or name,
            view_func=view,
            methods=list(methods),
            defaults={"ui_language": language},
        )


def ui_language() -> str:
    """The language of the page being made: the address decides, then the browser, then Finnish."""
    language = g.get("ui_language")
    if language is None:
        language = request.accept_languages.best_match(UI_LANGUAGES, "fi") if has_request_context() else "fi"
        g.ui_language = language
    return str(language)


def init_languages(app: Flask) -> None:
    """Join Flask-Babel to the address prefixes."""
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(app.extensions["translations_dir"]))
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Helsinki")
    Babel(app, locale_selector=ui_language)  # type: ignore[no-untyped-call]

    @app.url_value_preprocessor
    def pull_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values and "ui_language" in values:
            g.ui_language = values.pop("ui_language")
            return
        first = request.path.split("/", 2)[1:2]
        if first and first[0] in UI_LANGUAGES:
            g.ui_language = first[0]

    @app.url_defaults
    def push_language(endpoint: str, values: dict[str, Any]) -> None:
        if "ui_language" not in values and app.url_map.is_endpoint_expecting(endpoint, "ui_language"):
            values["ui_language"] = ui_language()
