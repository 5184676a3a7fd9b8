"""Putting a letter together and letting it wait to be sent, in the transaction that causes it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import current_app, request, url_for
from flask_babel import force_locale
from sqlalchemy.orm import Session

from directory.config import Settings
from directory.models.base import utc_now
from directory.services import mail
from directory.web.translating import gettext as _

Lines = Callable[[], tuple[str, list[str]]]


def write(session: Session, to: str, language: str, letter: Lines) -> None:
    """Let the letter wait. ``letter`` gives subject and paragraphs in the language that is set when it is called.

    An empty ``to`` costs the same and goes nowhere. Without a way to send mail nothing is stored.
    """
    if not current_app.extensions["mail"].enabled:
        return
    with _in(language):
        subject, paragraphs = letter()
        body = "\n\n".join([*paragraphs, *_farewell(language)]) + "\n"
    mail.queue(session, to=to, subject=subject, body=body, language=language, now=utc_now())


def address(endpoint: str, language: str, **values: object) -> str:
    """The whole address of a page in the reader's language, for a letter."""
    settings: Settings = current_app.extensions["settings"]
    base = settings.public_url or request.url_root.rstrip("/")
    return base + url_for(endpoint, ui_language=language, **values)  # type: ignore[arg-type]


def service_name(language: str) -> str:
    """What the service is called."""
    settings: Settings = current_app.extensions["settings"]
    return settings.service_names[language]


def contact() -> str:
    """Whom to turn to: the provider's address, or words that stand in for it."""
    settings: Settings = current_app.extensions["settings"]
    return settings.contact_email or _("the administrators of the service")


@contextmanager
def _in(language: str) -> Iterator[None]:
    with force_locale(language):
        yield


def _farewell(language: str) -> Iterator[str]:
    yield f"{service_name(language)}\n" + _("This message was sent by a program. It cannot be answered.")
