"""``flask export``: everything in the own format, in the order it came in."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.exchange.own.loading import WITH_PARTS
from directory.exchange.own.records_out import Record, activity_record, organisation_record
from directory.models import Activity, Organisation

BATCH = 500


def organisations(session: Session) -> Iterator[Record]:
    """All organisations."""
    for organisation in session.scalars(select(Organisation).order_by(Organisation.id)):
        yield organisation_record(organisation)


def count_activities(session: Session) -> int:
    """How many activities there are."""
    return session.scalar(select(func.count()).select_from(Activity)) or 0


def activities(session: Session, *, hidden_addresses: bool) -> Iterator[Record]:
    """All activities, whatever their state, in batches."""
    last = 0
    while True:
        batch = session.scalars(
            select(Activity).where(Activity.id > last).order_by(Activity.id).limit(BATCH).options(*WITH_PARTS)
        ).all()
        if not batch:
            return
        for activity in batch:
            yield activity_record(activity, hidden_addresses=hidden_addresses)
        last = batch[-1].id
        session.expunge_all()
