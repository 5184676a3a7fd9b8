"""What of an activity may leave the server.

Of a hidden location only the municipality and a point rounded to two decimals (about a kilometre) come out;
contacts for professionals and what they do before referring never do.
"""

from directory.models import Activity, Contact, Location, Verification
from directory.vocabulary import Audience, Precision


def public_contact(activity: Activity) -> Contact | None:
    """The first contact the public may see."""
    return next((c for c in activity.contacts if c.audience == Audience.PUBLIC), None)


def last_verification(activity: Activity) -> Verification | None:
    """The latest confirmation; None when nobody ever confirmed."""
    return max(activity.verifications, key=lambda v: (v.verified_on, v.id or 0), default=None)


def accessibility_of(activity: Activity) -> dict[str, str]:
    """Feature → yes, partly or no over all places; what is not there is unknown.

    A place's own statement goes before the activity's. Places that differ, or of which only some are known to be
    accessible, make ``partly``; one inaccessible place among unknown ones says nothing of the whole.
    """
    general = {feature: str(stated["value"]) for feature, stated in activity.accessibility.items()}
    own = [{f: str(stated["value"]) for f, stated in place.accessibility.items()} for place in activity.locations]
    if not any(own):
        return general
    found: dict[str, str] = {}
    for feature in dict.fromkeys((*general, *(feature for place in own for feature in place))):
        values = {place.get(feature, general.get(feature, "")) for place in own}
        if len(values) == 1:
            found[feature] = values.pop()
        elif values != {"no", ""}:
            found[feature] = "partly"
    return found


def shown_point(location: Location) -> tuple[float | None, float | None]:
    """The coordinates that may leave the server."""
    if location.lat is None or location.lon is None:
        return None, None
    if location.precision == Precision.HIDDEN:
        return round(location.lat, 2), round(location.lon, 2)
    return location.lat, location.lon
