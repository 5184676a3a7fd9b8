"""What readers tell us is wrong: taken in without a login, free of anybody's identity."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from directory.errors import InvalidChange
from directory.models import Activity, Feedback
from directory.models.base import utc_now
from search.privacy import holds_identity_code, identifier_in

MESSAGE_MAX: Final = 1000
EMAIL_KEPT: Final = timedelta(days=92)  # three months after the answer

LISTING_FIELDS: Final = (
    "times",
    "place",
    "contact",
    "who_meets",
    "joining",
    "cost",
    "texts",
    "accessibility",
    "ended",
    "other",
)
SERVICE_FIELDS: Final = ("accessibility", "search", "content", "other")

# What is wrong with these is often the listing's own number or address, and the right one must fit into the message.
MAY_HOLD_NUMBERS: Final = frozenset({"contact"})


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """A reader's words. ``field`` is one of ``LISTING_FIELDS`` for a listing, of ``SERVICE_FIELDS`` otherwise."""

    field: str
    message: str
    email: str
    ui_language: str


def give(
    session: Session, new: NewFeedback, activity: Activity | None = None, *, now: datetime | None = None
) -> Feedback:
    """Store feedback on a listing, or on the service itself when there is no activity.

    Raises ``InvalidChange`` with the field and the name of the fault: ``unknown``, ``too_long``, ``empty``,
    ``identity_code``, ``email``, ``phone``. A message that tells the right contact may hold a number or an address.
    """
    faults: dict[str, str] = {}
    if new.field not in (LISTING_FIELDS if activity else SERVICE_FIELDS):
        faults["field"] = "unknown"
    if len(new.message) > MESSAGE_MAX:
        faults["message"] = "too_long"
    elif found := _identifier_in(new):
        faults["message"] = found
    elif not activity and not new.message.strip():
        faults["message"] = "empty"
    if holds_identity_code(new.email):
        faults["email"] = "identity_code"
    if faults:
        raise InvalidChange(faults)
    feedback = Feedback(
        activity_id=activity.id if activity else None,
        field=new.field,
        message=new.message.strip(),
        email=new.email.strip(),
        ui_language=new.ui_language,
        at=now or utc_now(),
    )
    session.add(feedback)
    return feedback


def _identifier_in(new: NewFeedback) -> str:
    found = identifier_in(new.message)
    return "" if found != "identity_code" and new.field in MAY_HOLD_NUMBERS else found


def erase_old_addresses(session: Session, *, now: datetime | None = None) -> int:
    """Erase e-mail addresses of feedback answered more than three months ago; returns how many."""
    result = session.execute(
        update(Feedback)
        .where(Feedback.email != "", Feedback.answered_at < (now or utc_now()) - EMAIL_KEPT)
        .values(email="")
    )
    return int(getattr(result, "rowcount", 0))
