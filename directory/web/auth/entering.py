"""From a proof of who one is into the service: a second factor first, then its set-up where one is needed."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit

from flask import current_app, redirect, session, url_for
from werkzeug.wrappers import Response

from directory.models.base import utc_now
from directory.services import signing_in
from directory.services.access import Actor
from directory.services.second_factor import lacks
from directory.services.signing_in import SignedIn
from directory.vocabulary import UI_LANGUAGES, Role
from directory.web.auth.circumstances import database, note
from directory.web.auth.user import SignedInUser, begin, signed_in_user

FOR_PASSWORD = "password"  # noqa: S105 - what a link by mail is asked for
BEGINNINGS: Final = (
    (Role.PROFESSIONAL, "public.search"),
    (Role.EDITOR, "outcomes.overview"),
    (Role.COORDINATOR, "coordinate.feedback"),
    (Role.ADMIN, "admin.accounts"),
)
HALF_OPEN = "half_open"  # the cookie's key of a session that waits for its second factor


def enter(opened: SignedIn, target: str = "") -> Response:
    """Give the browser its session and say where it goes next; ``target`` is a path that ``safe_target`` let through.

    Call it after the commit: the session must be there when the next request comes.
    """
    account = opened.account
    _end_before()
    if opened.half_open:
        note("first factor", account.id)
        session.clear()
        session[HALF_OPEN] = opened.token
        return redirect(url_for("auth.second_factor", next=target or None))
    note("signed in", account.id)
    # The roles are read anew with the next request, which is the first that needs them.
    begin(SignedInUser(opened.token, 0, account.id, account.name or account.email, account.email, Actor()))
    if lacks(account) and not opened.second_factor:
        return redirect(url_for("auth.two_step", next=target or None))
    return redirect(target or beginning(membership.role for membership in account.memberships))


def beginning(roles: Iterable[str]) -> str:
    """Where the work of somebody with these roles begins, when no other page was asked for: the client is waiting."""
    held = set(roles)
    pages = (page for role, page in BEGINNINGS if role in held and page in current_app.view_functions)
    return url_for(next(pages, "auth.account"))


def _end_before() -> None:
    """End the session this browser had, whoever's it was."""
    before = signed_in_user()
    if before is not None:
        with database().write_quietly() as rows:
            found = signing_in.session_of(rows, before.token, now=utc_now())
            if found is not None:
                rows.delete(found)


def waiting_token() -> str:
    """The token of this browser's session that waits for a second factor; "" without one."""
    return str(session.get(HALF_OPEN, ""))


def link_address(arguments: Mapping[str, str]) -> str:
    """The page that sends a link by mail; ``arguments`` say what the link is for."""
    return f"{url_for('auth.link')}?{urlencode(arguments)}"


def safe_target(target: str) -> str:
    """The path to go to after signing in, when it is one of ours; "" otherwise."""
    if not target.isprintable() or "\\" in target:
        return ""
    try:
        parts = urlsplit(target)
    except ValueError:  # a half bracket, for one
        return ""
    inside = target.startswith("/") and not target.startswith("//") and not parts.netloc and not parts.scheme
    return target if inside and parts.path.strip("/").split("/")[0] in UI_LANGUAGES else ""
