"""Texts that each language has as a document of its own: about, accessibility statement, privacy.

They are long and partly set by law, so each language has its own file instead of sentences in the catalogue;
a test keeps their headings in step.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, make_response, render_template

from directory.config import Settings
from directory.web.base import base_url
from directory.web.formatting import day_long
from directory.web.language import add_page, ui_language
from directory.web.public.home import COOKIE
from directory.web.translating import gettext as _

ASSESSED_ON: Final = date(2026, 11, 24)  # the self-assessment the accessibility statement tells of
PRIVACY_ON: Final = date(2026, 11, 27)


@dataclass(frozen=True, slots=True)
class TextPage:
    """What the texts need to know of this installation. Empty strings are told as "not named"."""

    template: str
    service: str
    site: str
    provider: str
    email: str
    day: str
    map_host: str
    cookie: str
    session_cookie: str


def register(blueprint: Blueprint) -> None:
    """Add the three texts."""
    add_page(blueprint, "about", about)
    add_page(blueprint, "accessibility", accessibility)
    add_page(blueprint, "privacy", privacy)


def about() -> Response:
    """What the service is and how its listings are kept true."""
    return _show("about", _("About the service"), ASSESSED_ON)


def accessibility() -> Response:
    """The accessibility statement: act 306/2019 9 §, Commission Implementing Decision (EU) 2018/1523."""
    return _show("accessibility", _("Accessibility statement"), ASSESSED_ON)


def privacy() -> Response:
    """What is stored of whom and for how long: GDPR articles 13 and 14."""
    return _show("privacy", _("Privacy"), PRIVACY_ON)


def _show(name: str, title: str, day: date) -> Response:
    settings: Settings = current_app.extensions["settings"]
    language = ui_language()
    page = TextPage(
        template=f"public/texts/{name}.{language}.html",
        service=settings.service_names[language],
        site=base_url(),
        provider=settings.provider_name,
        email=settings.contact_email,
        day=day_long(day, language),
        map_host=urlsplit(settings.map_tiles_url.replace("{s}.", "")).hostname or "",
        cookie=COOKIE,
        session_cookie=current_app.config["SESSION_COOKIE_NAME"],
    )
    return make_response(render_template("public/text.html", page=page, page_title=title))
