"""Ticking for a slip's code: one's own activities on it, each kind once, taken back within the month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory.errors import DirectoryError, InvalidChange, NotFound
from directory.models import Activity, ReferralOutcome, ReferralSlip
from directory.services import referrals
from directory.services.access import Actor, may
from directory.services.activities import subject_of
from directory.services.outcomes.periods import month_of
from directory.services.schedules.sessions import HELSINKI
from directory.vocabulary import OutcomeKind, OutcomeReason


class WrongCode(DirectoryError):
    """Nothing can be ticked for the code. ``reason``: ``unreadable``, ``unknown`` or ``others`` (not one's own)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Mark:
    """A kind that is ticked; ``reason`` is why it did not fit. ``open`` when it can still be taken back."""

    reason: str
    open: bool


@dataclass(frozen=True, slots=True)
class TickedActivity:
    """One of the organisation's activities on a slip, and what is ticked for it by kind."""

    public_id: str
    titles: Mapping[str, str]
    marks: Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class TickedSlip:
    """A slip as its organisation sees it: the readable code and its own activities, in the order of the paper."""

    code: str
    activities: tuple[TickedActivity, ...]


def slip_of_code(session: Session, actor: Actor, typed: str, *, now: datetime) -> TickedSlip:
    """The actor's own activities on the slip of a code. Raises ``NotFound`` for a reader, else ``WrongCode``."""
    slip, own = _own_part(session, actor, typed, now)
    month = month_of(now.astimezone(HELSINKI).date())
    marks: dict[int, dict[str, Mark]] = {activity.id: {} for activity in own}
    rows = session.scalars(select(ReferralOutcome).where(ReferralOutcome.slip_id == slip.id))
    for row in rows:
        if row.activity_id in marks:
            marks[row.activity_id][row.kind] = Mark(row.reason, row.month == month)
    return TickedSlip(
        slip.short_code,
        tuple(TickedActivity(a.public_id, {t.language: t.title for t in a.texts}, marks[a.id]) for a in own),
    )


def tick(
    session: Session, actor: Actor, typed: str, activity_id: str, *, kind: str, reason: str = "", now: datetime
) -> bool:
    """Tick a kind for an activity on a slip; False when it was ticked before and nothing changed.

    Raises ``WrongCode``, ``NotFound`` (an activity of others) or ``InvalidChange`` (``kind``, ``reason``:
    ``unknown``).
    """
    slip, activity = _own_one(session, actor, typed, activity_id, now)
    faults = {}
    if kind not in set(OutcomeKind):
        faults["kind"] = "unknown"
    if (reason in set(OutcomeReason)) != (kind == OutcomeKind.NOT_FIT):
        faults["reason"] = "unknown"
    if faults:
        raise InvalidChange(faults)
    if _ticked(session, slip.id, activity.id, kind) is not None:
        return False
    row = ReferralOutcome(
        activity_id=activity.id,
        workplace_id=slip.workplace_id,
        slip_id=slip.id,
        by_code=True,
        kind=kind,
        reason=reason,
        month=month_of(now.astimezone(HELSINKI).date()),
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # two presses at once: the other one counted
        return False
    return True


def untick(session: Session, actor: Actor, typed: str, activity_id: str, *, kind: str, now: datetime) -> None:
    """Take a tick back; one that is not there is no fault. Raises as ``tick``, and ``InvalidChange`` (``month``:
    ``closed``) when it was made in an earlier month: those numbers may have been told."""
    slip, activity = _own_one(session, actor, typed, activity_id, now)
    found = _ticked(session, slip.id, activity.id, kind)
    if found is None:
        return
    if found.month != month_of(now.astimezone(HELSINKI).date()):
        raise InvalidChange({"month": "closed"})
    session.delete(found)
    session.flush()


def _ticked(session: Session, slip_id: int, activity_id: int, kind: str) -> ReferralOutcome | None:
    return session.scalar(
        select(ReferralOutcome).where(
            ReferralOutcome.slip_id == slip_id,
            ReferralOutcome.activity_id == activity_id,
            ReferralOutcome.kind == kind,
        )
    )


def _own_one(
    session: Session, actor: Actor, typed: str, activity_id: str, now: datetime
) -> tuple[ReferralSlip, Activity]:
    slip, own = _own_part(session, actor, typed, now)
    found = next((activity for activity in own if activity.public_id == activity_id), None)
    if found is None:
        raise NotFound(activity_id)
    return slip, found


def _own_part(session: Session, actor: Actor, typed: str, now: datetime) -> tuple[ReferralSlip, list[Activity]]:
    if not actor.has("editor"):
        raise NotFound("slip")
    if not referrals.plain_code(typed):
        raise WrongCode("unreadable")
    try:
        slip = referrals.find(session, typed, today=now.astimezone(HELSINKI).date())
    except NotFound as error:
        raise WrongCode("unknown") from error
    own = [item.activity for item in slip.items if may(actor, "outcome.give", subject_of(item.activity))]
    if not own:
        raise WrongCode("others")
    return slip, own
