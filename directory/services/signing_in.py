"""Signing in: checking the password, slowing down guessing, sessions that can be ended.

The browser holds a random token of 256 bits; the database holds its SHA-256. Limits: one hour idle, 24 hours in
all (NIST SP 800-63B-4, AAL2), ten wrong tries an account and thirty an address in a quarter of an hour.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, selectinload

from directory.models import Account, SignInAttempt, SignInSession
from directory.services import passwords, provider_accounts
from directory.services.accounts import by_email

IDLE: Final = timedelta(hours=1)
ABSOLUTE: Final = timedelta(hours=24)
WINDOW: Final = timedelta(minutes=15)
TRIES_ACCOUNT: Final = 10
TRIES_ADDRESS: Final = 30
# The time of the last sign of life is written at most this often.
SEEN_EVERY: Final = timedelta(minutes=2)


class WrongSignIn(Exception):
    """Address or password are wrong, or the account is closed: the same answer for all."""


class TooManyTries(Exception):
    """Too many wrong tries lately for this account or from this address."""


class AtProvider(Exception):
    """People of this mail domain sign in at their own organisation's provider; ``domain`` is its public id."""

    def __init__(self, domain: str) -> None:
        super().__init__(domain)
        self.domain = domain


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: the token for the cookie and whose it is."""

    token: str
    account: Account


def sign_in(
    session: Session, email: str, password: str, *, address: str, device: str, secret_key: str, now: datetime
) -> SignedIn:
    """Open a session. Raises ``WrongSignIn``, ``TooManyTries`` or ``AtProvider``.

    A wrong try is counted by the caller's commit.

    ``address`` is the network address; only a keyed hash of it is kept, for a quarter of an hour.
    """
    account_key, address_key = (
        _key(secret_key, "account", email.strip().casefold()),
        _key(secret_key, "address", address),
    )
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - WINDOW))
    if _tries(session, account_key) >= TRIES_ACCOUNT or _tries(session, address_key) >= TRIES_ADDRESS:
        raise TooManyTries
    account = by_email(session, email)
    right = passwords.matches(account.password_hash if account else "", password)
    elsewhere = provider_accounts.required(session, email, account if right else None)
    if elsewhere is not None or account is None or not right or not account.active:
        session.add_all([SignInAttempt(key=account_key, at=now), SignInAttempt(key=address_key, at=now)])
        session.flush()
        raise AtProvider(elsewhere.public_id) if elsewhere is not None else WrongSignIn
    session.execute(delete(SignInAttempt).where(SignInAttempt.key == account_key))
    if passwords.needs_rehash(account.password_hash):
        account.password_hash = passwords.hashed(password)
    return SignedIn(open_session(session, account, device=device, now=now), account)


def open_session(
    session: Session, account: Account, *, device: str, now: datetime, second_factor_shown: bool = False
) -> str:
    """A new session of the account; returns the token for the browser."""
    token = secrets.token_urlsafe(32)
    session.execute(delete(SignInSession).where(SignInSession.expires_at < now))
    session.add(
        SignInSession(
            account_id=account.id,
            token_hash=_hash(token),
            device=device[:100],
            created_at=now,
            last_seen_at=now,
            expires_at=now + ABSOLUTE,
            second_factor=second_factor_shown,
            proved_at=now,
        )
    )
    account.last_seen_at = now
    session.flush()
    return token


def session_of(session: Session, token: str, *, now: datetime) -> SignInSession | None:
    """The open session of a token, with its account and roles; None when it has ended."""
    found = session.scalar(
        select(SignInSession)
        .where(SignInSession.token_hash == _hash(token))
        .options(selectinload(SignInSession.account).selectinload(Account.memberships))
    )
    if found is None or found.expires_at < now or found.last_seen_at < now - IDLE or not found.account.active:
        return None
    return found


def end_session(session: Session, account: Account, session_id: int) -> None:
    """End one session of the account; one that is not the account's own is left alone."""
    session.execute(delete(SignInSession).where(SignInSession.id == session_id, SignInSession.account_id == account.id))


def _tries(session: Session, key: str) -> int:
    return session.scalar(select(func.count()).select_from(SignInAttempt).where(SignInAttempt.key == key)) or 0


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _key(secret_key: str, kind: str, value: str) -> str:
    return hmac.new(secret_key.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()
