"""Accounts that nobody uses: their holders are told once, then they close, and a year later they are erased.

Where mail can be sent, no account closes before its holder was told for as long as ``NOTICE``, and none is erased
before it was closed for a year; where none can be, the days count alone.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from directory.models import Account
from directory.services import own_data, revisions, signing_in
from directory.services.access import Actor

USED: Final = timedelta(days=365)  # 12 months without signing in close an account
KEPT: Final = timedelta(days=730)  # 24 months erase it
NOTICE: Final = timedelta(days=30)  # so long before the closing its holder is told
_LAST: Final = func.coalesce(Account.last_seen_at, Account.created_at)


def last_used(account: Account) -> datetime:
    """When the person last signed in, or when the account was made."""
    return account.last_seen_at or account.created_at


def closes_at(account: Account, *, now: datetime) -> datetime:
    """When the account of somebody who is told now will close."""
    return max(last_used(account) + USED, now + NOTICE)


def erased_at(account: Account, *, now: datetime) -> datetime:
    """When it will be erased."""
    return max(last_used(account) + KEPT, closes_at(account, now=now) + (KEPT - USED))


def to_warn(session: Session, *, now: datetime) -> list[int]:
    """Accounts that close soon and whose holders were not told since they last signed in."""
    return list(session.scalars(select(Account.id).where(_is_due(now)).order_by(Account.id)))


def claim(session: Session, account_id: int, *, now: datetime) -> Account | None:
    """Take the telling of one holder; None when another process has. The first statement of its transaction."""
    taken = session.execute(
        update(Account)
        .where(Account.id == account_id, _is_due(now))
        .values(warned_at=now)
        .execution_options(synchronize_session=False)
    )
    return session.get(Account, account_id) if taken.rowcount else None  # type: ignore[attr-defined]


def disable(session: Session, *, now: datetime, told: bool) -> int:
    """Close those unused for twelve months; returns how many. ``told``: only those whose holders had the notice."""
    conditions = [_unused(now - USED), Account.active.is_(True)]
    if told:
        conditions.append(and_(Account.warned_at >= _LAST, Account.warned_at <= now - NOTICE))
    found = list(session.scalars(select(Account).where(*conditions)))
    for account in found:
        account.active = False
        signing_in.end_sessions(session, account)
        changes: dict[str, list[Any]] = {"active": [True, False]}
        revisions.record(session, Actor.system(), (revisions.ACCOUNT, account.id), "disable", changes)
    return len(found)


def erase(session: Session, *, now: datetime, told: bool) -> int:
    """Erase those unused for 24 months; returns how many. ``told``: only those that have been closed for a year."""
    conditions = [_unused(now - KEPT)]
    if told:
        since_notice = now - NOTICE - (KEPT - USED)
        conditions.append(
            and_(Account.active.is_(False), or_(Account.warned_at.is_(None), Account.warned_at <= since_notice))
        )
    found = list(session.scalars(select(Account).where(*conditions)))
    for account in found:
        own_data.erase(session, account)
    return len(found)


def _unused(since: datetime) -> Any:
    """Accounts of people who have not signed in since then. The demo's accounts stay."""
    return and_(since > _LAST, Account.demo.is_(False))


def _is_due(now: datetime) -> Any:
    not_told = or_(Account.warned_at.is_(None), Account.warned_at < _LAST)
    return and_(_unused(now - USED + NOTICE), Account.active.is_(True), not_told)
