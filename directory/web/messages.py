"""What is said once at the top of the next page."""

from typing import Any, Final, cast

from flask import current_app, flash, get_flashed_messages, request

from directory.web.pages import Message

ICONS: Final = {"": "check", "warn": "alert", "lang": "globe"}
UNDO: Final = "undo"


def say_with_undo(text: str, url: str, back: str) -> None:
    """Say something at the top of the next page, with a button that sends a form to ``url`` and leads to ``back``."""
    flash({"text": text, "url": url, "back": back}, UNDO)  # type: ignore[arg-type]  # the session holds JSON


def messages() -> tuple[Message, ...]:
    """What waits to be said to this reader; saying it takes it away."""
    # Reading the session marks the page as personal, so it is left alone when there cannot be anything in it.
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return ()
    said = cast("list[tuple[str, Any]]", get_flashed_messages(with_categories=True))
    return tuple(_message(kind, what) for kind, what in said)


def _message(kind: str, what: Any) -> Message:
    if kind == UNDO:
        return Message(what["text"], icon=ICONS[""], undo_url=what["url"], back=what["back"])
    kind = kind if kind in ICONS else ""
    return Message(str(what), kind, ICONS[kind])
