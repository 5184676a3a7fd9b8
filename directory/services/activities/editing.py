"""Making and changing activities."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from directory.errors import InvalidChange
from directory.models import Activity, Organisation
from directory.models.base import utc_now
from directory.services import indexing, revisions
from directory.services.access import Actor, Subject, require
from directory.services.activities.applying import apply
from directory.services.activities.change import ActivityChange
from directory.services.activities.checking import faults_of
from directory.services.activities.current import change_of
from directory.services.activities.lifecycle import faults_of_public
from directory.services.activities.subject import flush_version, require_on, require_version
from directory.vocabulary import Lifecycle


def create(
    session: Session, actor: Actor, organisation: Organisation, change: ActivityChange, *, now: datetime | None = None
) -> Activity:
    """A new draft of the organisation. Raises ``Forbidden`` and ``InvalidChange``."""
    places = (*change.area_municipalities, *(place.municipality for place in change.locations))
    require(actor, "activity.edit", Subject(organisation.id, tuple(dict.fromkeys(places))))
    _require_faultless(faults_of(change))
    now = now or utc_now()
    activity = Activity(
        organisation=organisation,
        area_level=change.area_level,
        lifecycle=Lifecycle.DRAFT,
        created_at=now,
        updated_at=now,
    )
    session.add(activity)
    apply(activity, change, now=now)
    session.flush()
    revisions.record(
        session, actor, (revisions.ACTIVITY, activity.id), "create", revisions.differences({}, _told(change))
    )
    indexing.changed(session, [activity.id], now=now)
    return activity


def update(
    session: Session,
    actor: Actor,
    activity: Activity,
    change: ActivityChange,
    *,
    version: int,
    checked: Collection[str] = (),
    now: datetime | None = None,
) -> bool:
    """Make the activity say what the change says; returns whether anything differed.

    ``version`` is the one the editor read: ``Conflict`` when somebody else changed the activity since. ``checked`` are
    languages whose translation was read beside its original and holds. A save confirms nothing: verification is an act
    of its own. Raises ``Forbidden``, ``NotFound``, ``Conflict`` and ``InvalidChange`` with every fault.
    """
    require_on(actor, "activity.edit", activity)
    require_version(session, activity, version)
    before = change_of(activity)
    _require_faultless(_new_faults(activity, before, change))
    stale = {text.language for text in activity.texts if text.stale}
    changes = revisions.differences(_told(before), _told(change))
    if not changes and not stale & set(checked):
        return False
    now = now or utc_now()
    apply(activity, change, now=now, checked=checked)
    # Touched even when only a part of it changed, so that the version tells of every change.
    activity.updated_at = now
    flag_modified(activity, "updated_at")
    flush_version(session, version)
    changes |= _staleness(activity, stale)
    revisions.record(session, actor, (revisions.ACTIVITY, activity.id), "update", changes)
    indexing.changed(session, [activity.id], now=now)
    return True


def _new_faults(activity: Activity, before: ActivityChange, change: ActivityChange) -> dict[str, str]:
    """Faults of what this change touches: whoever corrects the times need not repair the rest first."""
    faults = faults_of(change)
    if activity.lifecycle in {Lifecycle.PUBLISHED, Lifecycle.PAUSED}:
        faults = faults_of_public(change, activity.organisation) | faults
    return {
        path: fault
        for path, fault in faults.items()
        if getattr(before, path.split(".")[0]) != getattr(change, path.split(".")[0])
    }


def _told(change: ActivityChange) -> dict[str, object]:
    return {name: getattr(change, name) for name in change.__dataclass_fields__}


def _staleness(activity: Activity, before: set[str]) -> dict[str, list[object]]:
    return {
        f"texts.{text.language}.stale": [text.language in before, text.stale]
        for text in activity.texts
        if text.stale != (text.language in before)
    }


def _require_faultless(faults: dict[str, str]) -> None:
    if faults:
        raise InvalidChange(faults)
