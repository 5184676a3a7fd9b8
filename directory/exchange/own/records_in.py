"""From checked records of the own format to model objects."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final

from directory.models import (
    Activity,
    ActivityText,
    Contact,
    Location,
    Organisation,
    Schedule,
    ScheduleBreak,
    ScheduleException,
    Verification,
)
from directory.vocabulary import municipalities, municipality_by_name

CODE_FIELDS: Final = (
    "kinds",
    "needs",
    "target_groups",
    "modes",
    "outreach_help",
    "threshold",
    "referral_routes",
    "languages",
)


def municipality_code(name: str) -> str:
    """The code of a municipality by name; a merged one gives the one it merged into."""
    found = municipality_by_name()[name.casefold()]
    return found.code if found.active else municipalities()[found.merged_into].code


def fill_organisation(organisation: Organisation, raw: Mapping[str, Any]) -> None:
    """Bring an organisation to what the record says."""
    organisation.import_id = raw["id"]
    organisation.names = dict(raw["name"])
    organisation.descriptions = dict(raw.get("description") or {})
    organisation.sectors = list(raw["sectors"])
    organisation.type = raw["type"]
    organisation.stea_funded = raw["stea_funded"]
    organisation.business_id = raw.get("business_id")
    home = raw.get("home_municipality")
    organisation.home_municipality = municipality_code(home) if home else None
    for name in ("website", "email", "phone"):
        setattr(organisation, name, raw.get(name) or "")


def fill_activity(activity: Activity, raw: Mapping[str, Any]) -> None:
    """Bring an activity to what the record says; parts (texts, places, times …) are made anew."""
    activity.import_id = raw["id"]
    for name in CODE_FIELDS:
        setattr(activity, name, list(raw[name]))
    activity.accessibility = {feature: {"value": "yes"} for feature in raw["accessibility"]} | dict(
        raw.get("accessibility_details") or {}
    )
    activity.tier = raw.get("tier")
    activity.age_min, activity.age_max = raw.get("age_min"), raw.get("age_max")
    activity.gender = raw["gender"]
    activity.area_level = raw["area"]["level"]
    activity.area_municipalities = list(dict.fromkeys(map(municipality_code, raw["area"]["municipalities"])))
    cost = raw.get("cost") or {}
    activity.cost, activity.cost_amount = cost.get("code"), cost.get("amount_eur")
    activity.cost_note = dict(cost.get("note") or {})
    activity.schedule_note = dict(raw.get("schedule_note") or {})
    activity.bring = dict(raw.get("bring") or {})
    activity.do_before = dict(raw.get("do_before") or {})
    activity.capacity = raw.get("capacity")
    activity.capacity_stated_on = _day(raw.get("capacity_stated_on"))
    activity.substance_free = raw.get("substance_free")
    activity.lifecycle = raw["status"]
    activity.paused_until = _day(raw.get("paused_until"))
    activity.review_rhythm = raw["review_rhythm"]
    meets = raw.get("who_meets_you") or {}
    activity.meets_name, activity.meets_at = meets.get("name", ""), meets.get("meets_at")
    activity.texts = [_text(raw, language, meets) for language in raw["texts"]]
    activity.locations = [_location(place, i) for i, place in enumerate(raw["locations"])]
    activity.schedules = [_schedule(row, i) for i, row in enumerate(raw["schedule"])]
    activity.contacts = [_contact(person, i) for i, person in enumerate(raw["contacts"])]
    # Somebody's act stays, whatever a file says later; what a file states is added once.
    known = {(one.verified_on, one.by_role, one.method) for one in activity.verifications}
    activity.verifications += [v for v in _verifications(raw) if (v.verified_on, v.by_role, v.method) not in known]


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _text(raw: Mapping[str, Any], language: str, meets: Mapping[str, Any]) -> ActivityText:
    text = raw["texts"][language]
    return ActivityText(
        language=language,
        title=text["title"],
        summary=text["summary"],
        description=text.get("description") or "",
        how_to_join=text.get("how_to_join") or "",
        who_meets=meets.get("texts", {}).get(language, ""),
        search_words=list(raw.get("search_words", {}).get(language, [])),
        origin="imported",
    )


def _location(raw: Mapping[str, Any], position: int) -> Location:
    return Location(
        position=position,
        name=raw.get("name") or "",
        street=raw.get("street") or "",
        postal_code=raw.get("postal_code") or "",
        municipality=municipality_code(raw["municipality"]),
        lat=raw.get("lat"),
        lon=raw.get("lon"),
        precision=raw["precision"],
        entrance_note=dict(raw.get("entrance_note") or {}),
        stop=dict(raw.get("stop") or {}),
        accessibility=dict(raw.get("accessibility") or {}),
    )


def _schedule(raw: Mapping[str, Any], position: int) -> Schedule:
    return Schedule(
        position=position,
        weekday=raw["weekday"],
        start=time.fromisoformat(raw["start"]),
        end=time.fromisoformat(raw["end"]),
        ends_next_day=raw.get("ends_next_day", False),
        every_weeks=raw.get("every_weeks"),
        nth=raw.get("nth"),
        starts_on=date.fromisoformat(raw["from"]),
        ends_on=_day(raw.get("until")),
        not_on_public_holidays=raw.get("not_on_public_holidays"),
        note=dict(raw.get("note") or {}),
        breaks=[
            ScheduleBreak(
                starts_on=date.fromisoformat(pause["from"]),
                ends_on=date.fromisoformat(pause["until"]),
                note=dict(pause.get("note") or {}),
            )
            for pause in raw.get("breaks", [])
        ],
        exceptions=[
            ScheduleException(
                held_on=date.fromisoformat(exception["date"]),
                kind=exception["kind"],
                start=time.fromisoformat(exception["start"]) if exception.get("start") else None,
                end=time.fromisoformat(exception["end"]) if exception.get("end") else None,
                note=dict(exception.get("note") or {}),
            )
            for exception in raw.get("exceptions", [])
        ],
    )


def _contact(raw: Mapping[str, Any], position: int) -> Contact:
    return Contact(
        position=position,
        name=raw.get("name") or "",
        role=dict(raw.get("role") or {}),
        phone=raw.get("phone") or "",
        email=raw.get("email") or "",
        audience=raw["audience"],
    )


def _verifications(raw: Mapping[str, Any]) -> list[Verification]:
    """Confirmations the source states; an import never makes one of its own."""
    stated = raw.get("verifications")
    if stated is None:
        stated = [{"on": raw["verified_on"]}] if raw.get("verified_on") else []
    return [
        Verification(
            verified_on=date.fromisoformat(one["on"]),
            by_role=one.get("by", "organisation"),
            method=one.get("method"),
            confirmed=list(one.get("confirmed", [])),
        )
        for one in stated
    ]
