"""The second step of signing in: a code from the phone, or a recovery code."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.models.base import utc_now
from directory.services import second_factor as factors
from directory.services import signing_in
from directory.services.signing_in import SignedIn, WrongSignIn
from directory.services.throttling import CODE, TooManyTries
from directory.web.auth.circumstances import database, note, secret_keys, throttle, typed
from directory.web.auth.entering import enter, safe_target, waiting_token
from directory.web.auth.sign_in import too_many
from directory.web.language import add_page
from directory.web.pages import Field, FieldError
from directory.web.translating import gettext as _
from directory.web.translating import ngettext

RECOVERY = "recovery"


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "second_factor", second_factor, methods=("GET", "POST"))


def second_factor() -> str | Response | tuple[str, int]:
    """Ask for the code; without a session that waits for one, back to the beginning."""
    target, recovery = safe_target(request.args.get("next", "")), RECOVERY in request.args
    with database().read() as session:
        if signing_in.half_open_of(session, waiting_token(), now=utc_now()) is None:
            if request.method == "POST":
                flash(_("The time for the code ran out. Sign in again."), "warn")
            return redirect(url_for("auth.sign_in", next=target or None))
    if request.method == "GET":
        return _form(target, recovery)
    opened, problem = _finish(typed("code"), recovery)
    if opened is None:
        return _form(target, recovery, problem), 400
    response = enter(opened, target)
    if recovery:
        _tell_left(opened)
    return response


def _finish(code: str, recovery: bool) -> tuple[SignedIn | None, str]:
    """Open the session, or what to tell when the code does not do."""
    now = utc_now()
    with database().write_quietly() as session:
        waiting = signing_in.half_open_of(session, waiting_token(), now=now)
        if waiting is None:
            return None, _("The time for the code ran out. Sign in again.")
        account, limit = waiting.account, throttle(CODE, waiting.account.email)
        try:
            limit.check(session)
            right = (
                factors.use_recovery_code(session, account, code, now=now)
                if recovery
                else factors.code_matches(session, account, code, secret_keys(), now=now)
            )
            opened = signing_in.finish(session, waiting, right=right, throttle=limit, now=now)
        except TooManyTries:
            note("too many codes", account.id)
            return None, too_many()
        except WrongSignIn:
            note("wrong code", account.id)
            if recovery:
                return None, _("This is not one of your unused recovery codes.")
            return None, _("The code is wrong, or it was used already. Wait for the next code and write it.")
        list(opened.account.memberships), list(opened.account.recovery_codes)
    return opened, ""


def _tell_left(opened: SignedIn) -> None:
    left = factors.left(opened.account)
    note("recovery code used", opened.account.id)
    flash(
        ngettext(
            "You have %(num)s recovery code left. Make new ones on your account’s page.",
            "You have %(num)s recovery codes left. You can make new ones on your account’s page.",
            left,
        ),
        "warn",
    )


def _form(target: str, recovery: bool, problem: str = "") -> str:
    if recovery:
        field = Field("code", _("Recovery code"), error=problem, required=True, autocomplete="off", maxlength=30)
    else:
        field = Field(
            "code",
            _("Code of six digits"),
            hint=_("Open the authenticator app on your phone. The code changes every half a minute."),
            error=problem,
            required=True,
            autocomplete="one-time-code",
            inputmode="numeric",
            maxlength=10,
        )
    return render_template(
        "auth/second_factor.html",
        page_title=_("Confirm with a code"),
        field=field,
        errors=(FieldError("code", problem),) if problem else (),
        target=target,
        recovery=recovery,
    )
