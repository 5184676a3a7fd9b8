"""Joining by oneself, with a work address of a listed mail domain; choosing a workplace."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.errors import InvalidChange, NotFound
from directory.models import Account, Workplace
from directory.models.base import utc_now
from directory.services import registration, signing_in
from directory.services.registration import Asked
from directory.services.throttling import JOIN, TooManyTries
from directory.vocabulary import municipalities
from directory.web import letters
from directory.web.auth.account import own_account, own_session
from directory.web.auth.circumstances import database, mail_enabled, note, this_browser, throttle, typed
from directory.web.auth.entering import safe_target
from directory.web.auth.sign_in import too_many
from directory.web.auth.user import carry_on, sign_in_needed
from directory.web.formatting import collation_key
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, FieldError
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ("GET", "POST")
    add_page(blueprint, "join", join, methods=both)
    add_page(blueprint, "join", choose_workplace, under="/workplace", endpoint="choose_workplace", methods=both)


def join() -> str | Response | tuple[str, int]:
    """Ask to join. Whatever the address, the answer is the same."""
    if request.method == "GET" or not mail_enabled():
        return _form()
    email = typed("email").strip()
    try:
        with database().write() as session:
            asked = registration.ask(
                session,
                email,
                ui_language(),
                browser=this_browser(make=True),
                throttle=throttle(JOIN, email),
                now=utc_now(),
            )
            _write(session, asked)
    except InvalidChange:
        return _form(email, _("The e-mail address is not complete. Write it like this: name@example.fi")), 400
    except TooManyTries:
        return _form(email, too_many()), 429
    note("asked to join")
    return redirect(url_for("auth.join", sent=1))


def _write(session: Session, asked: Asked) -> None:
    language = asked.account.ui_language if asked.account else ui_language()
    if asked.kind == "confirm":
        letters.confirm_joining(session, asked.email, language, asked.token)
    elif asked.kind == "provider":
        letters.use_provider(session, asked.email, language)
    else:
        letters.known_already(session, asked.email if asked.kind == "known" else "", language, asked.token)


def _form(email: str = "", problem: str = "") -> str:
    field = Field(
        "email",
        _("Work e-mail"),
        email,
        kind="email",
        required=True,
        autocomplete="email",
        maxlength=254,
        error=problem,
    )
    return render_template(
        "auth/join.html",
        page_title=_("Join as a professional"),
        field=field,
        errors=(FieldError("email", problem),) if problem else (),
        sent="sent" in request.args and not problem,
        enabled=mail_enabled(),
    )


@sign_in_needed
def choose_workplace() -> str | Response | tuple[str, int]:
    """Choose the workplace whose shelf and municipalities are one's own, or go without; then on to where one was."""
    problem, target = "", safe_target(request.args.get("next", ""))
    with database().write_quietly() as session:
        own = own_account(session)
        if not registration.may_choose(session, own):
            raise NotFound("workplace")
        if request.method == "POST":
            try:
                registration.choose_workplace(session, own, typed("workplace"))
                carry_on(signing_in.rotate(session, own_session(session)))
            except NotFound:
                if not registration.workplaces_for(session, own):
                    raise  # whoever was offered nothing can choose nothing
                problem = _("Choose a workplace from the list.")
            else:
                flash(_("Saved."))
                return redirect(target or url_for("auth.account"))
        places = registration.workplaces_for(session, own)
        held = _held(own, places)
    page = _places_form(places, held, problem, target)
    return (page, 400) if problem else page


def _held(own: Account, places: list[Workplace]) -> str:
    mine = {membership.workplace_id for membership in own.memberships}
    return next((place.public_id for place in places if place.id in mine), "")


def _places_form(places: list[Workplace], held: str, problem: str, target: str) -> str:
    language = ui_language()
    options = {"": _("I go without a workplace")}
    for place in sorted(places, key=lambda one: collation_key(one.name, language)):
        towns = [municipalities()[code].names[language] for code in place.municipalities if code in municipalities()]
        options[place.public_id] = f"{place.name} ({', '.join(towns)})" if towns else place.name
    field = Field("workplace", _("Workplace"), held, kind="select", options=options, error=problem)
    return render_template(
        "auth/choose_workplace.html",
        page_title=_("Your workplace"),
        field=field,
        errors=(FieldError("workplace", problem),) if problem else (),
        any_places=bool(places),
        target=target,
    )
