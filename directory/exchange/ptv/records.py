"""From the neutral model to records of the own format, with what could not be said in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from directory.exchange.ptv import places, times
from directory.exchange.ptv.bodies import GENERAL_ID, organisation_id
from directory.exchange.ptv.classification import is_for_people, translate
from directory.exchange.ptv.neutral import RegisterChannel, RegisterPhone, RegisterService, Texts
from directory.models.activity import TITLE_MAX
from directory.services.validation import is_email, is_phone
from directory.vocabulary import Lifecycle, codes

SUMMARY_LENGTH: Final = 150  # the register's own limit
COSTS: Final = {"FreeOfCharge": "free", "Chargeable": "fee"}
SIGN: Final = {"fse": "sign"}  # ISO 639-3 of Finnish Sign Language


@dataclass(slots=True)
class Mapped:
    """One activity record with where it came from.

    ``unmapped`` is what the record could not say, by field; ``channels`` are the ids whose places, times and contacts
    it holds; ``description`` the id of the national description that completed it, or "".
    """

    record: dict[str, Any]
    source_id: str
    modified: str
    unmapped: dict[str, Any] = field(default_factory=dict)
    channels: list[str] = field(default_factory=list)
    description: str = ""


def activity_record(
    service: RegisterService,
    channels: Sequence[RegisterChannel],
    description: RegisterService | None = None,
    home: str = "",
) -> Mapped:
    """The record of a service with its known channels.

    ``description`` is the national description it builds on: it gives its classes, and its texts where the service
    has none. ``home`` is the municipality code of the responsible body, or "".
    """
    classification = service.classification + (description.classification if description else [])
    found = translate(classification)
    area = places.served(service, channels, home)
    texts, shortened_from, made = _texts(service, description)
    languages = list(dict.fromkeys(SIGN.get(code, code) for code in service.languages))
    record = {
        "id": f"ptv-{service.id.lower()}",
        "organisation": GENERAL_ID if service.general else organisation_id(service.organisation),
        "languages": [code for code in languages if code in codes("languages")],
        "texts": texts,
        "kinds": found.kinds,
        "needs": found.needs,
        "target_groups": found.target_groups,
        "modes": places.modes(channels),
        "outreach_help": [],
        "referral_routes": [],
        "accessibility": [],
        "tier": "market" if service.market_funded else None,
        "age_min": None,
        "age_max": None,
        # The register has no gender; a public service is open to all (act 609/1986) unless its text says otherwise.
        "gender": "all",
        "area": area.area,
        "cost": _cost(service, texts),
        "locations": [place for channel in channels for place in places.locations(channel, texts)],
        "schedule": times.rows(channels, service.modified, texts),
        **_present("schedule_note", times.note(channels, texts)),
        "contacts": _contacts(channels, texts),
        "capacity": None,
        "substance_free": None,
        "status": _status(service, classification).value,
        "verified_on": None,
        "threshold": [],
        "who_meets_you": None,
        "do_before": None,
        "review_rhythm": "m12",
        "search_words": _search_words(service, texts),
    }
    left = {
        **service.unmapped,
        "languages": [code for code in languages if code not in codes("languages")],
        "classification": found.unmapped,
        "channels": [c for c in service.channels if c not in {channel.id for channel in channels}],
        "municipalities": area.unknown,
        "longer summary": shortened_from,
        "summary made of the description": made,
        "generalDescriptionId": "" if description else service.description_id,
        "contacts": _unreachable(channels),
        **{f"channel {channel.id}": channel.unmapped for channel in channels},
    }
    return Mapped(
        record,
        service.id,
        service.modified,
        {key: value for key, value in left.items() if value},
        [channel.id for channel in channels],
        description.id if description else "",
    )


def _present(key: str, value: Mapping[str, str]) -> dict[str, Any]:
    return {key: dict(value)} if value else {}


def _status(service: RegisterService, classification: Sequence[str]) -> Lifecycle:
    """Permits, and services for companies or authorities only, wait for a coordinator's decision."""
    if not service.published:
        return Lifecycle.ARCHIVED
    return Lifecycle.PUBLISHED if service.is_service and is_for_people(classification) else Lifecycle.PENDING


def _texts(
    service: RegisterService, general: RegisterService | None
) -> tuple[dict[str, dict[str, str]], Texts, list[str]]:
    """Texts by language, whole summaries that were too long, languages whose summary is made of the description."""
    texts: dict[str, dict[str, str]] = {}
    longer: Texts = {}
    made: list[str] = []
    for language, name in service.names.items():
        parts = [service.descriptions.get(language), service.conditions.get(language)]
        if general:
            parts.append(general.descriptions.get(language))
        description = "\n\n".join(dict.fromkeys(part for part in parts if part))
        summary = service.summaries.get(language) or (general.summaries.get(language) if general else "")
        if not summary:
            summary = description or name
            made.append(language)
        elif len(summary) > SUMMARY_LENGTH:
            longer[language] = summary
        instructions = service.instructions.get(language) or (general.instructions.get(language, "") if general else "")
        texts[language] = {
            "title": shortened(name, TITLE_MAX),
            "summary": shortened(summary, SUMMARY_LENGTH),
            "description": description[:10_000],
            "how_to_join": instructions[:2_000],
        }
    return texts, longer, made


def shortened(text: str, most: int) -> str:
    """The text up to ``most`` characters, cut after a sentence or, failing that, between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    stop = head.rfind(". ")
    return head[: stop + 1] if stop > most // 3 else head.rsplit(" ", 1)[0].rstrip(",;:–-") + "…"


def _cost(service: RegisterService, texts: Mapping[str, object]) -> dict[str, Any] | None:
    code = COSTS.get(service.charge)
    if code is None:
        return None
    note = {language: text[:1000] for language, text in service.charge_note.items() if language in texts}
    return {"code": code, "amount_eur": None, **_present("note", note)}


def _search_words(service: RegisterService, texts: Mapping[str, object]) -> dict[str, list[str]]:
    words = {language: [word for word in some if len(word) <= 100] for language, some in service.search_words.items()}
    return {language: some for language, some in words.items() if language in texts and some}


def _contacts(channels: Sequence[RegisterChannel], texts: Mapping[str, object]) -> list[dict[str, Any]]:
    """One contact a number, what it is for told as the role in the number's languages; then the e-mail addresses."""
    contacts: list[dict[str, Any]] = []
    for channel in channels:
        numbers: dict[str, list[RegisterPhone]] = {}
        for phone in channel.phones:
            if is_phone(phone.number):
                numbers.setdefault(phone.number, []).append(phone)
        emails = [email for email in dict.fromkeys(channel.emails) if is_email(email)]
        of_channel = [
            {
                "name": "",
                "role": {p.language: p.note for p in some if p.note and p.language in texts},
                "phone": number,
                "email": "",
                "audience": "public",
            }
            for number, some in numbers.items()
        ]
        if of_channel and emails:
            of_channel[0]["email"] = emails.pop(0)
        of_channel += [{"name": "", "role": {}, "phone": "", "email": e, "audience": "public"} for e in emails]
        contacts += [contact if contact["role"] else contact | {"role": None} for contact in of_channel]
    return contacts


def _unreachable(channels: Sequence[RegisterChannel]) -> list[str]:
    """Numbers and addresses that cannot be right in their form."""
    return [p.number for c in channels for p in c.phones if not is_phone(p.number)] + [
        email for c in channels for email in c.emails if not is_email(email)
    ]
