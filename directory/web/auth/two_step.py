"""Two-step sign-in: set up with a QR code or a typed key, recovery codes, turned off again."""

from collections.abc import Sequence

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.config import Settings
from directory.errors import InvalidChange
from directory.models import Account, SignInSession
from directory.models.base import utc_now
from directory.services import passwords, revisions, second_factor, signing_in
from directory.services.accounts import actor_of
from directory.services.second_factor import SetUp
from directory.services.throttling import CODE, TooManyTries
from directory.web import letters
from directory.web.auth.account import go_on_alone, own_account, own_session
from directory.web.auth.circumstances import database, note, secret_keys, throttle, typed
from directory.web.auth.entering import safe_target
from directory.web.auth.proving import proof_needed
from directory.web.auth.sign_in import too_many
from directory.web.auth.user import any_session_needed, carry_on, sign_in_needed, signed_in
from directory.web.formatting.dates import day_of
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, FieldError
from directory.web.qr import qr_svg
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ("GET", "POST")
    add_page(blueprint, "account", two_step, under="/two-step", endpoint="two_step", methods=both)
    add_page(blueprint, "account", recovery, under="/two-step/codes", endpoint="recovery_codes", methods=("POST",))
    add_page(blueprint, "account", turn_off, under="/two-step/off", endpoint="two_step_off", methods=both)


@any_session_needed
@proof_needed
def two_step() -> str | Response | tuple[str, int]:
    """How it stands, or its set-up; a right code turns it on and shows the recovery codes."""
    target = safe_target(request.args.get("next", ""))
    with database().read() as session:
        own = own_account(session)
        if own.totp_since is not None:
            return _standing(own) if request.method == "GET" else redirect(url_for("auth.two_step"))
        if request.method == "GET":
            return set_up_page(own, second_factor.begin_set_up(own, secret_keys(), now=utc_now()), target)
    return _turn_on(target)


def _turn_on(target: str) -> str | Response | tuple[str, int]:
    now = utc_now()
    with database().write() as session:
        own, here = own_account(session), own_session(session)
        set_up = reopened(own)
        if set_up is None:
            return redirect(url_for("auth.two_step", next=target or None))
        try:
            second_factor.turn_on(own, set_up, typed("code"), secret_keys(), now=now)
        except InvalidChange:
            session.rollback()
            return set_up_page(own, set_up, target, [FieldError("code", wrong_first_code())]), 400
        codes = taken_into_use(session, own, here, "second_factor_on")
        letters.second_factor_changed(session, own, on=True)
    note("second factor on", signed_in().account_id)
    return codes_page(codes, target)


@sign_in_needed
@proof_needed
def recovery() -> str | Response:
    """Ten new recovery codes; the earlier ones count no longer."""
    with database().write_quietly() as session:
        own = own_account(session)
        if own.totp_since is None:
            return redirect(url_for("auth.two_step"))
        codes = second_factor.new_recovery_codes(session, own)
        revisions.record(session, actor_of(own), (revisions.ACCOUNT, own.id), "new_recovery_codes", {})
    note("new recovery codes", signed_in().account_id)
    return codes_page(codes, "")


@sign_in_needed
@proof_needed
def turn_off() -> str | Response | tuple[str, int]:
    """Turn it off with a code, where no role asks for it; a password that is then alone must be long."""
    errors: list[FieldError] = []
    with database().write() as session:
        own = own_account(session)
        if own.totp_since is None or second_factor.required(own):
            return redirect(url_for("auth.two_step"))
        if request.method == "POST":
            errors = _faults_of_turning_off(session, own)
            if not errors:
                second_factor.turn_off(own)
                own_session(session).second_factor = False
                carry_on(signing_in.rotate(session, own_session(session)))
                revisions.record(session, actor_of(own), (revisions.ACCOUNT, own.id), "second_factor_off", {})
                letters.second_factor_changed(session, own, on=False)
                note("second factor off", own.id)
                flash(_("Two-step sign-in is off."))
                return redirect(url_for("auth.account"))
        has_password = bool(own.password_hash)
    page = _off_form(has_password, errors)
    return (page, 400) if errors else page


def _faults_of_turning_off(session: Session, own: Account) -> list[FieldError]:
    limit = throttle(CODE, own.email)
    try:
        limit.check(session)
    except TooManyTries:
        return [FieldError("code", too_many())]
    if own.password_hash:
        old = typed("old")
        if not passwords.matches(own.password_hash, old):
            limit.count(session)
            return [FieldError("old", _("This is not your present password."))]
        if len(passwords.normalised(old)) < passwords.LEAST:
            return [
                FieldError("old", _("Your password is shorter than 15 characters. Change it to a longer one first."))
            ]
    if not second_factor.code_matches(session, own, typed("code"), secret_keys(), now=utc_now()):
        limit.count(session)
        return [
            FieldError("code", _("The code is wrong, or it was used already. Wait for the next code and write it."))
        ]
    limit.forgive(session)
    return []


def reopened(own: Account) -> SetUp | None:
    """The key that the form was about; None, and a word to the person, when it is too old."""
    try:
        return second_factor.reopen_set_up(own, secret_keys(), request.form.get("seed", "")[:600], now=utc_now())
    except InvalidChange:
        flash(_("The key was too old. Here is a new one."), "warn")
        return None


def taken_into_use(session: Session, own: Account, here: SignInSession, act: str) -> tuple[str, ...]:
    """New recovery codes for a phone whose code was right; no other session goes on, and the history tells of it."""
    codes = second_factor.new_recovery_codes(session, own)
    here.second_factor = True
    go_on_alone(session, own, here)
    revisions.record(session, actor_of(own), (revisions.ACCOUNT, own.id), act, {})
    return codes


def wrong_first_code() -> str:
    """What to tell when a new phone's code does not fit its key."""
    return _("The code is wrong. Check that the phone’s time is right, and write the code it shows now.")


def code_field(problem: str = "") -> Field:
    """The field for a code of the phone."""
    return Field(
        "code",
        _("Code of six digits"),
        error=problem,
        required=True,
        autocomplete="one-time-code",
        inputmode="numeric",
        maxlength=10,
    )


def set_up_page(
    own: Account, set_up: SetUp, target: str, errors: Sequence[FieldError] = (), *, instead: bool = False
) -> str:
    """The page with the key of a phone to be; ``instead`` of the one there is, whose code is then asked for as well."""
    settings: Settings = current_app.extensions["settings"]
    said = {error.field: error.text for error in errors}
    present = Field(
        "present",
        _("Code of the present phone, or a recovery code"),
        error=said.get("present", ""),
        required=True,
        autocomplete="off",
        maxlength=30,
    )
    here = url_for("auth.new_phone") if instead else url_for("auth.two_step", next=target or None)
    return render_template(
        "auth/two_step_set_up.html",
        page_title=_("Take another phone into use") if instead else _("Set up two-step sign-in"),
        qr=qr_svg(set_up.address(own.email, settings.service_names[ui_language()])),
        key=set_up.groups,
        sealed=set_up.sealed,
        fields=(code_field(said.get("code", "")), present) if instead else (code_field(said.get("code", "")),),
        errors=errors,
        required=second_factor.required(own),
        action=here,
        instead=instead,
    )


def _standing(own: Account) -> str:
    return render_template(
        "auth/two_step.html",
        page_title=_("Two-step sign-in"),
        since=day_of(own.totp_since, ui_language()) if own.totp_since else "",
        left=second_factor.left(own),
        required=second_factor.required(own),
    )


def codes_page(codes: tuple[str, ...], target: str) -> Response:
    """The new recovery codes, shown once."""
    page = render_template(
        "auth/recovery_codes.html",
        page_title=_("Your recovery codes"),
        codes=codes,
        email=signed_in().email,
        onward=target or url_for("auth.account"),
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _off_form(has_password: bool, errors: list[FieldError]) -> str:
    said = {error.field: error.text for error in errors}
    old = Field(
        "old",
        _("Present password"),
        kind="password",
        required=True,
        autocomplete="current-password",
        error=said.get("old", ""),
    )
    fields = (old, code_field(said.get("code", ""))) if has_password else (code_field(said.get("code", "")),)
    return render_template(
        "auth/two_step_off.html", page_title=_("Turn off two-step sign-in"), fields=fields, errors=errors
    )
