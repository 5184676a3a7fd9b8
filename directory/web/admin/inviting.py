"""Inviting somebody to a role."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.errors import Forbidden, InvalidChange
from directory.models.base import utc_now
from directory.services import invitations
from directory.services.invitations import NAME_MAX, Issued, NewInvitation
from directory.services.roles import grant_of
from directory.services.throttling import INVITE, TooManyTries
from directory.vocabulary import Role
from directory.web import letters
from directory.web.admin.role_choice import choice, grant
from directory.web.admin.tabs import tabs
from directory.web.auth.account import LANGUAGES
from directory.web.auth.circumstances import database, mail_enabled, note, throttle, typed
from directory.web.auth.proving import proof_needed
from directory.web.auth.user import current_actor, sign_in_needed, signed_in
from directory.web.formatting.dates import day_of
from directory.web.language import add_page, ui_language
from directory.web.letters.writing import address
from directory.web.pages import Field, FieldError
from directory.web.role_names import role_name
from directory.web.translating import gettext as _

UNDER = "/invitations/new"


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "admin", invite, under=UNDER, endpoint="invite", methods=("GET", "POST"))


@sign_in_needed
@proof_needed
def invite() -> str | Response | tuple[str, int]:
    """Role, place, person; then the mail goes, or the link is shown where no mail can be sent."""
    actor = current_actor()
    if not (actor.has(Role.COORDINATOR) or actor.has(Role.ADMIN)):
        raise Forbidden("account.invite")
    if request.method == "GET":
        return _form({})
    try:
        with database().write() as session:
            new = NewInvitation(
                typed("email").strip(),
                grant(session, request.form.get("role", ""), typed("place")),
                typed("name").strip(),
                request.form.get("language", ""),
            )
            issued = invitations.invite(
                session, actor, new, throttle=throttle(INVITE, signed_in().email), now=utc_now()
            )
            send(session, issued)
    except InvalidChange as error:
        return _form(_problems(error.faults)), 400
    except TooManyTries:
        return _form({"email": _("Too many invitations in a short time. Wait a quarter of an hour.")}), 429
    note("invited", signed_in().account_id)
    if not mail_enabled():
        return link_to_hand_over(issued)
    flash(_("The invitation is on its way to %(email)s.", email=issued.invitation.email))
    return redirect(url_for("admin.invitations"))


def send(session: Session, issued: Issued) -> None:
    """Let the mail of an invitation wait to be sent."""
    found = issued.invitation
    letters.invitation(
        session,
        found.email,
        found.language,
        inviter=signed_in().name,
        role=role_name(session, grant_of(found), found.language),
        key=issued.token,
        until=found.expires_at,
    )


def link_to_hand_over(issued: Issued) -> str:
    """The link itself, shown once to whoever invites, where no mail can be sent."""
    found = issued.invitation
    return render_template(
        "admin/invited.html",
        page_title=_("Hand over this link"),
        tabs=tabs("admin.invitations"),
        email=found.email,
        link=address("auth.invitation", found.language, key=issued.token),
        until=day_of(found.expires_at, ui_language()),
    )


def _problems(faults: dict[str, str]) -> dict[str, str]:
    texts = {
        ("email", "not_an_address"): _("The e-mail address is not complete. Write it like this: name@example.fi"),
        ("email", "has_role"): _("This person has this role already."),
        ("language", "unknown"): _("Choose a language."),
    }
    where = _("Choose where the role holds.")
    return {name: texts.get((name, fault), where) for name, fault in faults.items()}


def _form(said: dict[str, str]) -> str:
    with database().read() as session:
        chosen = choice(session, current_actor(), url_for("admin.invite"))
    return render_template(
        "admin/invite.html",
        page_title=_("Invite somebody"),
        tabs=tabs("admin.invitations"),
        choice=chosen,
        fields=_fields(said),
        action=url_for("admin.invite"),
        place_error=said.get("place", said.get("role", "")),
        errors=[FieldError("place" if name == "role" else name, text) for name, text in said.items()],
        mail=mail_enabled(),
    )


def _fields(said: dict[str, str]) -> tuple[Field, ...]:
    return (
        Field(
            "email",
            _("E-mail"),
            typed("email"),
            kind="email",
            required=True,
            autocomplete="off",
            maxlength=254,
            error=said.get("email", ""),
        ),
        Field("name", _("Name, if you know it"), typed("name"), autocomplete="off", maxlength=NAME_MAX),
        Field(
            "language",
            _("Language of the invitation"),
            request.form.get("language", ui_language()),
            kind="select",
            options=LANGUAGES,
            error=said.get("language", ""),
        ),
    )
