"""Signing in with a link by mail; also the way to a new password."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.errors import NotFound
from directory.models.base import utc_now
from directory.services import sign_in_links
from directory.services.sign_in_links import OtherBrowser
from directory.services.signing_in import AtProvider
from directory.services.throttling import LINK, TooManyTries
from directory.services.validation import is_email
from directory.vocabulary import UI_LANGUAGES
from directory.web import letters
from directory.web.alternates import offer_addresses
from directory.web.auth.circumstances import (
    database,
    device,
    mail_enabled,
    note,
    secret_keys,
    this_browser,
    throttle,
    typed,
)
from directory.web.auth.entering import FOR_PASSWORD, enter, link_address, safe_target
from directory.web.auth.provider import choice
from directory.web.auth.sign_in import too_many
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, FieldError
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "sign_in_link", link, endpoint="link", methods=("GET", "POST"))
    add_page(blueprint, "sign_in_link", open_link, under="/open", endpoint="open_link", methods=("GET", "POST"))


def link() -> str | Response | tuple[str, int]:
    """Ask for a link. Whatever the address, the answer is the same."""
    if request.method == "GET" or not mail_enabled():
        return _form()
    email = typed("email").strip()
    if not is_email(email) or len(email) > 254:
        return _form(email, _("The e-mail address is not complete. Write it like this: name@example.fi")), 400
    if not send_link(email, _purpose()):
        return _form(email, too_many()), 429
    return redirect(link_address({"sent": "1", **_purpose()}))


def send_link(email: str, purpose: dict[str, str]) -> bool:
    """Send a link to whoever has the address; False when too many were asked for. ``purpose`` goes into its address."""
    with database().write() as session:
        try:
            asked = sign_in_links.ask(
                session, email, browser=this_browser(make=True), throttle=throttle(LINK, email), now=utc_now()
            )
        except TooManyTries:
            return False
        account = asked.account
        to, language = (account.email, account.ui_language) if account else ("", ui_language())
        if asked.at_provider:
            letters.use_provider(session, to or email, language)  # new people too: their account waits there
        else:
            letters.sign_in_link(session, to, language, key=asked.token, **purpose)
    note("link asked for")
    return True


def open_link() -> str | Response | tuple[str, int]:
    """Confirm a link and come in. Only sending the form uses it up: mail programs open links by themselves."""
    key = request.args.get("key", "")[:100]
    offer_addresses({language: {"key": key, **_purpose()} for language in UI_LANGUAGES})
    try:
        if request.method == "GET":
            with database().read() as session:
                account = sign_in_links.look(session, key, browser=this_browser(), now=utc_now())
            return _confirm(account.email)
        with database().write_quietly() as session:
            opened = sign_in_links.use(
                session, key, browser=this_browser(), device=device(), secret_key=secret_keys()[0], now=utc_now()
            )
            list(opened.account.memberships)
    except OtherBrowser:
        return _dead(_("This link belongs to another browser"), elsewhere=True)
    except AtProvider as elsewhere:
        return choice.to_provider(elsewhere.domain, _purpose().get("next", ""))
    except NotFound:
        note("dead link")
        return _dead(_("This link no longer works"), elsewhere=False)
    purpose = _purpose()
    target = url_for("auth.new_password") if purpose.get("for") == FOR_PASSWORD else purpose.get("next", "")
    return enter(opened, target)


def _purpose() -> dict[str, str]:
    """What the link is for: a new password, or a page to come back to."""
    if request.values.get("for") == FOR_PASSWORD:
        return {"for": FOR_PASSWORD}
    target = safe_target(request.values.get("next", "")[:500])
    return {"next": target} if target else {}


def _form(email: str = "", problem: str = "") -> str:
    field = Field(
        "email",
        _("E-mail"),
        email,
        kind="email",
        required=True,
        autocomplete="username",
        maxlength=254,
        error=problem,
    )
    purpose = _purpose()
    title = _("Set a new password") if "for" in purpose else _("Sign in with a link by mail")
    return render_template(
        "auth/link.html",
        page_title=title,
        field=field,
        errors=(FieldError("email", problem),) if problem else (),
        sent="sent" in request.args and not problem,
        purpose=purpose,
        minutes=sign_in_links.MINUTES,
        enabled=mail_enabled(),
    )


def _confirm(email: str) -> str:
    return render_template("auth/open_link.html", page_title=_("Sign in"), email=email, action=_here())


def _dead(title: str, *, elsewhere: bool) -> tuple[str, int]:
    page = render_template(
        "auth/dead_link.html", page_title=title, elsewhere=elsewhere, purpose=_purpose(), enabled=mail_enabled()
    )
    return page, 403 if elsewhere else 404


def _here() -> str:
    return request.full_path.rstrip("?")
