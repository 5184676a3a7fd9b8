"""From draft to archive: each step is an act of its own, and no step can be skipped."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from directory.errors import InvalidChange
from directory.models import Activity, Organisation
from directory.models.base import utc_now
from directory.services import indexing, revisions
from directory.services.access import Actor
from directory.services.activities.change import ActivityChange
from directory.services.activities.current import change_of
from directory.services.activities.subject import flush_version, require_on, require_version
from directory.services.schedules import HELSINKI
from directory.vocabulary import Audience, Lifecycle

# Act → (states it may be done in, state it leads to, permission).
STEPS: Final[Mapping[str, tuple[frozenset[Lifecycle], Lifecycle, str]]] = {
    "submit": (frozenset({Lifecycle.DRAFT}), Lifecycle.PENDING, "activity.edit"),
    "return": (frozenset({Lifecycle.PENDING}), Lifecycle.DRAFT, "activity.edit"),
    "publish": (frozenset({Lifecycle.DRAFT, Lifecycle.PENDING}), Lifecycle.PUBLISHED, "activity.publish"),
    "pause": (frozenset({Lifecycle.PUBLISHED, Lifecycle.PAUSED}), Lifecycle.PAUSED, "activity.publish"),
    "resume": (frozenset({Lifecycle.PAUSED}), Lifecycle.PUBLISHED, "activity.publish"),
    "end": (frozenset({Lifecycle.PUBLISHED, Lifecycle.PAUSED}), Lifecycle.ENDED, "activity.publish"),
    "reopen": (frozenset({Lifecycle.ENDED, Lifecycle.ARCHIVED}), Lifecycle.DRAFT, "activity.edit"),
    "archive": (
        frozenset({Lifecycle.DRAFT, Lifecycle.PENDING, Lifecycle.PAUSED, Lifecycle.ENDED}),
        Lifecycle.ARCHIVED,
        "activity.publish",
    ),
}
PAUSE_MOST: Final = 366  # days; what rests longer has ended


def submit(session: Session, actor: Actor, activity: Activity, *, version: int, now: datetime | None = None) -> None:
    """Hand a complete draft over to be published."""
    _step(session, actor, activity, "submit", version=version, now=now)


def send_back(session: Session, actor: Actor, activity: Activity, *, version: int, now: datetime | None = None) -> None:
    """Give a submitted draft back to its writers."""
    _step(session, actor, activity, "return", version=version, now=now)


def publish(session: Session, actor: Actor, activity: Activity, *, version: int, now: datetime | None = None) -> None:
    """Let the public find the activity. It must be complete: see ``faults_of_public``."""
    _step(session, actor, activity, "publish", version=version, now=now)


def pause(
    session: Session,
    actor: Actor,
    activity: Activity,
    *,
    version: int,
    until: date | None = None,
    now: datetime | None = None,
) -> None:
    """Take the activity out of search, to the end of ``until`` or until it is resumed."""
    now = now or utc_now()
    today = now.astimezone(HELSINKI).date()
    if until is not None and not 0 <= (until - today).days <= PAUSE_MOST:
        raise InvalidChange({"paused_until": "out_of_range"})
    _step(session, actor, activity, "pause", version=version, until=until, now=now)


def resume(session: Session, actor: Actor, activity: Activity, *, version: int, now: datetime | None = None) -> None:
    """End a pause now."""
    _step(session, actor, activity, "resume", version=version, now=now)


def end(session: Session, actor: Actor, activity: Activity, *, version: int, now: datetime | None = None) -> None:
    """The activity is over for good; its address says so."""
    _step(session, actor, activity, "end", version=version, now=now)


def reopen(session: Session, actor: Actor, activity: Activity, *, version: int, now: datetime | None = None) -> None:
    """Take an ended or archived activity up again, as a draft."""
    _step(session, actor, activity, "reopen", version=version, now=now)


def archive(session: Session, actor: Actor, activity: Activity, *, version: int, now: datetime | None = None) -> None:
    """Put the activity away; nothing is deleted."""
    _step(session, actor, activity, "archive", version=version, now=now)


def faults_of_public(change: ActivityChange, organisation: Organisation) -> dict[str, str]:
    """What a published activity must say besides holding: a kind, a need, a language, and a way to reach somebody."""
    faults = {name: "empty" for name in ("kinds", "needs", "languages", "texts") if not getattr(change, name)}
    reachable = any(c.audience == Audience.PUBLIC and (c.phone or c.email) for c in change.contacts)
    if not (reachable or organisation.phone or organisation.email):
        faults["contacts"] = "empty"
    return faults


def _step(
    session: Session,
    actor: Actor,
    activity: Activity,
    act: str,
    *,
    version: int,
    until: date | None = None,
    now: datetime | None = None,
) -> None:
    allowed, state, permission = STEPS[act]
    require_on(actor, permission, activity)
    require_version(session, activity, version)
    if activity.lifecycle not in allowed:
        raise InvalidChange({"lifecycle": activity.lifecycle})
    if state in {Lifecycle.PENDING, Lifecycle.PUBLISHED}:
        faults = faults_of_public(change_of(activity), activity.organisation)
        if faults:
            raise InvalidChange(faults)
    now = now or utc_now()
    before = {"lifecycle": activity.lifecycle, "paused_until": activity.paused_until}
    activity.lifecycle, activity.paused_until, activity.updated_at = state, until, now
    flush_version(session, version)
    after = {"lifecycle": state, "paused_until": until}
    revisions.record(session, actor, (revisions.ACTIVITY, activity.id), act, revisions.differences(before, after))
    indexing.changed(session, [activity.id], now=now)
