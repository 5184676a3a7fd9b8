"""The signed-in person of a request, through Flask-Login; the session itself stands in the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from flask import Flask, Response, current_app, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response as BaseResponse

from directory.db import Database
from directory.models.base import utc_now
from directory.services import signing_in
from directory.services.access import Actor
from directory.services.accounts import actor_of

SEEN_EVERY: Final = signing_in.SEEN_EVERY


@dataclass(frozen=True)
class SignedInUser(UserMixin):  # type: ignore[misc]
    """Who is signed in and by which session."""

    token: str
    session_id: int
    account_id: int
    name: str
    email: str
    actor: Actor

    def get_id(self) -> str:
        """What the signed cookie carries: the session's token, not the person."""
        return self.token


def init_sign_in(app: Flask) -> None:
    """Join Flask-Login to the sessions of the database."""
    manager = LoginManager(app)
    manager.session_protection = None  # the session row is what ends a session, not the browser's name

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> SignedInUser | None:
        return _load(token, utc_now())

    @manager.unauthorized_handler  # type: ignore[untyped-decorator]
    def ask_to_sign_in() -> BaseResponse:
        return redirect(url_for("auth.sign_in", next=request.full_path.rstrip("?")))

    @app.after_request
    def keep_private(response: Response) -> Response:
        # Pages of a signed-in person are stored nowhere on the way.
        if "_user_id" in _flask_session() and request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
        return response


def current_actor() -> Actor:
    """Who does this request: the signed-in person, else an anonymous reader."""
    return current_user.actor if current_user.is_authenticated else Actor.anonymous()


def _flask_session() -> Any:
    from flask import session

    return session


def _load(token: str, now: datetime) -> SignedInUser | None:
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        found = signing_in.session_of(session, token, now=now)
        if found is None:
            return None
        account = found.account
        user = SignedInUser(
            token, found.id, account.id, account.name or account.email, account.email, actor_of(account)
        )
        stale = now - found.last_seen_at > SEEN_EVERY
    if stale:
        with database.write_quietly() as session:
            again = signing_in.session_of(session, token, now=now)
            if again is not None:
                again.last_seen_at = now
    return user
