"""``flask import --format ptv`` with its account of what could not be mapped."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from directory.cli.data import bar, known_organisations, told
from directory.db import Database
from directory.exchange.own.writing import write
from directory.exchange.ptv import importing as ptv
from directory.exchange.ptv.records import Mapped

SHOWN = 40


def import_ptv(database: Database, paths: Iterable[Path], *, overwrite: bool) -> int:
    """Import files of the national service register; returns the exit code."""
    try:
        read = ptv.read_files(paths)
    except ValueError as error:
        click.echo(str(error), err=True)
        return 1
    checked, mapped = ptv.map_records(read, known_organisations(database))
    for fault in checked.every_fault():
        click.echo(str(fault), err=True)
    with database.write() as session, bar(checked.activity_count, "Importing") as progress:
        counts = write(
            session,
            checked,
            now=datetime.now(UTC),
            progress=progress.update,
            overwrite=overwrite,
            source=ptv.SOURCE,
            provenance_of=lambda record, fingerprint, now: ptv.provenance(mapped[record["id"]], fingerprint, now),
        )
    click.echo(
        f"{len(read.services)} services, {len(read.channels)} channels, {len(read.organisations)} organisations read; "
        f"{told(counts)} {len(checked.rejected)} rejected."
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
