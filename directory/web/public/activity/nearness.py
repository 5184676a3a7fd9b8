"""How far an activity is from the reader's own municipality, and when it is worth looking for a nearer one."""

from collections.abc import Iterable
from typing import Final

from directory.models import Activity
from directory.services.cards.making import shown_point
from directory.vocabulary import Lifecycle, municipalities
from search.grid import distance_km
from search.types import Point

FAR_KM: Final = 25.0  # further than this one asks how to get there before anything else
CLOSED: Final = frozenset({"full", "waiting_list"})
RESTING: Final = frozenset({Lifecycle.PAUSED, Lifecycle.ENDED, Lifecycle.ARCHIVED})


def centre_of(municipality: str) -> Point | None:
    """The centre of a municipality by its code; None for an unknown one or ""."""
    town = municipalities().get(municipality)
    return Point(town.lat, town.lon) if town else None


def point_of(activity: Activity) -> Point | None:
    """The first place of an activity that has a point, as the public may know it."""
    return next(iter(_points(activity)), None)


def km_from(municipality: str, activity: Activity) -> float | None:
    """Kilometres in a straight line from the centre of a municipality to the nearest place of the activity."""
    centre = centre_of(municipality)
    if centre is None:
        return None
    return min((distance_km(centre, point) for point in _points(activity)), default=None)


def is_closed(activity: Activity) -> bool:
    """Whether a newcomer cannot begin now: it is full, on a break or over."""
    return activity.capacity in CLOSED or activity.lifecycle in RESTING


def is_far(km: float | None) -> bool:
    """Whether a known distance is a long way."""
    return km is not None and km > FAR_KM


def _points(activity: Activity) -> Iterable[Point]:
    for location in activity.locations:
        lat, lon = shown_point(location)
        if lat is not None and lon is not None:
            yield Point(lat, lon)
