"""When mail is due: at seven in the morning in Finland, once a day or in the first days of a week."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from directory.models import Account
from directory.services.digests.choosing import DAILY, WEEKLY
from directory.services.schedules import HELSINKI

HOUR: Final = 7  # local time; summer time changes at three and four, so seven comes once every day


def is_time(last: date | None, now: datetime) -> bool:
    """Whether the morning's mail is to be sent: it is seven or later, and it was not sent on this local day yet."""
    local = now.astimezone(HELSINKI)
    return local.hour >= HOUR and (last is None or last < local.date())


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def due(session: Session, *, today: date) -> list[int]:
    """Accounts whose mail is due: daily ones not looked at today, weekly ones not looked at this week."""
    return list(session.scalars(select(Account.id).where(_is_due(today)).order_by(Account.id)))


def claim(session: Session, account_id: int, *, today: date) -> Account | None:
    """Take an account's mail of today; None when another process has. The first statement of its transaction."""
    taken = session.execute(
        update(Account)
        .where(Account.id == account_id, _is_due(today))
        .values(digest_on=today)
        .execution_options(synchronize_session=False)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        return None
    return session.get(Account, account_id)


def _is_due(today: date) -> ColumnElement[bool]:
    def before(day: date) -> ColumnElement[bool]:
        return or_(Account.digest_on.is_(None), Account.digest_on < day)

    often = or_(and_(Account.digest == DAILY, before(today)), and_(Account.digest == WEEKLY, before(monday_of(today))))
    return and_(Account.active.is_(True), often)
