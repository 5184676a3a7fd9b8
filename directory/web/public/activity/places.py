"""Where, and how one gets in: places as the public may see them, accessibility with what is not known said."""

from collections.abc import Mapping
from typing import Any, Final

from directory.models import Activity, Location
from directory.services.cards.making import shown_point
from directory.vocabulary import Precision, codes, municipalities
from directory.web.formatting import list_of
from directory.web.public.activity.page import Access, Accessibility, Spot
from directory.web.translating import gettext as _
from directory.web.words import choose

REMOTE_FEATURES: Final = ("sign_language", "easy_language")
IN_A_ROOM: Final = frozenset({"on_site", "outdoors"})
ICONS: Final = {"yes": "check", "partly": "check", "no": "x", "unknown": "ask"}


def spots_of(activity: Activity, language: str, own_language: str) -> tuple[Spot, ...]:
    """Every place; ``own_language`` is the language of its names when it is not the page's."""
    return tuple(_spot(location, activity, language, own_language) for location in activity.locations)


def _spot(location: Location, activity: Activity, language: str, own_language: str) -> Spot:
    town = municipalities()[location.municipality].names[language]
    own_access = _told_of(location.accessibility, activity, language) if location.accessibility else None
    if location.precision == Precision.HIDDEN:
        secret = _("The address is secret for safety. You get it by phone.")
        return Spot("", town, "", None, None, secret, None, None, wide=True, access=own_access)
    lat, lon = shown_point(location)
    wide = location.precision == Precision.APPROXIMATE
    street = ", ".join(part for part in (location.name, location.street) if part)
    return Spot(
        name=street,
        address=" ".join(part for part in (location.postal_code, town) if part),
        lang=own_language,
        entrance=choose(location.entrance_note, language),
        stop=choose(location.stop, language),
        note=_("The point on the map is approximate.") if wide else "",
        lat=lat,
        lon=lon,
        wide=wide,
        access=own_access,
    )


def accessibility_of(activity: Activity, language: str) -> Accessibility | None:
    """Of the activity as a whole; None when only its places tell of theirs."""
    found = _told_of(activity.accessibility, activity, language)
    if not found.told and any(location.accessibility for location in activity.locations):
        return None
    return found


def _told_of(stated: Mapping[str, Any], activity: Activity, language: str) -> Accessibility:
    """Seven lines of "not told" hide what matters: the untold ones are one sentence, because they are no "no"."""
    features = access_of(stated, activity, language)
    told = tuple(feature for feature in features if feature.value != "unknown" or feature.note)
    names = [feature.name[:1].lower() + feature.name[1:] for feature in features if feature not in told]
    if not told and _in_a_room(activity):
        return Accessibility((), _("Nothing is known about accessibility here. Ask before you come."), nothing=True)
    untold = _("Not told: %(features)s", features=list_of(names, language)) if names else ""
    return Accessibility(told, untold, nothing=False)


def _in_a_room(activity: Activity) -> bool:
    return not activity.modes or bool(IN_A_ROOM & set(activity.modes))


def access_of(stated: Mapping[str, Any], activity: Activity, language: str) -> tuple[Access, ...]:
    """All features that matter here: those stated, then those nobody has told about."""
    in_a_room = _in_a_room(activity)
    features = [f for f in codes("accessibility") if f in stated or in_a_room or f in REMOTE_FEATURES]
    known = [_access(feature, stated[feature], language) for feature in features if feature in stated]
    unknown = [_access(feature, {"value": "unknown"}, language) for feature in features if feature not in stated]
    order = {"yes": 0, "partly": 1, "no": 2}
    return (*sorted(known, key=lambda access: order.get(access.value, 3)), *unknown)


def _access(feature: str, stated: Mapping[str, Any], language: str) -> Access:
    value = str(stated.get("value", "unknown"))
    name = codes("accessibility")[feature][language]
    text = {
        "yes": lambda: name,
        "partly": lambda: _("%(feature)s: partly", feature=name),
        "no": lambda: _("%(feature)s: no", feature=name),
    }.get(value, lambda: _("%(feature)s: not told", feature=name))()
    return Access(name, value, ICONS.get(value, "ask"), text, choose(stated.get("note") or {}, language))
