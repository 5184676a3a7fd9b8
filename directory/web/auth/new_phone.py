"""Another phone in the place of the one there is: also for whoever lost it and has recovery codes left."""

from flask import Blueprint, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.errors import InvalidChange
from directory.models import Account
from directory.models.base import utc_now
from directory.services import second_factor
from directory.services.throttling import CODE, TooManyTries
from directory.web import letters
from directory.web.auth.account import own_account, own_session
from directory.web.auth.circumstances import database, note, secret_keys, throttle, typed
from directory.web.auth.proving import proof_needed
from directory.web.auth.sign_in import too_many
from directory.web.auth.two_step import codes_page, reopened, set_up_page, taken_into_use, wrong_first_code
from directory.web.auth.user import sign_in_needed
from directory.web.language import add_page
from directory.web.pages import FieldError
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    under = "/two-step/new-phone"
    add_page(blueprint, "account", new_phone, under=under, endpoint="new_phone", methods=("GET", "POST"))


@sign_in_needed
@proof_needed
def new_phone() -> str | Response | tuple[str, int]:
    """A new key; it holds once its code and one of the present phone, or a recovery code, are right."""
    with database().read() as session:
        own = own_account(session)
        if own.totp_since is None:
            return redirect(url_for("auth.two_step"))
        if request.method == "GET":
            return set_up_page(own, second_factor.begin_set_up(own, secret_keys(), now=utc_now()), "", instead=True)
    return _replace()


def _replace() -> Response | tuple[str, int]:
    now = utc_now()
    with database().write() as session:
        own, here = own_account(session), own_session(session)
        set_up = reopened(own)
        if set_up is None:
            return redirect(url_for("auth.new_phone"))
        if problem := _problem_of_present(session, own):
            return set_up_page(own, set_up, "", [FieldError("present", problem)], instead=True), 400
        try:
            second_factor.turn_on(own, set_up, typed("code"), secret_keys(), now=now)
        except InvalidChange:
            session.rollback()  # the code of the present phone is not used up
            return set_up_page(own, set_up, "", [FieldError("code", wrong_first_code())], instead=True), 400
        codes = taken_into_use(session, own, here, "new_phone")
        letters.second_factor_moved(session, own)
        note("second factor moved", own.id)
    return codes_page(codes, "")


def _problem_of_present(session: Session, own: Account) -> str:
    """What is wrong with the proof of the present factor; "" when it is right, and then it is used up."""
    limit, proof, now = throttle(CODE, own.email), typed("present"), utc_now()
    try:
        limit.check(session)
    except TooManyTries:
        return too_many()
    if second_factor.code_matches(session, own, proof, secret_keys(), now=now) or second_factor.use_recovery_code(
        session, own, proof, now=now
    ):
        limit.forgive(session)
        return ""
    limit.count(session)
    return _("This is neither an unused code of the present phone nor an unused recovery code.")
