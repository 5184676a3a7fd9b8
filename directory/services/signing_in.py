"""Signing in: the password or another proof, then a second factor where there is one; sessions that can be ended.

The browser holds a random token of 256 bits; the database holds its SHA-256. Limits: one hour idle, 24 hours in
all (NIST SP 800-63B-4, AAL2). A session that waits for its second factor opens nothing and lives ten minutes.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from directory.models import Account, SignInSession
from directory.services import passwords, provider_accounts, second_factor
from directory.services.accounts import by_email
from directory.services.throttling import PASSWORD, Throttle, TooManyTries, forgive

__all__ = ["AtProvider", "SignedIn", "TooManyTries", "WrongSignIn"]

IDLE: Final = timedelta(hours=1)
ABSOLUTE: Final = timedelta(hours=24)
HALF_OPEN: Final = timedelta(minutes=10)
PROOF: Final = timedelta(minutes=10)  # for so long a proof of who one is counts for changes that ask for it
JUST_NOW: Final = timedelta(0)
# The time of the last sign of life is written at most this often.
SEEN_EVERY: Final = timedelta(minutes=2)


class WrongSignIn(Exception):
    """Address, password or code are wrong, or the account is closed or locked: the same answer for all."""


class AtProvider(Exception):
    """People of this mail domain sign in at their own organisation's provider; ``domain`` is its public id."""

    def __init__(self, domain: str) -> None:
        super().__init__(domain)
        self.domain = domain


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: the token for the cookie and whose it is.

    ``half_open``: it waits for the second factor. ``second_factor``: one was shown.
    """

    token: str
    account: Account
    half_open: bool = False
    second_factor: bool = False


def sign_in(
    session: Session, email: str, password: str, *, address: str, device: str, secret_key: str, now: datetime
) -> SignedIn:
    """Open a session by a password. Raises ``WrongSignIn``, ``TooManyTries`` or ``AtProvider``.

    A wrong try is counted by the caller's commit. The slow part, Argon2, is done for unknown addresses too. ``address``
    is the network address; only a keyed hash of it is kept, for a quarter of an hour.
    """
    throttle = Throttle(secret_key, PASSWORD, email, address, now)
    throttle.check(session)
    account = by_email(session, email)
    right = passwords.matches(account.password_hash if account else "", password)
    locked = throttle.locked(session)
    elsewhere = provider_accounts.required(session, email, account if right and not locked else None)
    if elsewhere is not None or account is None or not right or not account.active or locked:
        throttle.count(session)
        raise AtProvider(elsewhere.public_id) if elsewhere is not None else WrongSignIn
    if passwords.needs_rehash(account.password_hash):
        account.password_hash = passwords.hashed(password)
    return opened(session, account, device=device, secret_key=secret_key, now=now)


def opened(
    session: Session,
    account: Account,
    *,
    device: str,
    secret_key: str,
    now: datetime,
    by_link: bool = False,
    second_factor_shown: bool = False,
    proved_ago: timedelta | None = JUST_NOW,
) -> SignedIn:
    """A session for somebody who has proved who they are, by whatever means.

    Half open when the account has a second factor that was not shown; an identity provider may have asked for one.
    ``proved_ago`` is how long ago they did so, None when nobody knows.
    """
    half_open = account.totp_since is not None and not second_factor_shown
    token = open_session(
        session,
        account,
        device=device,
        now=now,
        by_link=by_link,
        second_factor_shown=second_factor_shown,
        proved_ago=proved_ago,
    )
    if not half_open:
        forgive(session, secret_key, account.email)
    return SignedIn(token, account, half_open, second_factor_shown)


def finish(session: Session, waiting: SignInSession, *, right: bool, throttle: Throttle, now: datetime) -> SignedIn:
    """Open the session that waited for a second factor, under a new token, when the factor was ``right``.

    Raises ``WrongSignIn``, counted by the caller's commit; a lock ends what waits.
    """
    account = waiting.account
    if not right:
        throttle.count(session)
        if throttle.locked(session) and not waiting.by_link:
            session.delete(waiting)
        raise WrongSignIn
    session.delete(waiting)
    token = open_session(
        session, account, device=waiting.device, now=now, by_link=waiting.by_link, second_factor_shown=True
    )
    throttle.forgive(session)
    return SignedIn(token, account, second_factor=True)


def open_session(
    session: Session,
    account: Account,
    *,
    device: str,
    now: datetime,
    by_link: bool = False,
    second_factor_shown: bool = False,
    proved_ago: timedelta | None = JUST_NOW,
) -> str:
    """A new session of the account; returns the token for the browser.

    An account with a second factor that was not shown gets one that waits for it (``half_open_of``).
    """
    waits = account.totp_since is not None and not second_factor_shown
    token = secrets.token_urlsafe(32)
    session.execute(delete(SignInSession).where(SignInSession.expires_at < now))
    session.add(
        SignInSession(
            account_id=account.id,
            token_hash=hash_of(token),
            device=device[:100],
            created_at=now,
            last_seen_at=now,
            expires_at=now + (HALF_OPEN if waits else ABSOLUTE),
            second_factor=second_factor_shown,
            proved_at=None if proved_ago is None else now - proved_ago,
            by_link=by_link,
        )
    )
    if not waits:
        account.last_seen_at = now
    session.flush()
    return token


def rotate(session: Session, found: SignInSession) -> str:
    """A new token for the same session: after a change of what it may do, the old one opens nothing."""
    token = secrets.token_urlsafe(32)
    found.token_hash = hash_of(token)
    session.flush()
    return token


def session_of(session: Session, token: str, *, now: datetime) -> SignInSession | None:
    """The open session of a token, with its account and roles; None when it has ended or waits for a factor."""
    found = _living(session, token, now)
    return found if found is not None and second_factor.satisfied(found) else None


def half_open_of(session: Session, token: str, *, now: datetime) -> SignInSession | None:
    """The session of a token that waits for its second factor; None for any other."""
    found = _living(session, token, now)
    if found is None or second_factor.satisfied(found) or found.created_at < now - HALF_OPEN:
        return None
    return found


def _living(session: Session, token: str, now: datetime) -> SignInSession | None:
    found = session.scalar(
        select(SignInSession)
        .where(SignInSession.token_hash == hash_of(token))
        .options(selectinload(SignInSession.account).selectinload(Account.memberships))
    )
    if found is None or found.expires_at < now or found.last_seen_at < now - IDLE or not found.account.active:
        return None
    return found


def end_session(session: Session, account: Account, session_id: int) -> None:
    """End one session of the account; one that is not the account's own is left alone."""
    session.execute(delete(SignInSession).where(SignInSession.id == session_id, SignInSession.account_id == account.id))


def end_sessions(session: Session, account: Account, *, keep: SignInSession | None = None) -> int:
    """End every session of the account but the one to ``keep``; returns how many ended."""
    ended = [one for one in account.sessions if keep is None or one.id != keep.id]
    for one in ended:
        account.sessions.remove(one)
    session.flush()
    return len(ended)


def proved(found: SignInSession, *, now: datetime) -> bool:
    """Whether the person proved lately who they are [OWASP ASVS 5.0.0, 7.5.1]."""
    return found.proved_at is not None and found.proved_at >= now - PROOF


def prove(session: Session, found: SignInSession, *, right: bool, throttle: Throttle, now: datetime) -> None:
    """Note that the person proved it again. Raises ``WrongSignIn``, counted by the caller's commit."""
    if not right:
        throttle.count(session)
        raise WrongSignIn
    throttle.forgive(session)
    found.proved_at = now
    session.flush()


def hash_of(token: str) -> str:
    """The SHA-256 of a random token: what is stored of it."""
    return hashlib.sha256(token.encode()).hexdigest()
