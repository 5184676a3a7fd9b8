"""My municipality: kept in a cookie on the reader's own device, because the reader asked for it; nowhere else.

A professional who has not chosen one has the home municipalities of the workplace.
"""

from typing import Final

from flask import Blueprint, Response, current_app, redirect, request, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from directory.config import Settings
from directory.vocabulary import municipalities
from directory.web.auth.user import signed_in_user
from directory.web.language import add_page
from directory.web.security import csrf
from directory.web.translating import gettext as _

COOKIE: Final = "home"
YEAR: Final = 31_536_000  # seconds
ONWARD: Final = ("front", "week")  # pages that have the form


def register(blueprint: Blueprint) -> None:
    """Add the form's address."""
    add_page(blueprint, "home", choose_home, methods=("POST",))
    # Nothing is stored with us and nobody is signed in by it, so it needs no token, and pages without a token can
    # be sent compressed and without a session.
    csrf.exempt(choose_home)  # type: ignore[no-untyped-call]


def chosen_municipality() -> str:
    """The code of the municipality the reader chose, "" when none is chosen."""
    code = request.cookies.get(COOKIE, "")
    town = municipalities().get(code)
    return code if town is not None and town.active else ""


def home_municipality() -> str:
    """The code of the reader's own municipality, "" when there is none."""
    return next(iter(homes()), "")


def homes() -> tuple[str, ...]:
    """The reader's own municipalities as search takes them: the chosen one, else those of the workplace."""
    if chosen := chosen_municipality():
        return (chosen,)
    user = signed_in_user()
    return user.at.municipalities if user is not None and user.at is not None else ()


def home_label() -> str:
    """Whose municipalities ``homes`` are, as the chip says it."""
    return _("My municipality") if chosen_municipality() else _("My workplace")


def choose_home() -> AnyResponse:
    """Remember the municipality on this device, or forget it, and go back to the page that has the form."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise Forbidden
    response: Response | AnyResponse = redirect(url_for(f"public.{_onward()}"), 303)
    code = request.form.get("place", "")
    town = municipalities().get(code)
    if town is None or not town.active:
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    settings: Settings = current_app.extensions["settings"]
    response.set_cookie(COOKIE, code, max_age=YEAR, secure=settings.secure_cookies, httponly=True, samesite="Lax")
    return response


def _onward() -> str:
    page = request.form.get("next", "")
    return page if page in ONWARD else "front"
