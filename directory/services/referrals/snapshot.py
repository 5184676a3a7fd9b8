"""What a slip said of an activity when it was made, and what is different now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from directory.models import Activity
from directory.services.cards.making import public_contact
from directory.services.schedules import upcoming
from directory.services.schedules.sessions import CANCELLED
from directory.vocabulary import Lifecycle, Precision

SESSIONS_ON_SLIP: Final = 3
OVER: Final = frozenset({Lifecycle.ENDED, Lifecycle.ARCHIVED, Lifecycle.DRAFT, Lifecycle.PENDING})
Hours = tuple[datetime, datetime]


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


@dataclass(frozen=True, slots=True)
class Present:
    """What holds now of an activity, worked out once for any number of papers; ``held`` are hours people can come."""

    lifecycle: str
    facts: Mapping[str, Any]
    held: frozenset[Hours]


def present(activity: Activity, now: datetime) -> Present:
    """What holds now."""
    coming = upcoming(activity.schedules, now, limit=3 * SESSIONS_ON_SLIP)
    return Present(
        activity.lifecycle,
        snapshot(activity, now),
        frozenset((one.start, one.end) for one in coming if one.status != CANCELLED),
    )


def changes_since(printed: Mapping[str, Any], activity: Activity, now: datetime) -> tuple[Change, ...]:
    """What is different from the paper, weightiest first; an activity that has ended is only that."""
    if activity.lifecycle in OVER:
        return (Change.ENDED,)
    return changes_between(printed, present(activity, now), now)


def changes_between(printed: Mapping[str, Any], current: Present, now: datetime) -> tuple[Change, ...]:
    """As ``changes_since``, against what was worked out before."""
    if current.lifecycle in OVER:
        return (Change.ENDED,)
    found = []
    if current.lifecycle == Lifecycle.PAUSED:
        found.append(Change.PAUSED)
    elif lost_sessions(printed, current, now):
        found.append(Change.TIMES)
    for key, change in (("places", Change.PLACE), ("phone", Change.PHONE), ("cost", Change.COST)):
        if key in printed and printed[key] != current.facts[key]:
            found.append(change)
    if current.facts["capacity"] in {"full", "waiting_list"} and printed.get("capacity") != current.facts["capacity"]:
        found.append(Change.FULL)
    return tuple(found)


def lost_sessions(printed: Mapping[str, Any], current: Present, now: datetime) -> list[Hours]:
    """Printed sessions still to come that are not held as printed: cancelled, or at other hours."""
    promised = (
        (datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in printed.get("sessions", [])
    )
    return [hours for hours in promised if hours[1] > now and hours not in current.held]
