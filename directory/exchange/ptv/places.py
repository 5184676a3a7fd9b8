"""Where a register's service is given and where its channels are: areas, addresses, ways of taking part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from directory.exchange.ptv.neutral import RegisterChannel, RegisterService, Texts
from directory.vocabulary import AreaLevel, municipalities

MODES: Final = {"ServiceLocation": "on_site", "Phone": "phone"}


@dataclass(slots=True)
class Served:
    """The area of a record of the own format, and codes that are no municipality."""

    area: dict[str, Any]
    unknown: list[str] = field(default_factory=list)


def served(service: RegisterService, channels: Sequence[RegisterChannel], home: str) -> Served:
    """The smallest true area. Where the record names none: that of its places, or of the responsible body (``home``).

    With nothing to go by the area stays empty, and the record is rejected rather than called nationwide.
    """
    if service.nationwide:
        return Served({"level": AreaLevel.NATIONAL.value, "municipalities": []})
    known = municipalities()
    named = [code for code in service.municipalities if code in known]
    named += [m.code for m in known.values() if m.active and m.county in service.counties]
    named += [m.code for m in known.values() if m.active and m.region in service.regions]
    if not named:
        named = [a.municipality for channel in channels for a in channel.addresses if a.municipality in known]
    if not named and home in known:
        named = [home]
    # A municipality that merged is served as the one it merged into.
    current = dict.fromkeys(code if known[code].active else known[code].merged_into for code in named)
    names = [known[code].names["fi"] for code in current]
    unknown = [code for code in service.municipalities if code not in known]
    return Served({"level": _level(frozenset(current)).value, "municipalities": names}, unknown)


def _level(codes: frozenset[str]) -> AreaLevel:
    if len(codes) <= 1:
        return AreaLevel.MUNICIPAL
    counties = {municipalities()[code].county for code in codes}
    whole = {m.code for m in municipalities().values() if m.active and m.county in counties}
    return AreaLevel.COUNTY if codes == whole else AreaLevel.SUBREGIONAL


def modes(channels: Sequence[RegisterChannel]) -> list[str]:
    """How one takes part, as far as the known channels tell."""
    return list(dict.fromkeys(MODES[channel.kind] for channel in channels))


def first(texts: Texts) -> str:
    """The text in the first language there is."""
    return next((texts[language] for language in ("fi", "sv", "en") if language in texts), "")


def locations(channel: RegisterChannel, languages: Mapping[str, object]) -> list[dict[str, Any]]:
    """The visiting addresses of a channel; notes only in the record's own languages."""
    places = []
    for address in channel.addresses:
        municipality = municipalities().get(address.municipality)
        if municipality is None:
            continue
        note = {language: text for language, text in address.entrance.items() if language in languages}
        places.append(
            {
                "name": first(channel.names),
                "street": f"{first(address.street)} {address.number}".strip(),
                "postal_code": address.postal_code,
                "municipality": municipality.names["fi"],
                "lat": address.lat,
                "lon": address.lon,
                "precision": "exact",
                **({"entrance_note": note} if note else {}),
            }
        )
    return places
