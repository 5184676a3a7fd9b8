"""How often mail comes, and how it ends: from the account's page, or by the link in each mail without signing in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import InvalidChange, NotFound
from directory.models import Account
from directory.services.schedules import HELSINKI

NEVER, DAILY, WEEKLY = "", "daily", "weekly"
CHOICES: Final = (NEVER, DAILY, WEEKLY)
SALT: Final = "digest-stop"


def choose(session: Session, account_id: int, digest: str, *, now: datetime) -> None:
    """Set how often news come; the first mail comes the next time it is due. Raises ``InvalidChange``, ``NotFound``."""
    if digest not in CHOICES:
        raise InvalidChange({"digest": "unknown"})
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("account")
    if account.digest != digest:
        account.digest, account.digest_on = digest, now.astimezone(HELSINKI).date()


def stop(account: Account) -> None:
    """No more mail; a second time is no fault."""
    account.digest = NEVER


def stop_token(secret_key: str, account: Account) -> str:
    """What stands in the link that ends the mail. It can do nothing else, and works as long as the account is there:
    somebody may read an old mail."""
    return str(URLSafeSerializer(secret_key, salt=SALT).dumps(account.public_id))


def account_of_token(session: Session, secret_keys: Sequence[str], token: str) -> Account:
    """Whose mail a link ends. ``secret_keys``: the present one first. Raises ``NotFound`` when it is made up."""
    for key in secret_keys:
        try:
            public_id = URLSafeSerializer(key, salt=SALT).loads(token)
        except BadSignature:
            continue
        account = session.scalar(select(Account).where(Account.public_id == str(public_id)))
        if account is not None:
            return account
    raise NotFound("digest link")
