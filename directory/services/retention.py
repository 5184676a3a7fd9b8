"""Nothing is kept longer than the privacy page says: each class of data has its time, and one run empties them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory.models import (
    Activity,
    HandledNews,
    Invitation,
    Revision,
    SavedSearch,
    SignInAttempt,
    SignInLink,
    SignInSession,
    WaitingMail,
)
from directory.services import feedback, outcomes, referrals, shelf, unused_accounts
from directory.services.schedules.sessions import HELSINKI
from directory.vocabulary import Lifecycle

TRIES_KEPT: Final = timedelta(days=365)  # wrong tries that add up to a lock
LINKS_KEPT: Final = timedelta(days=1)
INVITATIONS_KEPT: Final = timedelta(days=30)  # after they were accepted or ran out
MAIL_KEPT: Final = timedelta(days=30)  # what no mail server took
UNPUBLISHED_KEPT: Final = timedelta(days=730)  # 24 months
HISTORY_KEPT: Final = timedelta(days=5 * 365 + 1)  # five years
UNDO_KEPT: Final = timedelta(days=1)  # a deleted search can be taken back so long
HANDLED_KEPT: Final = timedelta(days=31)  # by then no slip that the news were about is looked at any more
UNPUBLISHED: Final = (Lifecycle.DRAFT, Lifecycle.PENDING, Lifecycle.ENDED, Lifecycle.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of each class went."""

    feedback_addresses: int = 0
    slips: int = 0
    sign_ins: int = 0
    unpublished_activities: int = 0
    revisions: int = 0
    accounts_disabled: int = 0
    accounts: int = 0
    sign_in_links: int = 0
    invitations: int = 0
    sign_in_tries: int = 0
    unsent_mail: int = 0
    shelf_items: int = 0
    deleted_searches: int = 0
    handled_news: int = 0


def erase_expired(session: Session, *, now: datetime, told: bool = False) -> Erased:
    """Erase what has been kept long enough. Flushes, does not commit; a second run finds nothing.

    ``told``: holders of unused accounts are told by mail beforehand (``unused_accounts``), so none closes without.
    """
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
        shelf_items=shelf.erase_removed(session, now=now),
        accounts_disabled=unused_accounts.disable(session, now=now, told=told),
        accounts=unused_accounts.erase(session, now=now, told=told),
        sign_in_links=_delete(session, delete(SignInLink).where(SignInLink.expires_at < now - LINKS_KEPT)),
        invitations=_delete(
            session,
            delete(Invitation).where(
                (Invitation.expires_at < now - INVITATIONS_KEPT) | (Invitation.accepted_at < now - INVITATIONS_KEPT)
            ),
        ),
        sign_in_tries=_delete(session, delete(SignInAttempt).where(SignInAttempt.at < now - TRIES_KEPT)),
        unsent_mail=_delete(session, delete(WaitingMail).where(WaitingMail.created_at < now - MAIL_KEPT)),
        deleted_searches=_delete(session, delete(SavedSearch).where(SavedSearch.deleted_at < now - UNDO_KEPT)),
        handled_news=_delete(session, delete(HandledNews).where(HandledNews.handled_at < now - HANDLED_KEPT)),
    )


def _delete(session: Session, statement: Any) -> int:
    """The database takes along what hangs on a row (ON DELETE CASCADE)."""
    execute: Callable[[Any], Any] = session.execute
    return int(execute(statement).rowcount)
