"""What stands around every page: name, navigation, languages, addresses of the same page in other languages."""

from typing import Any, Final
from urllib.parse import urlencode

from flask import Flask, current_app, request, url_for
from markupsafe import Markup

from directory.config import Settings
from directory.vocabulary import UI_LANGUAGES
from directory.web.addresses import page_url
from directory.web.alternates import offered_addresses, offered_languages
from directory.web.auth.user import signed_in_user
from directory.web.language import LANGUAGE_NAMES, ui_language
from directory.web.messages import messages
from directory.web.municipality_select import municipality_options
from directory.web.navigation import footer_links, main_links, who_link
from directory.web.option_list import option_list
from directory.web.pages import Frame, Link
from directory.web.recent import recent_key
from search.privacy import cleaned

SAFE: Final = "!$'()*,/:;?@"  # in a query, as Werkzeug writes it


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
    app.jinja_env.globals["page_url"] = page_url
    app.jinja_env.globals["municipality_options"] = municipality_options
    app.jinja_env.globals["recent_key"] = recent_key
    app.jinja_env.globals["option_list"] = option_list
    app.jinja_env.globals["icons"] = Icons(app.extensions["assets"].url("icons.svg"))

    @app.context_processor
    def page_frame() -> dict[str, Any]:
        return {"frame": frame()}


def frame() -> Frame:
    """The frame of the page being made."""
    settings: Settings = current_app.extensions["settings"]
    language, user = ui_language(), signed_in_user()
    addresses = _same_page()
    base = settings.public_url or request.url_root.rstrip("/")
    offered = [code for code in UI_LANGUAGES if code in offered_languages()]
    alternates = [Link(base + addresses[code], "", lang=code) for code in offered]
    if alternates:
        alternates.append(Link(alternates[0].url, "", lang="x-default"))
    return Frame(
        language=language,
        service_name=settings.service_names[language],
        demo=settings.demo,
        front_url=page_url("public.front"),
        navigation=main_links(user),
        who=who_link(user),
        languages=tuple(
            Link(addresses[code], LANGUAGE_NAMES[code], current=code == language, lang=code) for code in UI_LANGUAGES
        ),
        alternates=tuple(alternates),
        canonical=base + addresses[language],
        footer=footer_links(user),
        messages=messages(),
    )


def _same_page() -> dict[str, str]:
    """This page in each language, with the same question; the front page when there is no such page."""
    endpoint = request.endpoint
    if not endpoint or not current_app.url_map.is_endpoint_expecting(endpoint, "ui_language"):
        return {language: page_url("public.front", language) for language in UI_LANGUAGES}
    own = offered_addresses()
    if not own and not request.view_args:
        query = urlencode(_arguments(), doseq=True, safe=SAFE)
        return {language: page_url(endpoint, language) + (f"?{query}" if query else "") for language in UI_LANGUAGES}
    values: dict[str, Any] = ({} if own else _arguments()) | (request.view_args or {})
    return {
        language: url_for(endpoint, **{**values, **(own[language] if own else {}), "ui_language": language})
        for language in UI_LANGUAGES
    }


def _arguments() -> dict[str, Any]:
    """What the address asks, without identity codes, phone numbers and addresses that somebody typed."""
    return {name: [cleaned(value).text for value in values] for name, values in request.args.lists()}
