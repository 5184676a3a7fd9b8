"""``flask import --format ptv``: files of the register into the directory, with an honest account."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson

from directory.exchange.own.importing import Checked, check
from directory.exchange.own.reading import entries_of
from directory.exchange.ptv import descriptions, v11
from directory.exchange.ptv.bodies import GENERAL, GENERAL_ID, faulty, organisation_id, organisation_record
from directory.exchange.ptv.neutral import RegisterChannel, RegisterOrganisation, RegisterService
from directory.exchange.ptv.records import Mapped, activity_record
from directory.models import Provenance

SOURCE: Final = "ptv"
GENERAL_SOURCE: Final = "ptv-description"
LICENCE: Final = "CC BY 4.0"  # the register's open data


@dataclass(slots=True)
class Read:
    """What a set of files held."""

    services: list[RegisterService] = field(default_factory=list)
    channels: list[RegisterChannel] = field(default_factory=list)
    organisations: list[RegisterOrganisation] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def take(self, raw: dict[str, Any]) -> None:
        """Sort one record in; what has another form than the register's is counted and left out."""
        try:
            found = descriptions.read(raw) if descriptions.is_description(raw) else v11.read(raw)
        except (AttributeError, KeyError, TypeError, ValueError):
            self.skipped[f"record {raw.get('id')}: not of the register's form"] += 1
            return
        if isinstance(found, RegisterService):
            self.services.append(found)
        elif isinstance(found, RegisterChannel):
            self.channels.append(found)
        elif found is not None:
            self.organisations.append(found)
        else:
            self.skipped[f"channel {raw.get('serviceChannelType')}"] += 1


def read_files(paths: Iterable[Path]) -> Read:
    """All records of JSON files and of JSON-lines files. Raises ``ValueError`` that names the file."""
    read = Read()
    for path in paths:
        try:
            if path.suffix == ".jsonl":
                raws = [orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip()]
            else:
                raws = [orjson.loads(path.read_bytes())]
        except orjson.JSONDecodeError as error:
            raise ValueError(f"{path}: not JSON: {error}") from error
        for raw in raws:
            if isinstance(raw, dict) and descriptions.is_description(raw):
                read.take(raw)
                continue
            records = list(v11.records_in(raw))
            if not records:
                read.skipped["record of an unknown form"] += 1
            for record in records:
                read.take(dict(record))
    return read


@dataclass(slots=True)
class MappedFile:
    """What the files became: a checked own-format file, and by import id where each activity came from.

    ``faulty`` are values of bodies that cannot be right in their form, by the body's name; ``channels_alone`` counts
    the channels of services that are not in the files.
    """

    checked: Checked
    activities: dict[str, Mapped]
    faulty: dict[str, dict[str, str]]
    channels_alone: int


def map_records(read: Read, known_organisations: Iterable[str]) -> MappedFile:
    """Records of the own format, checked like any file."""
    bodies = {body.id: body for body in read.organisations if body.names}
    organisations = {organisation_id(body.id): organisation_record(body) for body in bodies.values()}
    known = set(known_organisations)
    general = {service.id: service for service in read.services if service.general}
    by_id = {channel.id: channel for channel in read.channels}
    by_service: dict[str, list[RegisterChannel]] = {}
    for channel in read.channels:
        for service_id in channel.services:
            by_service.setdefault(service_id, []).append(channel)
    mapped: dict[str, Mapped] = {}
    for service in read.services:
        named = [by_id[channel_id] for channel_id in service.channels if channel_id in by_id]
        channels = list({channel.id: channel for channel in (*named, *by_service.get(service.id, ()))}.values())
        body = bodies.get(service.organisation)
        one = activity_record(service, channels, general.get(service.description_id), body.municipality if body else "")
        mapped[one.record["id"]] = one
        owner = one.record["organisation"]
        if owner and owner not in organisations and (service.general or owner not in known):
            organisations[owner] = dict(GENERAL) if owner == GENERAL_ID else _named(service)
    for record in organisations.values():
        if record.get("parent") and record["parent"] not in organisations and record["parent"] not in known:
            del record["parent"]
    raw = {"organisations": list(organisations.values()), "activities": [one.record for one in mapped.values()]}
    faults = {next(iter(body.names.values())): found for body in bodies.values() if (found := faulty(body))}
    used = {channel_id for one in mapped.values() for channel_id in one.channels}
    return MappedFile(check(entries_of(raw), known), mapped, faults, len(by_id.keys() - used))


def _named(service: RegisterService) -> dict[str, Any]:
    """A body of which only the name is known, from its service."""
    return organisation_record(RegisterOrganisation(service.organisation, service.organisation_names))


def provenance(mapped: Mapped, fingerprint: str, now: datetime) -> list[Provenance]:
    """One row a field group that the register filled, with the id of the record that filled it.

    What could not be mapped stands with the codes. Texts that a national description completed have a second row.
    """
    record = mapped.record
    channel = " ".join(mapped.channels)[:200]
    filled = {
        "texts": mapped.source_id,
        "codes": mapped.source_id,
        "place": channel if record["locations"] else "",
        "times": channel if record["schedule"] else "",
        "contact": channel if record["contacts"] else "",
    }
    rows = [(SOURCE, group, source_id) for group, source_id in filled.items() if source_id]
    if mapped.description:
        rows.append((GENERAL_SOURCE, "texts", mapped.description))
    return [
        Provenance(
            field_group=group,
            source=source,
            source_id=source_id,
            source_modified=_moment(mapped.modified) if source == SOURCE else None,
            licence=LICENCE,
            fingerprint=fingerprint,
            unmapped=mapped.unmapped if group == "codes" else {},
            imported_at=now,
        )
        for source, group, source_id in rows
    ]


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
