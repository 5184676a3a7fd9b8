"""Invitations that wait for an answer: sent again, taken back."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.errors import Forbidden
from directory.models import Account, Invitation
from directory.models.base import utc_now
from directory.services import invitations as service
from directory.services.roles import grant_of
from directory.services.throttling import INVITE, TooManyTries
from directory.vocabulary import Role
from directory.web.admin.inviting import link_to_hand_over, send
from directory.web.admin.tabs import tabs
from directory.web.auth.circumstances import database, mail_enabled, note, throttle
from directory.web.auth.user import current_actor, sign_in_needed, signed_in
from directory.web.formatting.dates import day_of
from directory.web.language import add_page, ui_language
from directory.web.role_names import role_name
from directory.web.translating import gettext as _


@dataclass(frozen=True, slots=True)
class Row:
    """One invitation; ``until`` is the last day of its link, ``over`` that it has passed."""

    id: str
    email: str
    name: str
    role: str
    by: str
    sent: str
    until: str
    over: bool


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "admin", invitations, under="/invitations", endpoint="invitations")
    under = "/invitations/<public_id>"
    add_page(blueprint, "admin", change_invitation, under=under, endpoint="change_invitation", methods=("POST",))


@sign_in_needed
def invitations() -> str:
    """The list."""
    actor = current_actor()
    if not (actor.has(Role.COORDINATOR) or actor.has(Role.ADMIN)):
        raise Forbidden("account.invite")
    with database().read() as session:
        rows = [_row(session, one) for one in service.waiting(session, actor, now=utc_now())]
    return render_template(
        "admin/invitations.html",
        page_title=_("Invitations"),
        tabs=tabs("admin.invitations"),
        rows=rows,
        mail=mail_enabled(),
    )


@sign_in_needed
def change_invitation(public_id: str) -> str | Response:
    """Send again or take back, by ``do``."""
    actor, do = current_actor(), request.form.get("do")
    if do == "withdraw":
        with database().write_quietly() as session:
            gone = service.withdraw(session, actor, public_id)
        flash(_("The invitation to %(email)s was taken back. Its link no longer works.", email=gone.email))
    elif do == "resend":
        try:
            with database().write() as session:
                limit = throttle(INVITE, signed_in().email)
                issued = service.resend(session, actor, public_id, throttle=limit, now=utc_now())
                send(session, issued)
        except TooManyTries:
            abort(429)
        if not mail_enabled():
            return link_to_hand_over(issued)
        flash(_("The invitation is on its way to %(email)s.", email=issued.invitation.email))
    else:
        abort(400)
    note(f"invitation: {do}", signed_in().account_id)
    return redirect(url_for("admin.invitations"))


def _row(session: Session, invitation: Invitation) -> Row:
    language = ui_language()
    inviter = session.get(Account, invitation.invited_by) if invitation.invited_by else None
    return Row(
        id=invitation.public_id,
        email=invitation.email,
        name=invitation.name,
        role=role_name(session, grant_of(invitation), language),
        by=inviter.name if inviter else "",
        sent=day_of(invitation.created_at, language),
        until=day_of(invitation.expires_at, language),
        over=invitation.expires_at < utc_now(),
    )
