"""``flask import --format ptv`` with its account of what could not be mapped."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import select

from directory.db import Database
from directory.exchange.own.importing import write
from directory.exchange.ptv import importing as ptv
from directory.exchange.ptv.records import Mapped
from directory.models import Organisation

SHOWN = 40


def import_ptv(database: Database, paths: Iterable[Path]) -> int:
    """Import files of the national service register; returns the exit code."""
    try:
        read = ptv.read_files(paths)
    except ValueError as error:
        click.echo(str(error), err=True)
        return 1
    with database.read() as session:
        known = session.scalars(select(Organisation.import_id).where(Organisation.import_id.is_not(None))).all()
    checked, mapped = ptv.map_records(read, [import_id for import_id in known if import_id])
    for fault in checked.faults:
        click.echo(str(fault), err=True)
    with database.write() as session:
        counts = write(
            session,
            checked,
            now=datetime.now(UTC),
            source=ptv.SOURCE,
            provenance_of=lambda record, fingerprint, now: ptv.provenance(mapped[record["id"]], fingerprint, now),
        )
    click.echo(
        f"{len(read.services)} services, {len(read.channels)} channels, {len(read.organisations)} organisations read; "
        f"{counts.added} added, {counts.changed} changed, {counts.unchanged} as they were, "
        f"{len(checked.rejected)} rejected."
    )
    _account(mapped.values(), read.skipped)
    return 1 if checked.rejected else 0


def _account(mapped: Iterable[Mapped], skipped: Counter[str]) -> None:
    """What the register said that has no place here; all of it is kept with the listing's provenance."""
    fields: Counter[str] = Counter(skipped)
    classes: Counter[str] = Counter()
    for one in mapped:
        for field, value in one.unmapped.items():
            if field == "classification":
                classes.update(value)
            else:
                fields[field.split(" ")[0]] += 1
    if fields or classes:
        click.echo("Not mapped (kept with the provenance of each listing):")
    for field, count in fields.most_common(SHOWN):
        click.echo(f"  {field}: {count}")
    for label, count in classes.most_common(SHOWN):
        click.echo(f"  class {label}: {count}")
    if len(classes) > SHOWN:
        click.echo(f"  … and {len(classes) - SHOWN} more classes")
