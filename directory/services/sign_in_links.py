"""Links by mail that sign in: once, within ten minutes, in the browser that asked [OWASP ASVS 5.0.0, 6.5 and 6.6].

Both the link and the browser's cookie carry 256 random bits; their SHA-256 is stored. An address that nobody has gets
the same rows, so that the time of the answer does not tell.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from directory.errors import NotFound
from directory.models import Account, SignInLink
from directory.services import provider_accounts
from directory.services.accounts import by_email
from directory.services.signing_in import AtProvider, SignedIn, hash_of, opened
from directory.services.throttling import Throttle

MINUTES: Final = 10


class OtherBrowser(Exception):
    """The link is good, but it was asked for in another browser."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A link that was asked for: ``token`` goes into the mail; None for the account when nobody has the address.

    ``at_provider``: people of this address sign in at their own organisation's provider, and a link would open nothing.
    """

    token: str
    account: Account | None
    at_provider: bool = False


def ask(session: Session, email: str, *, browser: str, throttle: Throttle, now: datetime) -> Asked:
    """Make a link for whoever has the address. Raises ``TooManyTries``.

    ``browser`` is the random token that the asking browser keeps in its cookie.
    """
    throttle.check(session)
    throttle.count(session)
    account = by_email(session, email)
    if account is not None and not account.active:
        account = None
    if provider_accounts.required(session, email, account) is not None:
        return Asked(issue(session, None, browser=browser, now=now), account, at_provider=True)
    return Asked(issue(session, account, browser=browser, now=now), account)


def issue(session: Session, account: Account | None, *, browser: str, now: datetime) -> str:
    """A link's token, for this account and browser."""
    token = secrets.token_hex(32)  # letters and digits: no mail program cuts the link short
    session.add(
        SignInLink(
            account_id=account.id if account else None,
            token_hash=hash_of(token),
            browser_hash=hash_of(browser),
            created_at=now,
            expires_at=now + timedelta(minutes=MINUTES),
        )
    )
    session.flush()
    return token


def look(session: Session, token: str, *, browser: str, now: datetime) -> Account:
    """Whom the link signs in, without using it.

    Raises ``NotFound`` (old, used, made up), ``OtherBrowser``, or ``AtProvider``: since it was sent, the person's
    domain has got a provider at which all its people sign in.
    """
    link = session.scalar(select(SignInLink).where(SignInLink.token_hash == hash_of(token)))
    if link is None or link.account_id is None or link.used_at is not None or link.expires_at < now:
        raise NotFound("sign-in link")
    account = session.get(Account, link.account_id)
    if account is None or not account.active:
        raise NotFound("sign-in link")
    if not browser or link.browser_hash != hash_of(browser):
        raise OtherBrowser
    elsewhere = provider_accounts.required(session, account.email, account)
    if elsewhere is not None:
        raise AtProvider(elsewhere.public_id)
    return account


def use(session: Session, token: str, *, browser: str, device: str, secret_key: str, now: datetime) -> SignedIn:
    """Sign in by the link, which then is used up. Raises as ``look`` does."""
    account = look(session, token, browser=browser, now=now)
    taken = session.execute(
        update(SignInLink)
        .where(SignInLink.token_hash == hash_of(token), SignInLink.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        raise NotFound("sign-in link")
    return opened(session, account, device=device, secret_key=secret_key, now=now, by_link=True)


def forget(session: Session, account: Account) -> None:
    """Let no link of the account work any more: its address or its factors have changed."""
    session.execute(delete(SignInLink).where(SignInLink.account_id == account.id))
