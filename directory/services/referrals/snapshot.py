"""What a slip said of an activity when it was made, and what is different now."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from directory.models import Activity
from directory.services.cards.making import public_contact
from directory.services.schedules import upcoming
from directory.services.schedules.sessions import CANCELLED
from directory.vocabulary import Lifecycle, Precision

SESSIONS_ON_SLIP: Final = 3


class Change(StrEnum):
    """What may have changed since a slip was made."""

    ENDED = "ended"
    PAUSED = "paused"
    TIMES = "times"
    PLACE = "place"
    PHONE = "phone"
    COST = "cost"
    FULL = "full"


def snapshot(activity: Activity, now: datetime) -> dict[str, Any]:
    """The public facts a reader of the paper acts on, as JSON. Hidden places are told apart, never told."""
    contact = public_contact(activity)
    return {
        "lifecycle": activity.lifecycle,
        "sessions": [
            [session.start.isoformat(), session.end.isoformat()]
            for session in upcoming(activity.schedules, now, limit=SESSIONS_ON_SLIP)
            if session.status != CANCELLED
        ],
        "places": [
            [location.municipality]
            if location.precision == Precision.HIDDEN
            else [location.municipality, location.name, location.street]
            for location in activity.locations
        ],
        "phone": (contact.phone if contact else "") or activity.organisation.phone,
        "cost": [activity.cost, activity.cost_amount],
        "capacity": activity.capacity,
    }


def changes_since(printed: dict[str, Any], activity: Activity, now: datetime) -> tuple[Change, ...]:
    """What is different from the paper, weightiest first; an activity that has ended is only that."""
    if activity.lifecycle in {Lifecycle.ENDED, Lifecycle.ARCHIVED, Lifecycle.DRAFT, Lifecycle.PENDING}:
        return (Change.ENDED,)
    current = snapshot(activity, now)
    found = []
    if activity.lifecycle == Lifecycle.PAUSED:
        found.append(Change.PAUSED)
    elif _times_differ(printed, activity, now):
        found.append(Change.TIMES)
    for key, change in (("places", Change.PLACE), ("phone", Change.PHONE), ("cost", Change.COST)):
        if key in printed and printed[key] != current[key]:
            found.append(change)
    if current["capacity"] in {"full", "waiting_list"} and printed.get("capacity") != current["capacity"]:
        found.append(Change.FULL)
    return tuple(found)


def _times_differ(printed: dict[str, Any], activity: Activity, now: datetime) -> bool:
    """Whether a printed session that is still to come is not held as printed."""
    promised = [
        (datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in printed.get("sessions", [])
    ]
    waiting = [(start, end) for start, end in promised if end > now]
    if not waiting:
        return False
    held = {
        (session.start, session.end)
        for session in upcoming(activity.schedules, now, limit=3 * SESSIONS_ON_SLIP)
        if session.status != CANCELLED
    }
    return any(session not in held for session in waiting)
