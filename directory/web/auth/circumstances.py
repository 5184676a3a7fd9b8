"""What every page of signing in needs to know of the request: from where, by what, with which keys and limits."""

import logging
import secrets
from typing import Final

from flask import current_app, request, session

from directory.config import Settings
from directory.db import Database
from directory.models.base import utc_now
from directory.services.throttling import Limit, Throttle
from directory.web.language import ui_language

LOGGER: Final = logging.getLogger("directory.security")
TYPED_MOST: Final = 300


def database() -> Database:
    """The database of this installation."""
    found: Database = current_app.extensions["database"]
    return found


def secret_keys() -> tuple[str, ...]:
    """The key that seals, then the earlier ones that still open."""
    settings: Settings = current_app.extensions["settings"]
    return (settings.secret_key, *settings.secret_key_fallbacks)


def mail_enabled() -> bool:
    """Whether the service can send mail at all."""
    return bool(current_app.extensions["mail"].enabled)


def throttle(limit: Limit, account: str) -> Throttle:
    """This request as a try for somebody's account."""
    return Throttle(secret_keys()[0], limit, account, request.remote_addr or "", utc_now())


def typed(name: str) -> str:
    """What was typed into a field, cut to what a field may hold."""
    return request.form.get(name, "")[:TYPED_MOST]


def device() -> str:
    """A word or two by which a person knows a browser again in the list of sessions."""
    agent = request.user_agent.string
    browser = next((name for name in ("Firefox", "Edg", "Chrome", "Safari") if name in agent), "")
    system = next((name for name in ("Android", "iPhone", "iPad", "Windows", "Mac", "Linux") if name in agent), "")
    return " · ".join(part for part in (browser.replace("Edg", "Edge"), system) if part) or ui_language()


def this_browser(*, make: bool = False) -> str:
    """The random token that ties a link to the browser that asked for it; "" when there is none and none is made."""
    if make and "browser" not in session:
        session["browser"] = secrets.token_urlsafe(32)
    return str(session.get("browser", ""))


def note(event: str, account_id: int | None = None) -> None:
    """Write what happened into the log: the event and the account's number, never an address or a secret."""
    LOGGER.info(event, extra={"facts": {"account": account_id}})
