"""What stands around every page: name, navigation, languages, addresses of the same page in other languages."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from flask import Flask, current_app, g, get_flashed_messages, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from directory.config import Settings
from directory.vocabulary import UI_LANGUAGES
from directory.web.language import ui_language
from directory.web.municipality_select import municipality_options
from directory.web.option_list import option_list
from directory.web.pages import Frame, Link, Message
from search.privacy import cleaned

LANGUAGE_NAMES: Final = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
MESSAGE_ICONS: Final = {"": "check", "warn": "alert", "lang": "globe"}


class Icons:
    """Symbols as ready markup: ``icons.phone`` in a template. They are decoration: words say the same."""

    def __init__(self, sprite: str) -> None:
        self._sprite = sprite

    def __getattr__(self, name: str) -> Markup:
        icon = Markup('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>').format(self._sprite, name)
        setattr(self, name, icon)
        return icon

    def __getitem__(self, name: str) -> Markup:
        icon: Markup = getattr(self, name)
        return icon


def init_layout(app: Flask) -> None:
    """Give every template ``frame`` and ``icons``."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["municipality_options"] = municipality_options
    app.jinja_env.globals["option_list"] = option_list
    app.jinja_env.globals["icons"] = Icons(app.extensions["assets"].url("icons.svg"))

    @app.context_processor
    def page_frame() -> dict[str, Any]:
        return {"frame": frame()}


def offer_languages(languages: Iterable[str]) -> None:
    """Say in which languages this page has contents of its own; only those are named to search engines."""
    g.page_languages = tuple(languages)


def offer_addresses(values: Mapping[str, Mapping[str, Any]]) -> None:
    """Say by language which values this page's address has (its slug); the question in it is then left out."""
    g.page_values = values


def frame() -> Frame:
    """The frame of the page being made."""
    settings: Settings = current_app.extensions["settings"]
    language = ui_language()
    addresses = {code: _same_page(code) for code in UI_LANGUAGES}
    base = settings.public_url or request.url_root.rstrip("/")
    offered = [code for code in UI_LANGUAGES if code in g.get("page_languages", UI_LANGUAGES)]
    alternates = [Link(base + addresses[code], "", lang=code) for code in offered]
    if alternates:
        alternates.append(Link(alternates[0].url, "", lang="x-default"))
    return Frame(
        language=language,
        service_name=settings.service_names[language],
        demo=settings.demo,
        front_url=url_for("public.front"),
        navigation=_navigation(),
        languages=tuple(
            Link(addresses[code], LANGUAGE_NAMES[code], current=code == language, lang=code) for code in UI_LANGUAGES
        ),
        alternates=tuple(alternates),
        canonical=base + addresses[language],
        footer=_footer(),
        messages=_messages(),
    )


def _navigation() -> tuple[Link, ...]:
    return _links(
        ("public.search", _("Search")),
        ("public.needs", _("Needs")),
        ("public.week", _("This week")),
        ("public.municipalities", _("Municipalities")),
    )


def _footer() -> tuple[Link, ...]:
    return _links(
        ("public.about", _("About the service")),
        ("public.accessibility", _("Accessibility statement")),
        ("public.privacy", _("Privacy")),
        ("public.accessibility_feedback", _("Give feedback")),
        ("auth.sign_in", _("Sign in")),
    )


def _links(*pages: tuple[str, str]) -> tuple[Link, ...]:
    """Links to the pages that this installation has; the parts of the service can be left out one by one."""
    return tuple(
        Link(url_for(endpoint), text, current=endpoint == request.endpoint)
        for endpoint, text in pages
        if endpoint in current_app.view_functions
    )


def _same_page(language: str) -> str:
    """This page in another language, with the same question; the front page when there is no such page."""
    endpoint = request.endpoint
    if endpoint and current_app.url_map.is_endpoint_expecting(endpoint, "ui_language"):
        own = g.get("page_values")
        values: dict[str, Any] = {} if own else _arguments()
        values.update(request.view_args or {})
        values.update(own[language] if own else {})
        values["ui_language"] = language
        return url_for(endpoint, **values)
    return url_for("public.front", ui_language=language)


def _arguments() -> dict[str, Any]:
    """What the address asks, without identity codes, phone numbers and addresses that somebody typed."""
    return {name: [cleaned(value).text for value in values] for name, values in request.args.lists()}


def _messages() -> tuple[Message, ...]:
    # Reading the session marks the page as personal, so it is left alone when there cannot be anything in it.
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return ()
    said = cast("list[tuple[str, str]]", get_flashed_messages(with_categories=True))
    kinds = [(kind if kind in MESSAGE_ICONS else "", text) for kind, text in said]
    return tuple(Message(text, kind, MESSAGE_ICONS[kind]) for kind, text in kinds)
