"""Proving again who one is, before changes that an open browser alone must not make.

A proof counts for ten minutes. When a form comes after that, the page asks for the proof and keeps what was typed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.models import Account
from directory.models.base import utc_now
from directory.services import passwords, provider_accounts, second_factor, signing_in
from directory.services.signing_in import WrongSignIn
from directory.services.throttling import CODE, PASSWORD, TooManyTries
from directory.web.auth.circumstances import database, mail_enabled, note, secret_keys, throttle, typed
from directory.web.auth.entering import safe_target
from directory.web.auth.link import send_link
from directory.web.auth.sign_in import too_many
from directory.web.auth.user import any_session_needed, signed_in
from directory.web.language import add_page
from directory.web.pages import Field, FieldError
from directory.web.translating import gettext as _

P = ParamSpec("P")
R = TypeVar("R")
PROOF: Final = "proof"
NEVER_KEPT: Final = frozenset({"csrf_token", PROOF, "new", "old", "code"})


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "account", prove, under="/prove", endpoint="prove", methods=("GET", "POST"))


def proof_needed(view: Callable[P, R]) -> Callable[P, R | Response]:
    """A page for people who proved lately who they are. Put it under ``sign_in_needed``."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        if signed_in().proved:
            return view(*args, **kwargs)
        if request.method == "GET":
            return redirect(url_for("auth.prove", next=request.full_path.rstrip("?")))
        problem = _check() if PROOF in request.form else ""
        if PROOF in request.form and not problem:
            return view(*args, **kwargs)
        kept = [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER_KEPT]
        return make_response(_form(request.full_path.rstrip("?"), problem, kept), 400 if problem else 200)

    return guarded


@any_session_needed
def prove() -> str | Response | tuple[str, int]:
    """Ask for the proof, then go on to the page that needed it."""
    target = safe_target(request.values.get("next", "")[:500])
    onward = target or url_for("auth.account")
    if request.method == "POST" and request.form.get("do") == "link" and mail_enabled():
        if not send_link(signed_in().email, {"next": onward}):
            return _form(_here(target), too_many()), 429
        flash(_("A link is on its way to you by mail. Open it in this browser."))
        return redirect(_here(target))
    if request.method == "POST":
        problem = _check()
        return (_form(_here(target), problem), 400) if problem else redirect(onward)
    return redirect(onward) if signed_in().proved else _form(_here(target))


def _here(target: str) -> str:
    return url_for("auth.prove", next=target or None)


def _check() -> str:
    """Take the proof in the form; returns what to tell when it does not do."""
    with database().write_quietly() as session:
        found = signing_in.session_of(session, signed_in().token, now=utc_now())
        if found is None:
            return _("You were signed out meanwhile. Sign in again.")
        account = found.account
        limit = throttle(PASSWORD if account.password_hash else CODE, account.email)
        try:
            limit.check(session)
            signing_in.prove(session, found, right=_right(session, account), throttle=limit, now=utc_now())
        except TooManyTries:
            return too_many()
        except WrongSignIn:
            note("wrong proof", account.id)
            if account.password_hash:
                return _("This is not your present password.")
            return _("The code is wrong, or it was used already. Wait for the next code and write it.")
    return ""


def _right(session: Session, account: Account) -> bool:
    proof = typed(PROOF)
    if account.password_hash:
        return passwords.matches(account.password_hash, proof)
    if account.totp_since is not None:
        return second_factor.code_matches(session, account, proof, secret_keys(), now=utc_now())
    return False


def _form(action: str, problem: str = "", kept: list[tuple[str, str]] | None = None) -> str:
    with database().read() as session:
        account = session.get_one(Account, signed_in().account_id)
        field = _field(account, problem)
        domain = provider_accounts.provider_of(session, account) or provider_accounts.required(
            session, account.email, account
        )
        provider = domain.public_id if domain is not None else ""
    return render_template(
        "auth/prove.html",
        page_title=_("Confirm that it is you"),
        field=field,
        errors=(FieldError(PROOF, problem),) if problem else (),
        action=action,
        kept=kept or [],
        by_link=mail_enabled() and not provider,
        provider_url=url_for("auth.provider", public_id=provider, next=_onward(action), again=1) if provider else "",
        link_action=url_for("auth.prove", next=safe_target(request.values.get("next", "")[:500]) or None),
        email=signed_in().email,
    )


def _onward(action: str) -> str:
    """Where the person goes on after proving it at the provider: a form cannot be carried there and back."""
    return safe_target(request.values.get("next", "")[:500]) or (
        action if request.method == "GET" else url_for("auth.account")
    )


def _field(account: Account, problem: str) -> Field | None:
    """What to ask for: the password, else a code; None for somebody who signs in by links only."""
    if account.password_hash:
        return Field(
            PROOF,
            _("Present password"),
            kind="password",
            required=True,
            autocomplete="current-password",
            error=problem,
        )
    if account.totp_since is not None:
        return Field(
            PROOF,
            _("Code of six digits"),
            required=True,
            autocomplete="one-time-code",
            inputmode="numeric",
            error=problem,
            maxlength=10,
        )
    return None
