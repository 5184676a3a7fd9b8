"""Ten codes for when the phone is lost: shown once, stored by Argon2id, good once each.

A code is its place among the ten, 0 to 9, and ten random letters and digits (49 bits): the place tells which hash to
check, so that one try costs one hash.
"""

import secrets
from datetime import datetime
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import update
from sqlalchemy.orm import Session

from directory.models import Account, RecoveryCode
from directory.models.base import PUBLIC_ID_ALPHABET

COUNT: Final = 10
LENGTH: Final = 10
# OWASP's least setting (19 MiB, two passes): ten are made at once, and random codes need no more.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def new_recovery_codes(session: Session, account: Account) -> tuple[str, ...]:
    """Ten new codes as they are shown, ``3k7d-mx2n-p4q``; the earlier ones count no longer."""
    codes = [f"{place}{''.join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(LENGTH))}" for place in range(COUNT)]
    account.recovery_codes = []
    session.flush()
    for code in codes:
        session.add(RecoveryCode(account_id=account.id, code_hash=_HASHER.hash(code)))
        session.flush()  # one by one: the order of the ids is the place
    session.refresh(account, ["recovery_codes"])
    return tuple(_shown(code) for code in codes)


def use_recovery_code(session: Session, account: Account, typed: str, *, now: datetime) -> bool:
    """Whether the code is one of the account's and was not used before; using it up is part of the answer."""
    code = "".join(c for c in typed.casefold() if c.isalnum())
    rows = account.recovery_codes
    if len(code) != LENGTH + 1 or not ("0" <= code[0] <= "9") or int(code[0]) >= len(rows):
        return False
    row = rows[int(code[0])]
    try:
        _HASHER.verify(row.code_hash, code)
    except (VerificationError, InvalidHashError):
        return False
    taken = session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.id == row.id, RecoveryCode.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    session.refresh(row)
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def left(account: Account) -> int:
    """How many codes are unused."""
    return sum(1 for code in account.recovery_codes if code.used_at is None)


def _shown(code: str) -> str:
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"
