"""Guessing is slowed down: tries are counted per account and per network address, under keyed hashes.

The count is kept by the typed address, whether it has an account or not, so that neither answer nor time tells. After
``LOCK_AFTER`` wrong passwords and codes without a success in between, a password no longer opens the account
(NIST SP 800-63B-4, 3.2.2): a link by mail does.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from directory.models import SignInAttempt

WINDOW: Final = timedelta(minutes=15)
LOCK_AFTER: Final = 100
WRONG: Final = "wrong"  # the kind of the tries that add up to a lock; they outlive the window


class TooManyTries(Exception):
    """Too many tries lately for this account or from this network address."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries of one kind are taken in ``WINDOW`` for an account and from a network address.

    ``guess`` marks secrets that could be guessed: wrong ones also count towards the lock.
    """

    kind: str
    account: int
    address: int
    guess: bool = False


# A whole county may sit behind one network address, and begins at eight; what guards an account is its own limit.
PASSWORD: Final = Limit("password", 10, 100, guess=True)
CODE: Final = Limit("code", 10, 100, guess=True)
LINK: Final = Limit("link", 4, 200)
JOIN: Final = Limit("join", 4, 200)
INVITE: Final = Limit("invite", 60, 120)


@dataclass(frozen=True, slots=True)
class Throttle:
    """One try: of which kind, for whom (a typed e-mail address), from where (a network address), when."""

    secret_key: str
    limit: Limit
    account: str
    address: str
    now: datetime

    def check(self, session: Session) -> None:
        """Raise ``TooManyTries`` when the limits are reached."""
        old = SignInAttempt.at < self.now - WINDOW
        session.execute(delete(SignInAttempt).where(old, SignInAttempt.key.not_like(f"{WRONG}:%")))
        if (
            self._lately(session, self._of_account) >= self.limit.account
            or self._lately(session, self._of_address) >= self.limit.address
        ):
            raise TooManyTries

    def count(self, session: Session) -> None:
        """Count this try."""
        keys = [self._of_account, self._of_address]
        if self.limit.guess and not self.locked(session):
            keys.append(self._of_lock)
        session.add_all([SignInAttempt(key=key, at=self.now) for key in keys])
        session.flush()

    def locked(self, session: Session) -> bool:
        """Whether so many wrong tries came one after another that a password opens nothing any more."""
        return _count(session, self._of_lock, None) >= LOCK_AFTER

    def forgive(self, session: Session) -> None:
        """Forget the account's tries: the right person came."""
        forgive(session, self.secret_key, self.account)

    @property
    def _of_account(self) -> str:
        return _key(self.secret_key, f"{self.limit.kind}-account", self.account)

    @property
    def _of_address(self) -> str:
        return _key(self.secret_key, f"{self.limit.kind}-address", self.address)

    @property
    def _of_lock(self) -> str:
        return _key(self.secret_key, WRONG, self.account)

    def _lately(self, session: Session, key: str) -> int:
        return _count(session, key, self.now - WINDOW)


def forgive(session: Session, secret_key: str, email: str) -> None:
    """Forget every wrong password and code for this e-mail address."""
    kinds = (WRONG, f"{PASSWORD.kind}-account", f"{CODE.kind}-account")
    session.execute(delete(SignInAttempt).where(SignInAttempt.key.in_([_key(secret_key, k, email) for k in kinds])))


def is_locked(session: Session, secret_key: str, email: str) -> bool:
    """Whether passwords open nothing for this e-mail address any more."""
    return _count(session, _key(secret_key, WRONG, email), None) >= LOCK_AFTER


def _count(session: Session, key: str, since: datetime | None) -> int:
    rows = select(func.count()).select_from(SignInAttempt).where(SignInAttempt.key == key)
    return session.scalar(rows.where(SignInAttempt.at >= since) if since else rows) or 0


def _key(secret_key: str, kind: str, value: str) -> str:
    keyed = hmac.new(secret_key.encode(), f"{kind}:{value.strip().casefold()}".encode(), hashlib.sha256)
    return f"{kind}:{keyed.hexdigest()[:40]}"
