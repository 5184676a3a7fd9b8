"""An activity as the permission table sees it, and who may even know of it."""

from sqlalchemy import inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from directory.errors import Conflict
from directory.models import Activity
from directory.services.access import Actor, Subject, may, require
from directory.vocabulary import Lifecycle

# Anybody may know of these; a draft is its organisation's own business.
KNOWN: frozenset[str] = frozenset({Lifecycle.PUBLISHED, Lifecycle.PAUSED, Lifecycle.ENDED})


def subject_of(activity: Activity) -> Subject:
    """Whose it is, and the municipalities it serves or is held in."""
    places = [location.municipality for location in activity.locations]
    return Subject(activity.organisation_id, tuple(dict.fromkeys([*activity.area_municipalities, *places])))


def require_on(actor: Actor, action: str, activity: Activity) -> None:
    """Raise ``Forbidden``, or ``NotFound`` when the actor may not even know of the activity."""
    subject = subject_of(activity)
    known = activity.lifecycle in KNOWN or may(actor, "activity.see_unpublished", subject)
    require(actor, action, subject, seen=known)


def require_version(session: Session, activity: Activity, version: int) -> None:
    """Raise ``Conflict`` when somebody changed the activity since ``version`` was read."""
    if inspect(activity).persistent:
        session.refresh(activity, ["version"])
    if activity.version != version:
        raise Conflict(f"version {version} was read, {activity.version} is stored")


def flush_version(session: Session, version: int) -> None:
    """Flush; ``Conflict`` when another transaction stored a newer version in the meantime."""
    try:
        session.flush()
    except StaleDataError as error:
        raise Conflict(f"version {version} was read, another is stored") from error
