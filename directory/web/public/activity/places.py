"""Where, and how one gets in: places as the public may see them, accessibility with what is not known said."""

from collections.abc import Mapping
from typing import Any, Final

from directory.models import Activity, Location
from directory.services.cards.making import shown_point
from directory.vocabulary import Precision, codes, municipalities
from directory.web.public.activity.page import Access, Spot
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
    own_access = access_of(location.accessibility, activity, language) if location.accessibility else ()
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


def access_of(stated: Mapping[str, Any], activity: Activity, language: str) -> tuple[Access, ...]:
    """All features that matter here: those stated, then those nobody has told about."""
    in_a_room = not activity.modes or IN_A_ROOM & set(activity.modes)
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
