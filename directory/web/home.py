"""The reader's own municipality: remembered in a cookie on the reader's device, nowhere else."""

from typing import Final

from flask import Response, current_app, request

from directory.config import Settings
from directory.vocabulary import Municipality, municipalities

COOKIE: Final = "municipality"
YEAR: Final = 31_536_000  # seconds


def active(code: str) -> Municipality | None:
    """The municipality of the code, when it exists today."""
    municipality = municipalities().get(code)
    return municipality if municipality and municipality.active else None


def home() -> Municipality | None:
    """The municipality in the address (``place``), else the remembered one; None when neither is there."""
    return active(request.args.get("place", "")) or active(request.cookies.get(COOKIE, ""))


def remember(response: Response, code: str) -> None:
    """Keep the choice on the reader's device for a year. It is a code of a municipality and nothing more."""
    settings: Settings = current_app.extensions["settings"]
    response.set_cookie(
        COOKIE, code, max_age=YEAR, secure=settings.secure_cookies, httponly=True, samesite="Lax", path="/"
    )
