"""From model objects to records of the own format; the reverse of ``records_in``."""

from datetime import time
from typing import Any

from directory.models import Activity, Contact, Location, Organisation, Schedule, Verification
from directory.vocabulary import Precision, municipalities

Record = dict[str, Any]


def organisation_record(organisation: Organisation) -> Record:
    """The record of an organisation."""
    home = organisation.home_municipality
    record: Record = {
        "id": organisation.import_id or organisation.public_id,
        "name": organisation.names,
        "description": organisation.descriptions,
        "sectors": organisation.sectors,
        "type": organisation.type,
        "home_municipality": municipalities()[home].names["fi"] if home else None,
        "business_id": organisation.business_id,
        "stea_funded": organisation.stea_funded,
        "website": organisation.website,
        "email": organisation.email,
        "phone": organisation.phone,
    }
    if not organisation.descriptions:
        del record["description"]
    if organisation.parent:
        record["parent"] = organisation.parent.import_id or organisation.parent.public_id
    return record


def activity_record(activity: Activity, *, hidden_addresses: bool) -> Record:
    """The record of an activity. Secret addresses only when asked for."""
    return {
        "id": activity.import_id or activity.public_id,
        "organisation": activity.organisation.import_id or activity.organisation.public_id,
        **activity_content(activity, hidden_addresses=hidden_addresses),
    }


def activity_content(activity: Activity, *, hidden_addresses: bool = True) -> Record:
    """What an activity says, without its id and its organisation."""
    plain, detailed = _accessibility(activity.accessibility)
    return {
        "languages": activity.languages,
        "texts": {
            text.language: {
                "title": text.title,
                "summary": text.summary,
                "description": text.description,
                "how_to_join": text.how_to_join,
            }
            for text in activity.texts
        },
        "kinds": activity.kinds,
        "needs": activity.needs,
        "target_groups": activity.target_groups,
        "modes": activity.modes,
        "outreach_help": activity.outreach_help,
        "referral_routes": activity.referral_routes,
        "accessibility": plain,
        **({"accessibility_details": detailed} if detailed else {}),
        "tier": activity.tier,
        "age_min": _number(activity.age_min),
        "age_max": _number(activity.age_max),
        "gender": activity.gender,
        "area": {
            "level": activity.area_level,
            "municipalities": [municipalities()[code].names["fi"] for code in activity.area_municipalities],
        },
        "cost": _cost(activity),
        "locations": [_location(place, hidden_addresses=hidden_addresses) for place in activity.locations],
        "schedule": [_schedule(row) for row in activity.schedules],
        **({"schedule_note": activity.schedule_note} if activity.schedule_note else {}),
        "contacts": [_contact(person) for person in activity.contacts],
        "capacity": activity.capacity,
        **({"capacity_stated_on": str(activity.capacity_stated_on)} if activity.capacity_stated_on else {}),
        "substance_free": activity.substance_free,
        "status": activity.lifecycle,
        **({"paused_until": str(activity.paused_until)} if activity.paused_until else {}),
        **_verified(activity.verifications),
        "threshold": activity.threshold,
        "who_meets_you": _who_meets(activity),
        **({"bring": activity.bring} if activity.bring else {}),
        "do_before": activity.do_before or None,
        "review_rhythm": activity.review_rhythm,
        "search_words": {text.language: text.search_words for text in activity.texts if text.search_words},
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _accessibility(stated: dict[str, Any]) -> tuple[list[str], Record]:
    plain = [feature for feature, said in stated.items() if said == {"value": "yes"}]
    return plain, {feature: said for feature, said in stated.items() if feature not in plain}


def _cost(activity: Activity) -> Record | None:
    if activity.cost is None:
        return None
    record: Record = {"code": activity.cost, "amount_eur": _number(activity.cost_amount)}
    return record | ({"note": activity.cost_note} if activity.cost_note else {})


def _location(place: Location, *, hidden_addresses: bool) -> Record:
    shown = hidden_addresses or place.precision != Precision.HIDDEN
    record: Record = {"name": place.name, "street": place.street, "postal_code": place.postal_code} if shown else {}
    record |= {
        "municipality": municipalities()[place.municipality].names["fi"],
        "lat": place.lat if shown or place.lat is None else round(place.lat, 2),
        "lon": place.lon if shown or place.lon is None else round(place.lon, 2),
        "precision": place.precision,
    }
    if shown and place.entrance_note:
        record["entrance_note"] = place.entrance_note
    if shown and place.stop:
        record["stop"] = place.stop
    if place.accessibility:
        record["accessibility"] = place.accessibility
    return record


def _clock(value: time | None) -> str | None:
    return value.strftime("%H:%M") if value else None


def _schedule(row: Schedule) -> Record:
    record: Record = {"weekday": row.weekday, "start": _clock(row.start), "end": _clock(row.end)}
    if row.nth is None:
        record["every_weeks"] = row.every_weeks
    record |= {"from": str(row.starts_on), "until": str(row.ends_on) if row.ends_on else None}
    if row.note:
        record["note"] = row.note
    if row.nth is not None:
        record["nth"] = row.nth
    if row.ends_next_day:
        record["ends_next_day"] = True
    if row.breaks:
        record["breaks"] = [
            {"from": str(p.starts_on), "until": str(p.ends_on)} | ({"note": p.note} if p.note else {})
            for p in row.breaks
        ]
    if row.not_on_public_holidays is not None:
        record["not_on_public_holidays"] = row.not_on_public_holidays
    if row.exceptions:
        record["exceptions"] = [
            {"date": str(e.held_on), "kind": e.kind}
            | ({"start": _clock(e.start), "end": _clock(e.end)} if e.start else {})
            | ({"note": e.note} if e.note else {})
            for e in row.exceptions
        ]
    return record


def _contact(person: Contact) -> Record:
    return {
        "name": person.name,
        **({"role": person.role} if person.role else {}),
        "phone": person.phone,
        "email": person.email,
        "audience": person.audience,
    }


def _verified(verifications: list[Verification]) -> Record:
    latest = max((v.verified_on for v in verifications), default=None)
    record: Record = {"verified_on": str(latest) if latest else None}
    if len(verifications) > 1 or any(v.method or v.confirmed or v.by_role != "organisation" for v in verifications):
        record["verifications"] = [
            {"on": str(v.verified_on), "by": v.by_role, "method": v.method, "confirmed": v.confirmed}
            for v in sorted(verifications, key=lambda v: (v.verified_on, v.id or 0))
        ]
    return record


def _who_meets(activity: Activity) -> Record | None:
    if not activity.meets_at:
        return None
    texts = {text.language: text.who_meets for text in activity.texts if text.who_meets}
    return {"name": activity.meets_name, "meets_at": activity.meets_at, "texts": texts}
