"""Records of the register's open API v11 (and v7, of the same form) as the neutral model."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from directory.exchange.ptv.neutral import (
    RegisterAddress,
    RegisterChannel,
    RegisterHours,
    RegisterOrganisation,
    RegisterPhone,
    RegisterService,
    Texts,
)

LANGUAGES: Final = ("fi", "sv", "en")
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CODES: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
CHANNELS: Final = ("ServiceLocation", "Phone")
MARKET_FUNDED: Final = "MarketFunded"
OVER_MIDNIGHT: Final = "OverMidnight"
WEEKLY: Final = ("DaysOfTheWeek", OVER_MIDNIGHT)
Raw = Mapping[str, Any]
Found = RegisterService | RegisterChannel | RegisterOrganisation


def records_in(raw: object) -> Iterator[Raw]:
    """The records of a file: one, a list, an object of records by id, or a page with ``itemList``."""
    if isinstance(raw, list):
        for one in raw:
            yield from records_in(one)
    elif isinstance(raw, dict):
        if {"serviceNames", "serviceChannelNames", "organizationNames"} & set(raw):
            yield raw
        else:
            for one in raw.get("itemList") or raw.values():
                if isinstance(one, dict | list):
                    yield from records_in(one)


def read(raw: Raw) -> Found | None:
    """One record; None for channels of a kind that has no place or phone (web pages, forms)."""
    if "serviceNames" in raw:
        return _service(raw)
    if "organizationNames" in raw:
        return _organisation(raw)
    return _channel(raw) if raw.get("serviceChannelType") in CHANNELS else None


def _texts(items: object, kind: str = "") -> Texts:
    """``{language: value}`` of a list of localised items, those of one type when given."""
    found: Texts = {}
    for item in items if isinstance(items, list) else ():
        value = (item.get("value") or "").strip()
        if value and item.get("language") in LANGUAGES and (not kind or item.get("type") == kind):
            found.setdefault(item["language"], value)
    return found


def _other_languages(items: object) -> list[str]:
    some = items if isinstance(items, list) else []
    return sorted({str(i.get("language")) for i in some if i.get("value")} - set(LANGUAGES) - {"None"})


def _service(raw: Raw) -> RegisterService:
    descriptions = raw.get("serviceDescriptions")
    responsible = [o for o in raw.get("organizations") or [] if o.get("roleType") == "Responsible"]
    organisation = (responsible or raw.get("organizations") or [{}])[0].get("organization") or {}
    areas = _areas(raw.get("areas"))
    service = RegisterService(
        id=str(raw["id"]),
        names=_texts(raw.get("serviceNames"), "Name"),
        summaries=_texts(descriptions, "Summary"),
        descriptions=_texts(descriptions, "Description"),
        instructions=_texts(descriptions, "UserInstruction"),
        conditions=_texts(raw.get("requirements")),
        search_words=_search_words(raw),
        organisation=str(organisation.get("id") or ""),
        organisation_names={"fi": organisation["name"]} if organisation.get("name") else {},
        languages=list(raw.get("languages") or []),
        nationwide=str(raw.get("areaType", "")).startswith("Nationwide"),
        municipalities=areas["municipality"],
        counties=areas["county"],
        regions=areas["region"],
        classification=[
            item["code"]
            for key in ("serviceClasses", "targetGroups", "lifeEvents")
            for item in raw.get(key) or []
            if item.get("code")
        ],
        charge=raw.get("serviceChargeType") or "",
        charge_note=_texts(descriptions, "ChargeTypeAdditionalInfo"),
        channels=[c["serviceChannel"]["id"] for c in raw.get("serviceChannels") or [] if c.get("serviceChannel")],
        modified=raw.get("modified") or "",
        published=raw.get("publishingStatus") == "Published",
        is_service=raw.get("type", "Service") == "Service",
        market_funded=raw.get("fundingType") == MARKET_FUNDED,
        description_id=raw.get("generalDescriptionId") or "",
    )
    service.unmapped = _left_of_service(raw, areas["other"], organisation)
    return service


def _left_of_service(raw: Raw, areas: list[str], organisation: Raw) -> dict[str, object]:
    """What the register says of a service that the neutral model has no place for."""
    descriptions = raw.get("serviceDescriptions")
    return _left(
        {
            "fundingType": raw.get("fundingType") if raw.get("fundingType") != MARKET_FUNDED else None,
            "type": raw.get("type") if raw.get("type") != "Service" else None,
            "areaType": raw.get("areaType") if raw.get("areaType") == "NationwideExceptAlandIslands" else None,
            "areas": areas,
            "validity": _texts(descriptions, "ValidityTime"),
            "processing": _texts(descriptions, "ProcessingTime"),
            "deadline": _texts(descriptions, "DeadLine"),
            "legislation": [_texts(law.get("names")) for law in raw.get("legislation") or []],
            "industrialClasses": [c.get("code") for c in raw.get("industrialClasses") or []],
            "vouchers": raw.get("serviceVouchers"),
            "otherLanguages": _other_languages(raw.get("serviceNames")),
            "producers": [
                (o.get("organization") or {}).get("name")
                for o in raw.get("organizations") or []
                if o.get("roleType") == "Producer" and (o.get("organization") or {}).get("id") != organisation.get("id")
            ],
        }
    )


def _search_words(raw: Raw) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for item in raw.get("keywords") or []:
        if item.get("language") in LANGUAGES and item.get("value"):
            words.setdefault(item["language"], []).append(item["value"])
    for language, name in _texts(raw.get("serviceNames"), "AlternativeName").items():
        words.setdefault(language, []).append(name)
    for term in raw.get("ontologyTerms") or []:
        for language, label in _texts(term.get("name")).items():
            words.setdefault(language, []).append(label)
    return {language: list(dict.fromkeys(some)) for language, some in words.items()}


def _areas(areas: object) -> dict[str, list[str]]:
    """Codes by kind (municipality, county, region), and under ``other`` what is none of them."""
    found: dict[str, list[str]] = {"municipality": [], "county": [], "region": [], "other": []}
    for area in areas if isinstance(areas, list) else ():
        kind, code = str(area.get("type")), str(area.get("code") or "")
        if kind.startswith("WellbeingService"):
            found["county"].append(code)
        elif area.get("municipalities"):
            found["municipality"] += [str(m["code"]) for m in area["municipalities"]]
        elif kind == "Region":
            found["region"].append(code)
        else:
            found["other"].append(f"{kind} {code}")
    return found


def _channel(raw: Raw) -> RegisterChannel:
    hours, odd_hours = _hours(raw.get("serviceHours"))
    addresses = [a for a in (_address(one) for one in raw.get("addresses") or []) if a]
    channel = RegisterChannel(
        id=str(raw["id"]),
        kind=raw["serviceChannelType"],
        organisation=str(raw.get("organizationId") or ""),
        names=_texts(raw.get("serviceChannelNames"), "Name"),
        phones=[p for p in (_phone(one) for one in raw.get("phoneNumbers") or []) if p],
        emails=[e["value"] for e in raw.get("emails") or raw.get("supportEmails") or [] if e.get("value")],
        addresses=addresses,
        hours=hours,
        languages=list(raw.get("languages") or []),
        services=[str(s["service"]["id"]) for s in raw.get("services") or [] if s.get("service")],
        always_open=any(h.get("isAlwaysOpen") and not h.get("validTo") for h in raw.get("serviceHours") or []),
    )
    channel.unmapped = _left(
        {
            "hours": odd_hours,
            "webPages": [page.get("url") for page in raw.get("webPages") or []],
            "descriptions": _texts(raw.get("serviceChannelDescriptions"), "Description"),
            "addresses": [str(one.get("type")) for one in raw.get("addresses") or [] if _address(one) is None],
            "accessibilitySentences": sum(len(e.get("accessibilitySentences") or []) for e in _entrances(raw)),
        }
    )
    return channel


def _entrances(raw: Raw) -> Iterator[Raw]:
    for address in raw.get("addresses") or []:
        yield from address.get("entrances") or []


def _phone(raw: Raw) -> RegisterPhone | None:
    if not raw.get("number") or raw.get("type") in {"Fax", "Sms"}:
        return None
    number = str(raw["number"]).strip()
    prefix = raw.get("prefixNumber") or ""
    # Service numbers (116 117 …) have no country code.
    full = number if raw.get("isFinnishServiceNumber") or not prefix else f"{prefix} {number.lstrip('0')}"
    return RegisterPhone(full, raw.get("additionalInformation") or "", raw.get("language") or "")


def _address(raw: Raw) -> RegisterAddress | None:
    street = raw.get("streetAddress")
    if not street or raw.get("type") == "Postal":
        return None
    lat, lon = wgs84(street.get("latitude"), street.get("longitude"))
    return RegisterAddress(
        street=_texts(street.get("street")),
        number=street.get("streetNumber") or "",
        postal_code=street.get("postalCode") or "",
        municipality=(street.get("municipality") or {}).get("code") or "",
        lat=lat,
        lon=lon,
        entrance=_texts(street.get("additionalInformation")),
    )


@cache
def _transformer() -> Any:
    from pyproj import Transformer

    # The register gives ETRS-TM35FIN metres.
    return Transformer.from_crs("EPSG:3067", "EPSG:4326", always_xy=True)


def wgs84(north: str | None, east: str | None) -> tuple[float | None, float | None]:
    """Degrees from ETRS-TM35FIN metres given as text; values that already are degrees stay. None when missing."""
    try:
        north_m, east_m = float(north or ""), float(east or "")
    except ValueError:
        return None, None
    if north_m < 90:
        return round(north_m, 6), round(east_m, 6)
    lon, lat = _transformer().transform(east_m, north_m)
    return round(lat, 6), round(lon, 6)


def _hours(items: object) -> tuple[list[RegisterHours], list[str]]:
    """Weekly hours, those over midnight too, and in words what a weekly row cannot say: exceptions, closed periods."""
    hours: list[RegisterHours] = []
    odd: list[str] = []
    for item in items if isinstance(items, list) else ():
        kind = item.get("serviceHourType")
        valid_from, valid_to = (item.get("validFrom") or "")[:10], (item.get("validTo") or "")[:10]
        if item.get("isAlwaysOpen"):
            continue
        if kind not in WEEKLY or item.get("isClosed"):
            odd.append(f"{kind} {valid_from}–{valid_to}{' closed' if item.get('isClosed') else ''}")
            continue
        days = []
        for opening in item.get("openingHour") or []:
            spans = _days(opening, over_midnight=kind == OVER_MIDNIGHT)
            days += spans
            if not spans:
                odd.append(" ".join(str(opening.get(key)) for key in ("dayFrom", "from", "dayTo", "to")))
        if days:
            hours.append(RegisterHours(days, valid_from, valid_to, _texts(item.get("additionalInformation"))))
    return hours, odd


def _days(opening: Raw, *, over_midnight: bool) -> list[tuple[str, str, str]]:
    start, end = (opening.get("from") or "")[:5], (opening.get("to") or "")[:5]
    if not start or not end or start == end:
        return []
    if not over_midnight:
        return [(day, start, end) for day in _span(opening.get("dayFrom"), opening.get("dayTo"))]
    days = list(_span(opening.get("dayFrom"), opening.get("dayTo")))
    # One night only: a row of ours ends on the next day at the latest.
    return [(days[0], start, end)] if len(days) == 2 and end < start else []


def _span(first: str | None, last: str | None) -> Iterable[str]:
    if first not in DAYS:
        return ()
    start = DAYS.index(first)
    end = DAYS.index(last) if last in DAYS else start
    return CODES[start : end + 1] if end >= start else (*CODES[start:], *CODES[: end + 1])


def _organisation(raw: Raw) -> RegisterOrganisation:
    phones = [p for p in (_phone(one) for one in raw.get("phoneNumbers") or []) if p]
    emails = [e["value"] for e in raw.get("emails") or [] if e.get("value")]
    pages = [p["url"] for p in raw.get("webPages") or [] if p.get("url")]
    organisation = RegisterOrganisation(
        id=str(raw["id"]),
        names=_texts(raw.get("organizationNames"), "Name"),
        descriptions=_texts(raw.get("organizationDescriptions"), "Description"),
        kind=raw.get("organizationType") or "",
        business_id=raw.get("businessCode") or "",
        municipality=(raw.get("municipality") or {}).get("code") or "",
        phone=phones[0].number if phones else "",
        email=emails[0] if emails else "",
        website=pages[0] if pages else "",
        parent=str(raw.get("parentOrganizationId") or ""),
    )
    organisation.unmapped = _left(
        {
            "oid": raw.get("oid"),
            "phones": [p.number for p in phones[1:]],
            "emails": emails[1:],
            "webPages": pages[1:],
            "addresses": len(raw.get("addresses") or []),
            "electronicInvoicings": len(raw.get("electronicInvoicings") or []),
        }
    )
    return organisation


def _left(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value}
