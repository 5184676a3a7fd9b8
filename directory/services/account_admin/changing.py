"""What an administrator does to an account; every act is recorded with who did it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from directory.errors import InvalidChange, NotFound
from directory.models import Account, SignInSession
from directory.services import invitations, last_admin, revisions, roles, second_factor, sign_in_links, signing_in
from directory.services.access import Actor, Grant, Subject, require
from directory.services.throttling import forgive
from directory.vocabulary import Role


def add_role(
    session: Session, actor: Actor, account: Account, grant: Grant, *, keep: SignInSession | None = None
) -> None:
    """Give a role, and end every session of the account but ``keep``: none of before grows with it.

    Rights are read anew with each request; a session that somebody else got hold of must not gain by it [OWASP ASVS
    5.0.0, 7.2.4]. Raises ``Forbidden`` and ``InvalidChange`` (``role``, ``place``; ``held`` when it is there).
    """
    _require(actor)
    roles.require_may_give(session, actor, grant)
    if roles.holds(account, grant):
        raise InvalidChange({"role": "held"})
    account.memberships.append(roles.membership_of(grant))
    signing_in.end_sessions(session, account, keep=keep)
    _record(session, actor, account, "add_role", {"role": [None, roles.told(grant)]})


def remove_role(
    session: Session, actor: Actor, account: Account, membership_id: int, *, keep: SignInSession | None = None
) -> None:
    """Take a role away, and end every session of the account but ``keep``.

    Raises ``Forbidden``, ``NotFound`` and ``InvalidChange`` (``account``: ``last_admin``).
    """
    _require(actor)
    membership = next((one for one in account.memberships if one.id == membership_id), None)
    if membership is None:
        raise NotFound("role")
    if membership.role == Role.ADMIN:
        last_admin.require_another(session, account)
    grant = roles.grant_of(membership)
    account.memberships.remove(membership)
    signing_in.end_sessions(session, account, keep=keep)
    _record(session, actor, account, "remove_role", {"role": [roles.told(grant), None]})


def disable(session: Session, actor: Actor, account: Account) -> None:
    """Close an account to its holder: every session ends at once. Raises ``Forbidden`` and ``InvalidChange``."""
    _require(actor)
    if account.id == actor.account_id:
        raise InvalidChange({"account": "own"})
    last_admin.require_another(session, account)
    if not account.active:
        return
    account.active = False
    signing_in.end_sessions(session, account)
    sign_in_links.forget(session, account)
    invitations.forget_of(session, account)
    _record(session, actor, account, "disable", {"active": [True, False]})


def enable(session: Session, actor: Actor, account: Account, *, secret_key: str) -> None:
    """Open an account again, and forget its wrong tries at signing in."""
    _require(actor)
    forgive(session, secret_key, account.email)
    before, account.active = account.active, True
    _record(session, actor, account, "enable", {"active": [before, True]})


def end_sessions(session: Session, actor: Actor, account: Account) -> int:
    """Sign the person out everywhere; returns how many sessions ended."""
    _require(actor)
    ended = signing_in.end_sessions(session, account)
    _record(session, actor, account, "end_sessions", {"sessions": [ended, 0]})
    return ended


def reset_second_factor(session: Session, actor: Actor, account: Account) -> None:
    """Take second factor and password off an account whose holder lost everything, after knowing them otherwise.

    The password goes too: with a second factor it could be short, and whoever found the phone may know it. The person
    signs in by a link and sets up both anew. Raises ``Forbidden`` and, for the own account, ``InvalidChange``.
    """
    _require(actor)
    if account.id == actor.account_id:
        raise InvalidChange({"account": "own"})
    had = account.totp_since is not None
    second_factor.turn_off(account)
    account.password_hash = ""
    signing_in.end_sessions(session, account)
    sign_in_links.forget(session, account)
    _record(session, actor, account, "reset_second_factor", {"second_factor": [had, False]})


def _require(actor: Actor) -> None:
    require(actor, "account.manage", Subject())


def _record(
    session: Session, actor: Actor, account: Account, action: str, changes: Mapping[str, Sequence[Any]]
) -> None:
    session.flush()
    revisions.record(session, actor, (revisions.ACCOUNT, account.id), action, changes)
