"""Nothing is kept longer than the privacy page says: each class of data has its time, and one run empties them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.models import Activity, HandledNews, Revision, SavedSearch, SignInSession
from directory.services import feedback, outcomes, referrals
from directory.services.schedules.sessions import HELSINKI
from directory.vocabulary import Lifecycle

UNPUBLISHED_KEPT: Final = timedelta(days=730)  # 24 months
HISTORY_KEPT: Final = timedelta(days=5 * 365 + 1)  # five years
UNDO_KEPT: Final = timedelta(days=1)  # a deleted search can be taken back so long
HANDLED_KEPT: Final = timedelta(days=31)  # by then no slip that the news were about is looked at any more
UNPUBLISHED: Final = (Lifecycle.DRAFT, Lifecycle.PENDING, Lifecycle.ENDED, Lifecycle.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of each class went."""

    feedback_addresses: int
    slips: int
    sign_ins: int
    unpublished_activities: int
    revisions: int
    deleted_searches: int
    handled_news: int


def erase_expired(session: Session, *, now: datetime) -> Erased:
    """Erase what has been kept long enough. Flushes, does not commit; a second run finds nothing."""
    today = now.astimezone(HELSINKI).date()
    outcomes.roll_up(session, before=today)
    return Erased(
        feedback_addresses=feedback.erase_old_addresses(session, now=now),
        slips=referrals.delete_expired(session, today=today),
        sign_ins=_delete(session, delete(SignInSession).where(SignInSession.expires_at < now)),
        unpublished_activities=_delete(
            session,
            delete(Activity).where(Activity.lifecycle.in_(UNPUBLISHED), Activity.updated_at < now - UNPUBLISHED_KEPT),
        ),
        revisions=_delete(session, delete(Revision).where(Revision.at < now - HISTORY_KEPT)),
        deleted_searches=_delete(session, delete(SavedSearch).where(SavedSearch.deleted_at < now - UNDO_KEPT)),
        handled_news=_delete(session, delete(HandledNews).where(HandledNews.handled_at < now - HANDLED_KEPT)),
    )


def _delete(session: Session, statement: Any) -> int:
    """The database takes along what hangs on a row (ON DELETE CASCADE)."""
    execute: Callable[[Any], Any] = session.execute
    return int(execute(statement).rowcount)
