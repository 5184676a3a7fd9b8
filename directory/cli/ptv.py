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
from directory.vocabulary import Lifecycle

SHOWN = 40


def import_ptv(database: Database, paths: Iterable[Path], *, overwrite: bool) -> int:
    """Import files of the national service register; returns the exit code."""
    try:
        read = ptv.read_files(paths)
    except ValueError as error:
        click.echo(str(error), err=True)
        return 1
    mapped = ptv.map_records(read, known_organisations(database))
    checked = mapped.checked
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
            provenance_of=lambda record, fingerprint, now: ptv.provenance(
                mapped.activities[record["id"]], fingerprint, now
            ),
        )
    click.echo(
        f"{len(read.services)} services, {len(read.channels)} channels, {len(read.organisations)} organisations read; "
        f"{told(counts)} {len(checked.rejected)} rejected."
    )
    _account(mapped, read)
    return 1 if checked.rejected else 0


def _account(mapped: ptv.MappedFile, read: ptv.Read) -> None:
    """What waits for a person, what was left out, and what the register said that has no place here."""
    pending = sum(one.record["status"] == Lifecycle.PENDING for one in mapped.activities.values())
    if pending:
        click.echo(
            f"{pending} are permits, or for companies or authorities only: they wait as pending for a coordinator."
        )
    for what, count in read.skipped.most_common():
        click.echo(f"Left out: {what}: {count}")
    if mapped.channels_alone:
        click.echo(f"Left out: channels of no service in these files: {mapped.channels_alone}")
    for name, values in mapped.faulty.items():
        for field, value in values.items():
            click.echo(f"Left out: {name}: {field} {value!r} does not hold")
    of_bodies = Counter(field for body in read.organisations for field in body.unmapped)
    if of_bodies:
        click.echo(
            f"Not mapped of organisations (not kept): {', '.join(f'{f}: {n}' for f, n in of_bodies.most_common())}"
        )
    _unmapped(mapped)


def _unmapped(mapped: ptv.MappedFile) -> None:
    fields: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    for one in mapped.activities.values():
        classes.update(one.unmapped.get("classification", ()))
        fields.update(
            "channel details" if field.startswith("channel ") else field
            for field in one.unmapped
            if field != "classification"
        )
    if fields or classes:
        click.echo("Not mapped (kept with the provenance of each listing):")
    for field, count in fields.most_common():
        click.echo(f"  {field}: {count}")
    for label, count in classes.most_common(SHOWN):
        click.echo(f"  class {label}: {count}")
    if len(classes) > SHOWN:
        click.echo(f"  … and {len(classes) - SHOWN} more classes")
