"""Feedback as those who answer for the listings see it: what is wrong, what was done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from directory.errors import InvalidChange, NotFound
from directory.models import Activity, Feedback
from directory.services import activities
from directory.services.access import Actor, Subject, may, require

STATES: Final = ("new", "answered", "rejected")
ANSWER_MAX: Final = 1000
LIMIT: Final = 500


@dataclass(frozen=True, slots=True)
class Queued:
    """One piece of feedback with the listing it is about; ``activity_id`` is empty for the service itself."""

    public_id: str
    field: str
    message: str
    email: str
    state: str
    answer: str
    at: datetime
    activity_id: str
    titles: dict[str, str]
    organisation: str


def queue(session: Session, actor: Actor, state: str) -> list[Queued]:
    """Feedback in a state that the actor may read, oldest first so that nobody waits for ever.

    Raises ``NotFound`` for a reader without any such right.
    """
    if actor.is_anonymous or not any(actor.has(role) for role in ("editor", "coordinator", "admin")):
        raise NotFound("feedback")
    rows = session.execute(
        select(Feedback, Activity)
        .outerjoin(Activity, Activity.id == Feedback.activity_id)
        .where(Feedback.state == state)
        .order_by(Feedback.at, Feedback.id)
        .limit(LIMIT)
        .options(selectinload(Activity.texts), selectinload(Activity.organisation), selectinload(Activity.locations))
    )
    return [_queued(one, activity) for one, activity in rows if may(actor, "feedback.read", subject_of(activity))]


def answer(session: Session, actor: Actor, public_id: str, *, state: str, text: str, now: datetime) -> Feedback:
    """Close a piece of feedback with what was done. Raises ``NotFound``, ``Forbidden`` or ``InvalidChange``."""
    found = session.scalar(select(Feedback).where(Feedback.public_id == public_id))
    if found is None:
        raise NotFound(public_id)
    activity = session.get(Activity, found.activity_id) if found.activity_id else None
    subject = subject_of(activity)
    require(actor, "feedback.answer", subject, seen=may(actor, "feedback.read", subject))
    faults = {}
    if state not in STATES[1:]:
        faults["state"] = "unknown"
    if not text.strip():
        faults["answer"] = "empty"
    elif len(text) > ANSWER_MAX:
        faults["answer"] = "too_long"
    if faults:
        raise InvalidChange(faults)
    found.state, found.answer, found.answered_at = state, text.strip(), now
    return found


def subject_of(activity: Activity | None) -> Subject:
    """Whose listing it is and where; the service itself belongs to nobody's area."""
    return activities.subject_of(activity) if activity is not None else Subject()


def _queued(one: Feedback, activity: Activity | None) -> Queued:
    return Queued(
        public_id=one.public_id,
        field=one.field,
        message=one.message,
        email=one.email,
        state=one.state,
        answer=one.answer,
        at=one.at,
        activity_id=activity.public_id if activity else "",
        titles={text.language: text.title for text in activity.texts} if activity else {},
        organisation=next(iter(activity.organisation.names.values()), "") if activity else "",
    )
