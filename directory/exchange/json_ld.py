"""Activities and organisations as schema.org JSON-LD, for search engines and other machines.

One node a page: an ``Event`` with its timetable when the activity has a place and a coming session, a ``Service``
otherwise. Public information only; a hidden place gives its municipality and nothing more.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from directory.models import Activity, Organisation, Schedule
from directory.services.cards.making import public_contact, shown_point
from directory.services.schedules import RealSession
from directory.services.schedules.sessions import CANCELLED
from directory.vocabulary import Cost, Precision, codes, municipalities

CONTEXT: Final = "https://schema.org"
DAY: Final = {
    "mo": "Monday",
    "tu": "Tuesday",
    "we": "Wednesday",
    "th": "Thursday",
    "fr": "Friday",
    "sa": "Saturday",
    "su": "Sunday",
}
REMOTE: Final = frozenset({"online", "phone"})
HUMAN_LANGUAGES: Final = {"easy_fi": "fi", "sign": "fse"}  # the rest are BCP 47 already


def activity_json_ld(
    activity: Activity, sessions: Sequence[RealSession], *, language: str, url: str, organisation_url: str
) -> dict[str, Any]:
    """The node of an activity page in ``language`` (one of the activity's own texts, or its first)."""
    text = next((t for t in activity.texts if t.language == language), activity.texts[0])
    held = [session for session in sessions if session.status != CANCELLED]
    shared: dict[str, Any] = {
        "@context": CONTEXT,
        "name": text.title,
        "description": text.summary,
        "url": url,
        "audience": _audience(activity),
        "areaServed": [_area(code, language) for code in activity.area_municipalities]
        or [{"@type": "Country", "name": "FI"}],
    }
    organiser = organisation_json_ld(activity.organisation, language=language, url=organisation_url)
    organiser.pop("@context")
    if held and activity.locations:
        return {**shared, **_event(activity, held[0], language), "organizer": organiser}
    return {**shared, **_service(activity, language), "provider": organiser}


def organisation_json_ld(organisation: Organisation, *, language: str, url: str) -> dict[str, Any]:
    """The node of an organisation page."""
    node: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "NGO" if organisation.type in {"association", "foundation"} else "Organization",
        "name": _in(organisation.names, language),
        "url": url,
    }
    if organisation.business_id:
        node["identifier"] = {"@type": "PropertyValue", "propertyID": "Y-tunnus", "value": organisation.business_id}
    if organisation.website:
        node["sameAs"] = organisation.website
    if organisation.phone:
        node["telephone"] = organisation.phone
    return node


def _event(activity: Activity, session: RealSession, language: str) -> dict[str, Any]:
    remote, here = REMOTE & set(activity.modes), set(activity.modes) - REMOTE
    mode = "Mixed" if remote and here else "Online" if remote else "Offline"
    node: dict[str, Any] = {
        "@type": "Event",
        "startDate": session.start.isoformat(),
        "endDate": session.end.isoformat(),
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "eventAttendanceMode": f"{CONTEXT}/{mode}EventAttendanceMode",
        "location": [_place(location, language) for location in activity.locations],
        "inLanguage": [HUMAN_LANGUAGES.get(code, code) for code in activity.languages],
        "eventSchedule": [_schedule(row) for row in activity.schedules],
    }
    if activity.cost is not None:
        node["isAccessibleForFree"] = activity.cost in (Cost.FREE, Cost.VOLUNTARY)
    return node


def _service(activity: Activity, language: str) -> dict[str, Any]:
    channel: dict[str, Any] = {
        "@type": "ServiceChannel",
        "availableLanguage": [HUMAN_LANGUAGES.get(code, code) for code in activity.languages],
    }
    contact = public_contact(activity)
    if contact and contact.phone:
        channel["servicePhone"] = {"@type": "ContactPoint", "telephone": contact.phone}
    if activity.locations:
        channel["serviceLocation"] = _place(activity.locations[0], language)
    node: dict[str, Any] = {
        "@type": "Service",
        "serviceType": [codes("kinds")[code][language] for code in activity.kinds if code in codes("kinds")],
        "availableChannel": channel,
        "hoursAvailable": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"{CONTEXT}/{DAY[row.weekday]}",
                "opens": row.start.isoformat("minutes"),
                "closes": row.end.isoformat("minutes"),
            }
            for row in activity.schedules
            if (row.every_weeks or 1) == 1 and row.nth is None
        ],
    }
    if activity.cost == Cost.FREE:
        node["offers"] = {"@type": "Offer", "price": 0, "priceCurrency": "EUR"}
    elif activity.cost_amount is not None:
        node["offers"] = {"@type": "Offer", "price": activity.cost_amount, "priceCurrency": "EUR"}
    return {name: value for name, value in node.items() if value != []}


def _audience(activity: Activity) -> dict[str, Any]:
    audience: dict[str, Any] = {"@type": "PeopleAudience"}
    if activity.age_min is not None:
        audience["suggestedMinAge"] = activity.age_min
    if activity.age_max is not None:
        audience["suggestedMaxAge"] = activity.age_max
    if activity.gender != "all":
        audience["suggestedGender"] = "male" if activity.gender == "men" else "female"
    return audience


def _area(code: str, language: str) -> dict[str, Any]:
    return {
        "@type": "AdministrativeArea",
        "name": municipalities()[code].names[language],
        "identifier": {"@type": "PropertyValue", "propertyID": "kuntanumero", "value": code},
    }


def _place(location: Any, language: str) -> dict[str, Any]:
    town = municipalities()[location.municipality].names[language]
    address: dict[str, Any] = {"@type": "PostalAddress", "addressLocality": town, "addressCountry": "FI"}
    if location.precision == Precision.HIDDEN:
        return {"@type": "Place", "name": town, "address": address}
    if location.street:
        address |= {"streetAddress": location.street, "postalCode": location.postal_code}
    place: dict[str, Any] = {"@type": "Place", "name": location.name or town, "address": address}
    lat, lon = shown_point(location)
    if lat is not None and lon is not None and location.precision == Precision.EXACT:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}
    return place


def _schedule(row: Schedule) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "Schedule",
        "startDate": row.starts_on.isoformat(),
        "startTime": row.start.isoformat("minutes"),
        "endTime": row.end.isoformat("minutes"),
        "byDay": f"{CONTEXT}/{DAY[row.weekday]}",
        "scheduleTimezone": "Europe/Helsinki",
        "repeatFrequency": f"P{row.every_weeks or 1}W" if row.nth is None else "P1M",
    }
    if row.nth is not None:
        node["byMonthWeek"] = row.nth
    if row.ends_on:
        node["endDate"] = row.ends_on.isoformat()
    skipped = [e.held_on.isoformat() for e in row.exceptions if e.kind == "cancelled"]
    if skipped:
        node["exceptDate"] = skipped
    return node


def _in(localised: Mapping[str, str], language: str) -> str:
    return localised.get(language) or next(iter(localised.values()), "")
