"""Nothing is kept longer than the privacy page says: each class of data has its time, and one run empties them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.models import Activity, Revision, SignInSession
from directory.services import feedback, referrals, shelf
from directory.services.schedules.sessions import HELSINKI
from directory.vocabulary import Lifecycle

UNPUBLISHED_KEPT: Final = timedelta(days=730)  # 24 months
HISTORY_KEPT: Final = timedelta(days=5 * 365 + 1)  # five years
UNPUBLISHED: Final = (Lifecycle.DRAFT, Lifecycle.PENDING, Lifecycle.ENDED, Lifecycle.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of each class went."""

    feedback_addresses: int
    slips: int
    sign_ins: int
    unpublished_activities: int
    revisions: int
    shelf_items: int


def erase_expired(session: Session, *, now: datetime) -> Erased:
    """Erase what has been kept long enough. Flushes, does not commit; a second run finds nothing."""
    return Erased(
        feedback_addresses=feedback.erase_old_addresses(session, now=now),
        slips=referrals.delete_expired(session, today=now.astimezone(HELSINKI).date()),
        sign_ins=_delete(session, delete(SignInSession).where(SignInSession.expires_at < now)),
        unpublished_activities=_delete(
            session,
            delete(Activity).where(Activity.lifecycle.in_(UNPUBLISHED), Activity.updated_at < now - UNPUBLISHED_KEPT),
        ),
        revisions=_delete(session, delete(Revision).where(Revision.at < now - HISTORY_KEPT)),
        shelf_items=shelf.erase_removed(session, now=now),
    )


def _delete(session: Session, statement: Any) -> int:
    """The database takes along what hangs on a row (ON DELETE CASCADE)."""
    execute: Callable[[Any], Any] = session.execute
    return int(execute(statement).rowcount)
