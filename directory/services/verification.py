"""Confirming that a listing is true: an explicit act of a person, never a save and never an import's own guess."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from directory.errors import InvalidChange
from directory.models import Activity, Verification
from directory.models.base import utc_now
from directory.services import indexing, revisions
from directory.services.access import Actor
from directory.services.activities.subject import require_on
from directory.services.schedules import HELSINKI
from directory.vocabulary import Role, VerificationMethod

FIELD_GROUPS: Final = ("times", "place", "contact", "purpose")
OLDEST: Final = 31  # days a confirmation may be written down afterwards: a call list is typed in later
BY: Final = {Role.EDITOR: "organisation", Role.COORDINATOR: "coordinator", Role.ADMIN: "admin"}


def record(
    session: Session,
    actor: Actor,
    activity: Activity,
    *,
    method: str,
    confirmed: Collection[str],
    on: date,
    now: datetime | None = None,
) -> Verification:
    """Write down that the actor confirmed these field groups (``FIELD_GROUPS``) of the activity on a day.

    The listing's version stays: nothing it says has changed. Raises ``Forbidden``, ``NotFound`` and ``InvalidChange``.
    """
    require_on(actor, "activity.verify", activity)
    now = now or utc_now()
    faults = _faults(method, confirmed, (now.astimezone(HELSINKI).date() - on).days)
    if faults:
        raise InvalidChange(faults)
    verification = Verification(
        activity=activity,
        verified_on=on,
        by_role=_by(actor, activity),
        method=method,
        confirmed=[group for group in FIELD_GROUPS if group in confirmed],
        recorded_at=now,
    )
    session.add(verification)
    session.flush()
    told: dict[str, list[Any]] = {
        "verified_on": [None, on],
        "method": [None, method],
        "confirmed": [None, verification.confirmed],
    }
    revisions.record(session, actor, (revisions.ACTIVITY, activity.id), "verify", told)
    indexing.changed(session, [activity.id], now=now)
    return verification


def _faults(method: str, confirmed: Collection[str], days_ago: int) -> dict[str, str]:
    faults: dict[str, str] = {}
    if method not in set(VerificationMethod):
        faults["method"] = "unknown"
    if not confirmed:
        faults["confirmed"] = "empty"
    elif not set(confirmed) <= set(FIELD_GROUPS):
        faults["confirmed"] = "unknown"
    if not 0 <= days_ago <= OLDEST:
        faults["on"] = "out_of_range"
    return faults


def _by(actor: Actor, activity: Activity) -> str:
    """The group's own word counts as such even when its editor holds a wider role elsewhere."""
    if any(g.role == Role.EDITOR and g.organisation_id == activity.organisation_id for g in actor.grants):
        return BY[Role.EDITOR]
    return BY[Role(actor.main_role)]
