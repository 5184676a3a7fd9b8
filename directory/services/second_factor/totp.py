"""Codes of an authenticator app (RFC 6238): six digits, 30 seconds, one step early or late, none twice."""

import hmac
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import pyotp
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from directory.errors import InvalidChange
from directory.models import Account, MailDomain
from directory.services.sealing import seal, unseal

log = logging.getLogger("directory.second_factor")

STEP_SECONDS: Final = 30
DIGITS: Final = 6
SET_UP_WITHIN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SetUp:
    """A seed that waits to be confirmed. ``sealed`` travels in the form, so that nothing is stored by looking."""

    seed: str
    sealed: str

    @property
    def groups(self) -> str:
        """The seed in groups of four letters, for typing."""
        return " ".join(self.seed[i : i + 4] for i in range(0, len(self.seed), 4))

    def address(self, email: str, issuer: str) -> str:
        """The ``otpauth:`` address that a QR code carries."""
        return pyotp.TOTP(self.seed).provisioning_uri(name=email, issuer_name=issuer)


def begin_set_up(account: Account, keys: Sequence[str], *, now: datetime) -> SetUp:
    """A new random seed of 160 bits for this account."""
    seed = pyotp.random_base32()
    return SetUp(seed, seal(keys[0], f"{account.public_id} {int(now.timestamp())} {seed}"))


def reopen_set_up(account: Account, keys: Sequence[str], sealed: str, *, now: datetime) -> SetUp:
    """The seed that a form brings back. Raises ``InvalidChange`` (``seed``) when it is old or somebody else's."""
    try:
        public_id, began, seed = unseal(keys, sealed).split(" ")
    except ValueError as error:
        raise InvalidChange({"seed": "unreadable"}) from error
    if public_id != account.public_id or int(began) < (now - SET_UP_WITHIN).timestamp():
        raise InvalidChange({"seed": "old"})
    return SetUp(seed, sealed)


def turn_on(account: Account, set_up: SetUp, code: str, keys: Sequence[str], *, now: datetime) -> None:
    """Keep the seed once a code of it is right. Raises ``InvalidChange`` (``code``)."""
    step = next(iter(_steps_of(set_up.seed, code, now)), None)
    if step is None:
        raise InvalidChange({"code": "wrong"})
    account.totp_secret = seal(keys[0], set_up.seed)
    account.totp_since, account.totp_step = now, step


def turn_off(account: Account) -> None:
    """Forget the seed and the recovery codes."""
    account.totp_secret, account.totp_since, account.totp_step = "", None, None
    account.recovery_codes = []


def code_matches(session: Session, account: Account, code: str, keys: Sequence[str], *, now: datetime) -> bool:
    """Whether the code is the account's, now and for the first time; using it up is part of the answer."""
    try:
        seed = unseal(keys, account.totp_secret)
    except ValueError:
        log.error("a second factor was sealed with a key that is gone", extra={"facts": {"account": account.id}})
        return False
    for step in _steps_of(seed, code, now):
        # One statement decides, so that of two requests with the same code one fails (RFC 6238, 5.2).
        taken = session.execute(
            update(Account)
            .where(Account.id == account.id, or_(Account.totp_step.is_(None), Account.totp_step < step))
            .values(totp_step=step)
            .execution_options(synchronize_session=False)
        )
        session.expire(account, ["totp_step"])
        if taken.rowcount:  # type: ignore[attr-defined]
            return True
    return False


def reseal(session: Session, keys: Sequence[str]) -> int:
    """Seal every stored secret with the first key, so that the others can be put away; returns how many changed."""
    changed = 0
    for account in session.scalars(select(Account).where(Account.totp_secret != "")):
        account.totp_secret = seal(keys[0], unseal(keys, account.totp_secret))
        changed += 1
    for domain in session.scalars(select(MailDomain).where(MailDomain.oidc_client_secret != "")):
        domain.oidc_client_secret = seal(keys[0], unseal(keys, domain.oidc_client_secret))
        changed += 1
    session.flush()
    return changed


def _steps_of(seed: str, code: str, now: datetime) -> list[int]:
    """The time steps, one early to one late, whose code this is."""
    digits = "".join(code.split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return []
    totp, present = pyotp.TOTP(seed), int(now.timestamp()) // STEP_SECONDS
    steps = (present - 1, present, present + 1)
    return [step for step in steps if hmac.compare_digest(totp.generate_otp(step), digits)]
