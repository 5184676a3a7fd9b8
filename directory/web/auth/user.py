"""The signed-in person of a request, through Flask-Login; the session itself stands in the database."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Final, ParamSpec, TypeVar

import flask_login
from flask import Flask, Response, abort, current_app, has_request_context, redirect, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from directory.db import Database
from directory.models.base import utc_now
from directory.services import second_factor, signing_in, workplaces
from directory.services.access import Actor
from directory.services.workplaces import OwnWorkplace

P = ParamSpec("P")
R = TypeVar("R")
SEEN_EVERY: Final = signing_in.SEEN_EVERY
CHOSEN_WORKPLACE: Final = "workplace"  # where the session's cookie keeps the workplace that was chosen


@dataclass(frozen=True)
class SignedInUser(flask_login.UserMixin):  # type: ignore[misc]
    """Who is signed in and by which session.

    ``workplaces`` are those of a professional, the first joined first; ``at`` the one worked for now.
    ``set_up_needed``: a role asks for a second factor that is not there yet, and ``actor`` is without that role.
    ``proved`` tells whether the person proved lately who they are.
    """

    token: str
    session_id: int
    account_id: int
    name: str
    email: str
    actor: Actor
    workplaces: tuple[OwnWorkplace, ...] = ()
    at: OwnWorkplace | None = None
    set_up_needed: bool = False
    proved: bool = False

    @property
    def workplace(self) -> str:
        """The name of the workplace worked for now; "" without one."""
        return self.at.name if self.at else ""

    def get_id(self) -> str:
        """What the signed cookie carries: the session's token, not the person."""
        return self.token


def init_sign_in(app: Flask) -> None:
    """Join Flask-Login to the sessions of the database."""
    manager = flask_login.LoginManager(app)
    manager.session_protection = None  # the session row is what ends a session, not the browser's name

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> SignedInUser | None:
        return _load(token, utc_now())

    @manager.unauthorized_handler  # type: ignore[untyped-decorator]
    def ask_to_sign_in() -> BaseResponse:
        # What can only be sent cannot be come back to.
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("auth.sign_in", next=back))

    @app.after_request
    def keep_private(response: Response) -> Response:
        # Pages of a signed-in person are stored nowhere on the way. Without a cookie the session is not even read:
        # a page for everybody must not vary by cookie.
        if app.config["SESSION_COOKIE_NAME"] in request.cookies and "_user_id" in session:
            response.headers["Cache-Control"] = "no-store"
        return response


def signed_in_user() -> SignedInUser | None:
    """The person of this request; None for a reader who has not signed in."""
    if not (has_request_context() and current_app.config["SESSION_COOKIE_NAME"] in request.cookies):
        return None
    user = flask_login.current_user
    return user._get_current_object() if user.is_authenticated else None  # noqa: SLF001 - the way past its proxy


def signed_in() -> SignedInUser:
    """The person of a page that ``sign_in_needed`` guards."""
    user = signed_in_user()
    if user is None:
        abort(401)
    return user


def current_actor() -> Actor:
    """Who does this request: the signed-in person, else an anonymous reader."""
    user = signed_in_user()
    return user.actor if user else Actor.anonymous()


def sign_in_needed(view: Callable[P, R]) -> Callable[P, R | BaseResponse]:
    """A page for signed-in people; others are led to sign in and come back.

    Whoever needs a second factor and has none is led to set it up before anything else opens.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | BaseResponse:
        if signed_in().set_up_needed:
            back = request.full_path.rstrip("?") if request.method == "GET" else None
            return redirect(url_for("auth.two_step", next=back))
        return view(*args, **kwargs)

    return any_session_needed(guarded)


def any_session_needed(view: Callable[P, R]) -> Callable[P, R]:
    """A page for signed-in people, also for those who have yet to set up their second factor."""
    guarded: Callable[P, R] = flask_login.login_required(view)
    return guarded


def begin(user: SignedInUser) -> None:
    """Make this browser the person's. Nothing of the visit before is carried over: a new session, a new form token."""
    session.clear()
    flask_login.login_user(user)


def carry_on(token: str) -> None:
    """Go on under a new token, after a change of what the session may do; what was said for the next page stays."""
    session["_user_id"] = token
    session.pop("csrf_token", None)


def work_for(public_id: str) -> bool:
    """Choose which of the own workplaces this browser works for; False when it is not one of them."""
    if all(place.public_id != public_id for place in signed_in().workplaces):
        return False
    session[CHOSEN_WORKPLACE] = public_id
    return True


def leave() -> None:
    """Make this browser nobody's."""
    flask_login.logout_user()
    session.clear()


def _load(token: str, now: datetime) -> SignedInUser | None:
    database: Database = current_app.extensions["database"]
    with database.read() as opened:
        found = signing_in.session_of(opened, token, now=now)
        if found is None:
            return None
        account = found.account
        actor = second_factor.actor_in(found)
        own = workplaces.own_workplaces(opened, actor)
        at = workplaces.active_of(own, str(session.get(CHOSEN_WORKPLACE, "")))
        user = SignedInUser(
            token,
            found.id,
            account.id,
            account.name or account.email,
            account.email,
            replace(actor, workplace_id=at.id if at else None),
            own,
            at,
            second_factor.lacking(found),
            signing_in.proved(found, now=now),
        )
        stale = now - found.last_seen_at > SEEN_EVERY
    if stale:
        with database.write_quietly() as opened:
            again = signing_in.session_of(opened, token, now=now)
            if again is not None:
                again.last_seen_at = now
    return user
