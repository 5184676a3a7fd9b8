"""Counting without codes: how many came in a month, set as one number that can be set again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import InvalidChange, NotFound
from directory.models import Activity, ReferralOutcome
from directory.services.access import Actor, require
from directory.services.activities import subject_of
from directory.services.outcomes.periods import open_months
from directory.services.schedules.sessions import HELSINKI
from directory.vocabulary import OutcomeKind

COUNT_MAX: Final = 999


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one activity counted in a month without codes. None leaves a number as it is."""

    came: int | None = None
    came_again: int | None = None
    not_fit: int | None = None

    def of(self, kind: str) -> int | None:
        """The number of a kind."""
        return {OutcomeKind.CAME: self.came, OutcomeKind.CAME_AGAIN: self.came_again}.get(
            OutcomeKind(kind), self.not_fit
        )


def numbers_of(session: Session, actor: Actor, activity_id: str, month: date) -> Numbers:
    """What is counted without codes. Raises ``NotFound`` for an activity of others."""
    rows = _rows(session, _own(session, actor, activity_id), month)
    return Numbers(*(rows[kind].count if kind in rows else 0 for kind in OutcomeKind))


def set_numbers(
    session: Session, actor: Actor, activity_id: str, month: date, numbers: Numbers, *, now: datetime
) -> Numbers:
    """Set the month's numbers; returns those before. Raises ``NotFound`` or ``InvalidChange``.

    Faults: ``month``: ``closed``; ``came``, ``came_again``, ``not_fit``: ``out_of_range`` (0 to ``COUNT_MAX``);
    ``came``: ``empty`` when no number is given.
    """
    activity = _own(session, actor, activity_id)
    faults = {kind.value: "out_of_range" for kind in OutcomeKind if not 0 <= (numbers.of(kind) or 0) <= COUNT_MAX}
    if all(numbers.of(kind) is None for kind in OutcomeKind):
        faults["came"] = "empty"
    if month not in open_months(now.astimezone(HELSINKI).date()):
        faults["month"] = "closed"
    if faults:
        raise InvalidChange(faults)
    rows = _rows(session, activity, month)
    before = Numbers(*(rows[kind].count if kind in rows else 0 for kind in OutcomeKind))
    for kind in OutcomeKind:
        number = numbers.of(kind)
        if number is None:
            continue
        if kind in rows:
            rows[kind].count = number
        elif number:
            session.add(ReferralOutcome(activity_id=activity.id, kind=kind.value, count=number, month=month))
    session.flush()
    return before


def _own(session: Session, actor: Actor, activity_id: str) -> Activity:
    found = session.scalar(select(Activity).where(Activity.public_id == activity_id))
    if found is None:
        raise NotFound(activity_id)
    require(actor, "outcome.give", subject_of(found), seen=False)
    return found


def _rows(session: Session, activity: Activity, month: date) -> dict[str, ReferralOutcome]:
    rows = session.scalars(
        select(ReferralOutcome)
        .where(
            ReferralOutcome.activity_id == activity.id,
            ReferralOutcome.month == month,
            ReferralOutcome.by_code.is_(False),
        )
        .order_by(ReferralOutcome.id)
    )
    return {row.kind: row for row in rows}
