"""What readers tell us is wrong: taken in without a login, free of anybody's identity."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from directory.errors import InvalidChange
from directory.models import Activity, Feedback
from directory.models.base import utc_now

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

# Day, month, year, the sign of the century (the newer ones from 2023 too), three digits and the check character.
IDENTITY_CODE: Final = re.compile(r"(?<!\d)(\d{6})\s?[-–+A-FU-Ya-fu-y]\s?(\d{3})\s?([0-9A-Ya-y])(?![0-9A-Za-z])")
CHECK_CHARACTERS: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """A reader's words. ``field`` is one of ``LISTING_FIELDS`` for a listing, of ``SERVICE_FIELDS`` otherwise."""

    field: str
    message: str
    email: str
    ui_language: str


def holds_identity_code(text: str) -> bool:
    """Whether the text holds a Finnish personal identity code whose check character is right."""
    return any(
        CHECK_CHARACTERS[int(match[1] + match[2]) % 31] == match[3].upper() for match in IDENTITY_CODE.finditer(text)
    )


def give(
    session: Session, new: NewFeedback, activity: Activity | None = None, *, now: datetime | None = None
) -> Feedback:
    """Store feedback on a listing, or on the service itself when there is no activity.

    Raises ``InvalidChange`` with the field and the name of the fault: ``unknown``, ``too_long``, ``empty``,
    ``identity_code``.
    """
    faults: dict[str, str] = {}
    if new.field not in (LISTING_FIELDS if activity else SERVICE_FIELDS):
        faults["field"] = "unknown"
    if len(new.message) > MESSAGE_MAX:
        faults["message"] = "too_long"
    elif holds_identity_code(new.message):
        faults["message"] = "identity_code"
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


def erase_old_addresses(session: Session, *, now: datetime | None = None) -> int:
    """Erase e-mail addresses of feedback answered more than three months ago; returns how many."""
    result = session.execute(
        update(Feedback)
        .where(Feedback.email != "", Feedback.answered_at < (now or utc_now()) - EMAIL_KEPT)
        .values(email="")
    )
    return int(getattr(result, "rowcount", 0))
