"""Another e-mail address for an account: taken into use when a link that went to it is confirmed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from directory.errors import InvalidChange, NotFound
from directory.models import Account, SignInSession
from directory.services import provider_accounts, revisions, sign_in_links, signing_in
from directory.services.accounts import actor_of, by_email
from directory.services.validation import is_email

CONFIRM_WITHIN: Final = timedelta(hours=24)


def begin(session: Session, account: Account, email: str, *, secret_keys: Sequence[str]) -> tuple[str, bool]:
    """The token for a link to the new address, and whether the address is free.

    Raises ``InvalidChange`` (``email``; ``provider`` when the address comes from the person's organisation). That an
    address is taken is told by mail to its owner only.
    """
    email = email.strip().casefold()
    if from_provider(session, account):
        raise InvalidChange({"email": "provider"})
    if len(email) > 254 or not is_email(email):
        raise InvalidChange({"email": "not_an_address"})
    if email == account.email:
        raise InvalidChange({"email": "same"})
    token = str(_signer(secret_keys).dumps([account.public_id, account.email, email]))
    return token, by_email(session, email) is None


def from_provider(session: Session, account: Account) -> bool:
    """Whether the person's organisation says what the address is, and signs them in.

    With another address a link by mail would open the account even after the organisation had closed its own.
    """
    return (
        provider_accounts.provider_of(session, account) is not None
        or provider_accounts.required(session, account.email, account) is not None
    )


def address_of(account: Account, token: str, *, secret_keys: Sequence[str]) -> str:
    """The new address of a link. Raises ``NotFound``: old, used, made up or another account's."""
    try:
        public_id, old, new = _signer(secret_keys).loads(token, max_age=int(CONFIRM_WITHIN.total_seconds()))
    except (BadSignature, SignatureExpired, ValueError) as error:
        raise NotFound("e-mail confirmation") from error
    # The present address is part of the token: once it has changed, the link no longer fits.
    if public_id != account.public_id or old != account.email:
        raise NotFound("e-mail confirmation")
    return str(new)


def confirm(
    session: Session, account: Account, token: str, *, secret_keys: Sequence[str], keep: SignInSession | None
) -> str:
    """Take the new address into use, end every other session and link; returns the old address. Raises ``NotFound``."""
    new = address_of(account, token, secret_keys=secret_keys)
    if by_email(session, new) is not None or from_provider(session, account):
        raise NotFound("e-mail confirmation")
    old, account.email = account.email, new
    signing_in.end_sessions(session, account, keep=keep)
    sign_in_links.forget(session, account)
    revisions.record(session, actor_of(account), (revisions.ACCOUNT, account.id), "change_email", {})
    return old


def _signer(secret_keys: Sequence[str]) -> URLSafeTimedSerializer:
    # The library signs with the last key and accepts all of them.
    return URLSafeTimedSerializer(list(reversed(secret_keys)), salt="change-email")
