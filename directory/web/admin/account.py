"""One account: roles, sessions, second factor, closing; what was done to it and by whom."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.errors import InvalidChange
from directory.models import Account, SignInSession
from directory.services import account_admin, accounts, revisions, signing_in, throttling
from directory.services.access import Subject, may, require
from directory.services.roles import grant_of
from directory.web import letters
from directory.web.admin.acts import Act, history
from directory.web.admin.role_choice import choice, grant
from directory.web.admin.tabs import tabs
from directory.web.auth.account import own_session
from directory.web.auth.circumstances import database, mail_enabled, note, secret_keys, typed
from directory.web.auth.proving import proof_needed
from directory.web.auth.user import carry_on, current_actor, sign_in_needed, signed_in
from directory.web.formatting.dates import day_of
from directory.web.language import add_page, ui_language
from directory.web.letters.writing import address
from directory.web.pages import FieldError
from directory.web.role_names import role_name
from directory.web.translating import gettext as _

UNDER = "/accounts/<public_id>"


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role of the account."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """What is shown of an account; ``manage``: the reader may change it, and it is not the own one with ``own``."""

    id: str
    name: str
    email: str
    roles: tuple[RoleRow, ...]
    since: str
    seen: str
    closed: bool
    locked: bool
    two_step: str
    sessions: int
    manage: bool
    own: bool
    acts: tuple[Act, ...]


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    post = ("POST",)
    add_page(blueprint, "admin", account, under=UNDER, endpoint="account")
    add_page(blueprint, "admin", change, under=f"{UNDER}/change", endpoint="change_account", methods=post)
    add_page(blueprint, "admin", add_role, under=f"{UNDER}/roles", endpoint="add_role", methods=("GET", "POST"))
    under = f"{UNDER}/roles/<int:membership_id>"
    add_page(blueprint, "admin", remove_role, under=under, endpoint="remove_role", methods=post)


@sign_in_needed
def account(public_id: str) -> str:
    """The page."""
    return _page(public_id)


@sign_in_needed
@proof_needed
def change(public_id: str) -> str | Response | tuple[str, int]:
    """Close or open the account, end its sessions or reset its sign-in, by ``do``."""
    do, handed_over = request.form.get("do", ""), ""
    try:
        with database().write() as session:
            found = account_admin.the_account(session, current_actor(), public_id)
            done = _act(session, found, do)
            if do == "reset" and not mail_enabled():
                token = accounts.password_link_token(secret_keys()[0], found)
                handed_over = address("auth.set_password", found.ui_language, token=token)
    except InvalidChange as error:
        return _page(public_id, _refusal(error)), 400
    note(f"account: {do}", signed_in().account_id)
    if handed_over:
        return _page(public_id, handed_over=handed_over)
    flash(done)
    return redirect(url_for("admin.account", public_id=public_id))


def _act(session: Session, found: Account, do: str) -> str:
    """Do it; returns what to say."""
    actor = current_actor()
    if do == "disable":
        account_admin.disable(session, actor, found)
        return _("The account is closed, and its sessions have ended.")
    if do == "enable":
        account_admin.enable(session, actor, found, secret_key=secret_keys()[0])
        return _("The account is open.")
    if do == "end_sessions":
        account_admin.end_sessions(session, actor, found)
        return _("The person was signed out everywhere.")
    if do != "reset":
        abort(400)
    account_admin.reset_second_factor(session, actor, found)
    letters.second_factor_reset(session, found)
    return _("The code and the password were removed. The person was told by mail.")


def _refusal(error: InvalidChange) -> str:
    if error.faults.get("account") == "own":
        return _("You cannot do this to your own account. Ask another administrator.")
    return _("This is the only administrator. Make somebody else an administrator first.")


@sign_in_needed
@proof_needed
def add_role(public_id: str) -> str | Response | tuple[str, int]:
    """Give the account another role, step by step."""
    if request.method == "GET":
        return _role_form(public_id)
    try:
        with database().write() as session:
            found = account_admin.the_account(session, current_actor(), public_id)
            given = grant(session, request.form.get("role", ""), typed("place"))
            here = _own_session_of(session, found)
            account_admin.add_role(session, current_actor(), found, given, keep=here)
            name = role_name(session, given, ui_language())
            _renew(session, here)
    except InvalidChange as error:
        held = error.faults.get("role") == "held"
        return _role_form(
            public_id, _("The account has this role already.") if held else _("Choose where the role holds.")
        ), 400
    note("role added", signed_in().account_id)
    own = _("Role added: %(role)s.", role=name)
    flash(own if here else _("Role added: %(role)s. It holds from the person’s next sign-in.", role=name))
    return redirect(url_for("admin.account", public_id=public_id))


@sign_in_needed
@proof_needed
def remove_role(public_id: str, membership_id: int) -> Response | tuple[str, int]:
    """Take one role away."""
    try:
        with database().write() as session:
            found = account_admin.the_account(session, current_actor(), public_id)
            here = _own_session_of(session, found)
            account_admin.remove_role(session, current_actor(), found, membership_id, keep=here)
            _renew(session, here)
            still_admin = here is None or may(accounts.actor_of(found), "account.manage", Subject())
    except InvalidChange as error:
        return _page(public_id, _refusal(error)), 400
    note("role removed", signed_in().account_id)
    own = _("The role was taken away.")
    flash(own if here else _("The role was taken away. The person was signed out everywhere."))
    return redirect(url_for("admin.account", public_id=public_id) if still_admin else url_for("auth.account"))


def _own_session_of(session: Session, found: Account) -> SignInSession | None:
    """The session of this browser, when the account is one's own; None for somebody else's."""
    return own_session(session) if found.id == signed_in().account_id else None


def _renew(session: Session, here: SignInSession | None) -> None:
    """A new token for the own session after a change of the own roles."""
    if here is not None:
        carry_on(signing_in.rotate(session, here))


def _role_form(public_id: str, problem: str = "") -> str:
    here = url_for("admin.add_role", public_id=public_id)
    with database().read() as session:
        found = account_admin.the_account(session, current_actor(), public_id)
        require(current_actor(), "account.manage", Subject())
        chosen = choice(session, current_actor(), here)
        name = found.name or found.email
    return render_template(
        "admin/add_role.html",
        page_title=_("Add a role: %(name)s", name=name),
        tabs=tabs("admin.accounts"),
        choice=chosen,
        action=here,
        back=url_for("admin.account", public_id=public_id),
        place_error=problem,
        errors=[FieldError("place", problem)] if problem else [],
    )


def _page(public_id: str, problem: str = "", handed_over: str = "") -> str:
    with database().read() as session:
        view = _view(session, account_admin.the_account(session, current_actor(), public_id))
    return render_template(
        "admin/account.html",
        page_title=view.name,
        tabs=tabs("admin.accounts"),
        account=view,
        errors=[FieldError("change", problem)] if problem else [],
        handed_over=handed_over,
        mail=mail_enabled(),
    )


def _view(session: Session, found: Account) -> AccountView:
    language, actor = ui_language(), current_actor()
    manage = may(actor, "account.manage", Subject())
    seen = account_admin.seen_roles(session, actor, found)
    return AccountView(
        id=found.public_id,
        name=found.name or found.email,
        email=found.email,
        roles=tuple(RoleRow(one.id, role_name(session, grant_of(one), language)) for one in seen),
        since=day_of(found.created_at, language),
        seen=day_of(found.last_seen_at, language) if found.last_seen_at else "",
        closed=not found.active,
        locked=manage and throttling.is_locked(session, secret_keys()[0], found.email),
        two_step=day_of(found.totp_since, language) if found.totp_since else "",
        sessions=len(found.sessions),
        manage=manage,
        own=found.id == actor.account_id,
        acts=history(session, (revisions.ACCOUNT, found.id)) if manage else (),
    )
