"""Invitations: a role that waits for somebody to say yes by a link in their mail, within 14 days and once.

A person who joins by themselves gets the same kind of link, which then confirms the address (``registration``).
"""

import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from directory.errors import InvalidChange, NotFound
from directory.models import Account, Invitation
from directory.services import passwords, provider_accounts, revisions, roles
from directory.services.access import Actor, Grant, Subject, may
from directory.services.accounts import actor_of, by_email
from directory.services.signing_in import AtProvider, hash_of
from directory.services.throttling import Throttle, forgive
from directory.services.validation import is_email
from directory.vocabulary import UI_LANGUAGES

VALID_DAYS: Final = 14
SHOWN_AFTER: Final = timedelta(days=30)  # an invitation that ran out can be renewed for so long
NAME_MAX: Final = 100


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """Who is invited to what; ``language`` is that of the mail and the person's pages."""

    email: str
    grant: Grant
    name: str = ""
    language: str = "fi"


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What somebody says of themselves on joining. Without a password they sign in by links in their mail."""

    name: str
    language: str
    password: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation and the token of its link, known at this moment only."""

    invitation: Invitation
    token: str


def invite(session: Session, actor: Actor, new: NewInvitation, *, throttle: Throttle, now: datetime) -> Issued:
    """Invite. Raises ``Forbidden``, ``InvalidChange`` (``email``, ``role``, ``place``) and ``TooManyTries``.

    An earlier invitation to the same role gives way to this one.
    """
    email = new.email.strip().casefold()
    faults = dict(_faults(email, new))
    if faults:
        raise InvalidChange(faults)
    roles.require_may_give(session, actor, new.grant)
    known = by_email(session, email)
    if known is not None and roles.holds(known, new.grant):
        raise InvalidChange({"email": "has_role"})
    _slow_down(session, throttle)
    open_ones = select(Invitation).where(Invitation.email == email, Invitation.accepted_at.is_(None))
    for earlier in session.scalars(open_ones):
        if roles.grant_of(earlier) == new.grant:
            session.delete(earlier)
    return issue(session, new, invited_by=actor.account_id, valid=timedelta(days=VALID_DAYS), now=now)


def issue(session: Session, new: NewInvitation, *, invited_by: int | None, valid: timedelta, now: datetime) -> Issued:
    """Store an invitation; whoever calls has checked that it may be."""
    token = secrets.token_hex(32)  # letters and digits: no mail program cuts the link short
    invitation = Invitation(
        email=new.email.strip().casefold(),
        name=new.name.strip()[:NAME_MAX],
        language=new.language,
        invited_by=invited_by,
        token_hash=hash_of(token),
        created_at=now,
        expires_at=now + valid,
        **asdict(new.grant),
    )
    session.add(invitation)
    session.flush()
    return Issued(invitation, token)


def waiting(session: Session, actor: Actor, *, now: datetime) -> list[Invitation]:
    """Invitations in the actor's area that nobody has accepted, the newest first; those that ran out lately too."""
    rows = session.scalars(
        select(Invitation)
        .where(
            Invitation.accepted_at.is_(None),
            Invitation.invited_by.is_not(None),
            Invitation.expires_at > now - SHOWN_AFTER,
        )
        .order_by(Invitation.created_at.desc(), Invitation.id.desc())
    )
    return [row for row in rows if may_see(session, actor, row)]


def may_see(session: Session, actor: Actor, invitation: Invitation) -> bool:
    """Whether the invitation is in the actor's area."""
    subject = roles.subject_in(session, roles.grant_of(invitation))
    return may(actor, "account.invite", subject) if subject else may(actor, "account.manage", Subject())


def resend(session: Session, actor: Actor, public_id: str, *, throttle: Throttle, now: datetime) -> Issued:
    """A new link for an invitation, good for 14 days from now; the old link works no longer."""
    invitation = _own(session, actor, public_id)
    roles.require_may_give(session, actor, roles.grant_of(invitation))
    _slow_down(session, throttle)
    token = secrets.token_hex(32)  # letters and digits: no mail program cuts the link short
    invitation.token_hash, invitation.expires_at = hash_of(token), now + timedelta(days=VALID_DAYS)
    invitation.invited_by = actor.account_id
    session.flush()
    return Issued(invitation, token)


def withdraw(session: Session, actor: Actor, public_id: str) -> Invitation:
    """Take an invitation back; its link works no longer."""
    invitation = _own(session, actor, public_id)
    roles.require_may_give(session, actor, roles.grant_of(invitation))
    session.delete(invitation)
    session.flush()
    return invitation


def of_token(session: Session, token: str, *, now: datetime) -> Invitation:
    """The invitation of a link. Raises ``NotFound``: old, used, taken back, or its sender may not give the role now."""
    found = session.scalar(select(Invitation).where(Invitation.token_hash == hash_of(token)))
    if found is None or found.accepted_at is not None or found.expires_at < now or not roles.stands(session, found):
        raise NotFound("invitation")
    return found


def accept_new(session: Session, token: str, person: NewPerson, *, secret_key: str, now: datetime) -> Account:
    """Make the account with the role. Raises ``NotFound`` and ``InvalidChange`` (``name``, ``language``, ``password``).

    The link proves the address. Raises ``NotFound`` as well when the address got an account meanwhile, and
    ``AtProvider`` when people of its domain sign in at their own provider: the first sign-in there takes the role.
    """
    invitation = of_token(session, token, now=now)
    elsewhere = provider_accounts.required(session, invitation.email, None)
    if elsewhere is not None:
        raise AtProvider(elsewhere.public_id)
    faults = dict(_faults_of(person, invitation.email))
    if faults:
        raise InvalidChange(faults)
    if by_email(session, invitation.email) is not None:
        raise NotFound("invitation")
    account = Account(
        email=invitation.email,
        name=person.name.strip(),
        ui_language=person.language,
        password_hash=passwords.hashed(person.password) if person.password else "",
        created_at=now,
    )
    session.add(account)
    session.flush()
    _take(session, invitation, account, now=now)
    forgive(session, secret_key, account.email)
    return account


def accept(session: Session, token: str, account: Account, *, now: datetime) -> Invitation:
    """Add the role to an account that has signed in. Raises ``NotFound``.

    The caller gives the session a new token and ends the others: what they may do has grown.
    """
    invitation = of_token(session, token, now=now)
    _take(session, invitation, account, now=now)
    return invitation


def _take(session: Session, invitation: Invitation, account: Account, *, now: datetime) -> None:
    taken = session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.accepted_at.is_(None))
        .values(accepted_at=now)
        .execution_options(synchronize_session=False)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        raise NotFound("invitation")
    grant = roles.grant_of(invitation)
    if not roles.holds(account, grant):
        account.memberships.append(roles.membership_of(grant))
    session.flush()
    session.refresh(account, ["memberships"])
    changes: dict[str, list[Any]] = {"role": [None, roles.told(grant)], "invited_by": [None, invitation.invited_by]}
    revisions.record(session, actor_of(account), (revisions.ACCOUNT, account.id), "accept_invitation", changes)


def _own(session: Session, actor: Actor, public_id: str) -> Invitation:
    found = session.scalar(select(Invitation).where(Invitation.public_id == public_id))
    if found is None or found.accepted_at is not None or not may_see(session, actor, found):
        raise NotFound("invitation")
    return found


def _slow_down(session: Session, throttle: Throttle) -> None:
    throttle.check(session)
    throttle.count(session)


def _faults(email: str, new: NewInvitation) -> Iterator[tuple[str, str]]:
    if len(email) > 254 or not is_email(email):
        yield "email", "not_an_address"
    if new.language not in UI_LANGUAGES:
        yield "language", "unknown"


def _faults_of(person: NewPerson, email: str) -> Iterator[tuple[str, str]]:
    if not person.name.strip():
        yield "name", "empty"
    elif len(person.name.strip()) > NAME_MAX:
        yield "name", "too_long"
    if person.language not in UI_LANGUAGES:
        yield "language", "unknown"
    if person.password and (fault := passwords.fault(person.password, email, person.name)):
        yield "password", fault


def forget_of(session: Session, account: Account) -> None:
    """Take back what the account invited and nobody has accepted: nobody answers for it any more."""
    session.execute(delete(Invitation).where(Invitation.invited_by == account.id, Invitation.accepted_at.is_(None)))
