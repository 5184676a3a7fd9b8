"""Changes that did not reach the search engines."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.models import IndexChange
from directory.services.faults.fault import StoredFault

TRIES: Final = 5
PATIENCE: Final = timedelta(hours=1)  # a change is drained at once; an hour later something is wrong


def faults(session: Session, now: datetime) -> Iterator[StoredFault]:
    """Each change that failed again and again, and how many have waited too long, by engine."""
    for change in session.scalars(select(IndexChange).where(IndexChange.attempts >= TRIES).order_by(IndexChange.id)):
        yield StoredFault(change.public_id, "index", f"{change.engine}: {change.attempts} tries, {change.last_error}")
    waiting = (
        select(IndexChange.engine, func.count())
        .where(IndexChange.at < now - PATIENCE, IndexChange.attempts < TRIES)
        .group_by(IndexChange.engine)
        .order_by(IndexChange.engine)
    )
    for engine, count in session.execute(waiting):
        yield StoredFault("-", "index", f"{engine}: {count} changes wait for over an hour: run flask sync-index")
