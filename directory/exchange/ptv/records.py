"""From the neutral model to records of the own format, with what could not be said in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from directory.exchange.ptv.classification import translate
from directory.exchange.ptv.neutral import RegisterChannel, RegisterHours, RegisterOrganisation, RegisterService, Texts
from directory.models.activity import TITLE_MAX
from directory.services.schedules.rhythm import WEEKDAYS
from directory.services.validation import is_business_id, is_email, is_phone, is_web_address
from directory.vocabulary import codes, municipalities

SUMMARY_LENGTH: Final = 150  # the register's own limit
TYPES: Final = {
    "Municipality": "municipality",
    "State": "state",
    "Organization": "association",
    "Company": "company",
    "SotePublic": "county",
    "SotePrivate": "company",
}
COSTS: Final = {"FreeOfCharge": "free", "Chargeable": "fee"}
GENERAL_ID: Final = "ptv-descriptions"
GENERAL: Final[dict[str, Any]] = {
    "id": GENERAL_ID,
    "name": {
        "fi": "Palvelutietovarannon pohjakuvaukset",
        "sv": "Servicedatalagrets basbeskrivningar",
        "en": "General descriptions of the national service register",
    },
    "sectors": [],
    "type": "state",
    "home_municipality": None,
    "business_id": None,
    "stea_funded": False,
}


@dataclass(slots=True)
class Mapped:
    """One activity record, when it changed at the source, and what could not be mapped, by field."""

    record: dict[str, Any]
    modified: str
    unmapped: dict[str, Any] = field(default_factory=dict)


def organisation_id(register_id: str) -> str:
    """Our import id for a body of the register."""
    return f"ptv-{register_id}" if register_id else GENERAL_ID


def organisation_record(organisation: RegisterOrganisation) -> dict[str, Any]:
    """The record of a body."""
    home = municipalities().get(organisation.municipality)
    return {
        "id": organisation_id(organisation.id),
        "name": organisation.names,
        **({"description": organisation.descriptions} if organisation.descriptions else {}),
        "sectors": [],
        "type": TYPES.get(organisation.kind, "other"),
        "home_municipality": home.names["fi"] if home else None,
        "business_id": organisation.business_id if is_business_id(organisation.business_id) else None,
        "stea_funded": False,
        "website": organisation.website if is_web_address(organisation.website) else "",
        "email": organisation.email if is_email(organisation.email) else "",
        "phone": organisation.phone if is_phone(organisation.phone) else "",
        **({"parent": organisation_id(organisation.parent)} if organisation.parent else {}),
    }


def activity_record(service: RegisterService, channels: Sequence[RegisterChannel]) -> Mapped:
    """The record of a service with its known channels."""
    found = translate(service.classification)
    unmapped = dict(service.unmapped)
    languages = list(dict.fromkeys(service.languages))
    if foreign := [code for code in languages if code not in codes("languages")]:
        unmapped["languages"] = foreign
    if found.unmapped:
        unmapped["classification"] = found.unmapped
    known = {channel.id for channel in channels}
    if missing := [c for c in service.channels if c not in known]:
        unmapped["channels"] = missing
    for channel in channels:
        if channel.unmapped:
            unmapped[f"channel {channel.id}"] = channel.unmapped
    texts, cut = _texts(service)
    if cut:
        unmapped["shortened"] = cut
    area, unknown = _area(service)
    if unknown:
        unmapped["municipalities"] = unknown
    record = {
        "id": f"ptv-{service.id}",
        "organisation": GENERAL_ID if service.general else organisation_id(service.organisation),
        "languages": [code for code in languages if code in codes("languages")],
        "texts": texts,
        "kinds": found.kinds,
        "needs": found.needs,
        "target_groups": found.target_groups,
        "modes": _modes(channels),
        "outreach_help": [],
        "referral_routes": [],
        "accessibility": [],
        "tier": None,
        "age_min": None,
        "age_max": None,
        "gender": "all",
        "area": area,
        "cost": _cost(service, texts),
        "locations": [place for channel in channels for place in _locations(channel, texts)],
        "schedule": [row for channel in channels for hours in channel.hours for row in _rows(hours, service, texts)],
        "contacts": [person for channel in channels for person in _contacts(channel)],
        "capacity": None,
        "substance_free": None,
        "status": "published" if service.published else "archived",
        "verified_on": None,
        "threshold": [],
        "who_meets_you": None,
        "do_before": None,
        "review_rhythm": "m12",
        "search_words": {
            language: words for language, words in service.search_words.items() if language in texts and words
        },
    }
    return Mapped(record, service.modified, unmapped)


def _texts(service: RegisterService) -> tuple[dict[str, dict[str, str]], list[str]]:
    texts: dict[str, dict[str, str]] = {}
    cut: list[str] = []
    for language, name in service.names.items():
        description = "\n\n".join(
            part for part in (service.descriptions.get(language), service.conditions.get(language)) if part
        )
        summary = service.summaries.get(language) or description or name
        if len(name) > TITLE_MAX or len(summary) > SUMMARY_LENGTH:
            cut.append(language)
        texts[language] = {
            "title": shortened(name, TITLE_MAX),
            "summary": shortened(summary, SUMMARY_LENGTH),
            "description": description[:10_000],
            "how_to_join": service.instructions.get(language, "")[:2_000],
        }
    return texts, cut


def shortened(text: str, most: int) -> str:
    """The text up to ``most`` characters, cut after a sentence or, failing that, between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    stop = head.rfind(". ")
    return head[: stop + 1] if stop > most // 3 else head.rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


def _area(service: RegisterService) -> tuple[dict[str, Any], list[str]]:
    if service.nationwide:
        return {"level": "national", "municipalities": []}, []
    unknown = [code for code in service.municipalities if code not in municipalities()]
    names = [municipalities()[code].names["fi"] for code in service.municipalities if code in municipalities()]
    names += [m.names["fi"] for m in municipalities().values() if m.county in service.counties and m.active]
    names = list(dict.fromkeys(names))
    if not names:
        return {"level": "national", "municipalities": []}, unknown
    level = "county" if service.counties else "municipal" if len(names) == 1 else "subregional"
    return {"level": level, "municipalities": names}, unknown


def _cost(service: RegisterService, texts: Mapping[str, object]) -> dict[str, Any] | None:
    code = COSTS.get(service.charge)
    if code is None:
        return None
    note = {language: text[:1000] for language, text in service.charge_note.items() if language in texts}
    return {"code": code, "amount_eur": None, **({"note": note} if note else {})}


def _modes(channels: Sequence[RegisterChannel]) -> list[str]:
    modes = {"ServiceLocation": "on_site", "Phone": "phone"}
    return list(dict.fromkeys(modes[channel.kind] for channel in channels))


def _first(texts: Texts) -> str:
    return next((texts[language] for language in ("fi", "sv", "en") if language in texts), "")


def _locations(channel: RegisterChannel, texts: Mapping[str, object]) -> list[dict[str, Any]]:
    places = []
    for address in channel.addresses:
        municipality = municipalities().get(address.municipality)
        if municipality is None:
            continue
        note = {language: text for language, text in address.entrance.items() if language in texts}
        places.append(
            {
                "name": _first(channel.names),
                "street": f"{_first(address.street)} {address.number}".strip(),
                "postal_code": address.postal_code,
                "municipality": municipality.names["fi"],
                "lat": address.lat,
                "lon": address.lon,
                "precision": "exact",
                **({"entrance_note": note} if note else {}),
            }
        )
    return places


def _rows(hours: RegisterHours, service: RegisterService, texts: Mapping[str, object]) -> list[dict[str, Any]]:
    begins = date.fromisoformat(hours.valid_from or service.modified[:10] or "2020-01-01")
    note = {language: text for language, text in hours.note.items() if language in texts}
    rows = []
    for weekday, start, end in hours.days:
        first = begins + timedelta(days=(WEEKDAYS.index(weekday) - begins.weekday()) % 7)
        rows.append(
            {
                "weekday": weekday,
                "start": start,
                "end": end,
                "every_weeks": 1,
                "from": str(first),
                "until": hours.valid_to or None,
                **({"ends_next_day": True} if end < start else {}),
                **({"note": note} if note else {}),
            }
        )
    return rows


def _contacts(channel: RegisterChannel) -> list[dict[str, Any]]:
    numbers: dict[str, str] = {}
    for phone in channel.phones:
        numbers.setdefault(phone.number, phone.note)
    contacts = [
        {"name": note[:100], "phone": number, "email": "", "audience": "public"}
        for number, note in numbers.items()
        if is_phone(number)
    ]
    emails = [email for email in dict.fromkeys(channel.emails) if is_email(email)]
    if contacts and emails:
        contacts[0]["email"] = emails.pop(0)
    contacts += [{"name": "", "phone": "", "email": e, "audience": "public"} for e in emails]
    return contacts
