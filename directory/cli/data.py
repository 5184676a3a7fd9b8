"""Commands for the data: schema, import, export, checking."""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import click
import orjson
from flask import current_app
from sqlalchemy import select
from tqdm import tqdm

from directory.db import Database
from directory.exchange.own import exporting, importing, writing
from directory.exchange.own.reading import entries_in
from directory.models import Organisation


def database() -> Database:
    """The database of the running command."""
    found: Database = current_app.extensions["database"]
    return found


def bar(total: int | None, what: str) -> "tqdm[Any]":
    """A progress bar on a terminal, silence elsewhere."""
    return tqdm(total=total, desc=what, unit="", disable=None, file=sys.stderr)


@click.command("upgrade-database")
def upgrade_database() -> None:
    """Bring the database schema to the newest version."""
    from directory import migrations

    migrations.upgrade(database().engine)
    click.echo(f"The schema is at version {migrations.current(database().engine)}.")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "file_format", type=click.Choice(["json", "ptv"]), default="json", show_default=True)
@click.option("--partial", is_flag=True, help="Import the rows that hold; write the others beside the file.")
@click.option("--overwrite", is_flag=True, help="Also replace what was edited here after its last import.")
def import_files(files: tuple[Path, ...], file_format: str, *, partial: bool, overwrite: bool) -> None:
    """Import FILES. Everything is checked first; with a fault nothing is written unless --partial is given.

    A second import of the same file changes nothing, and an import confirms nothing. Formats: json is the
    directory's own (docs/format.md); ptv are records of the national service register's open API and its general
    descriptions (one JSON object a line). Exit code 1 when records were rejected.
    """
    if file_format == "ptv":
        from directory.cli.ptv import import_ptv

        sys.exit(import_ptv(database(), files, overwrite=overwrite))
    whole = [_import_own(path, partial=partial, overwrite=overwrite) for path in files]
    sys.exit(0 if all(whole) else 1)


def _import_own(path: Path, *, partial: bool, overwrite: bool) -> bool:
    """Import one file; whether all of it went in."""
    with bar(None, "Checking") as progress:
        checked = importing.check(entries_in(path), known_organisations(database()), progress.update)
    for fault in checked.every_fault():
        click.echo(str(fault), err=True)
    if checked.faults or (checked.rejected and not partial):
        click.echo(f"{path}: {count_of_faults(checked)} faults, nothing was imported.", err=True)
        return False
    with database().write() as session, bar(checked.activity_count, "Importing") as progress:
        counts = writing.write(session, checked, now=datetime.now(UTC), progress=progress.update, overwrite=overwrite)
    click.echo(f"{path}: {told(counts)}")
    if checked.rejected:
        click.echo(f"{len(checked.rejected)} rejected, written to {_write_rejected(path, checked)}", err=True)
    return not checked.rejected


def known_organisations(database: Database) -> list[str]:
    """The import ids of the organisations in the directory."""
    with database.read() as session:
        rows = session.scalars(select(Organisation.import_id).where(Organisation.import_id.is_not(None)))
        return [import_id for import_id in rows if import_id]


def count_of_faults(checked: importing.Checked) -> int:
    """How many faults a file has."""
    return sum(1 for _ in checked.every_fault())


def told(counts: writing.Counts) -> str:
    """What an import did, in one sentence."""
    kept = f", {counts.kept} kept as edited here since (--overwrite replaces them)" if counts.kept else ""
    return f"{counts.added} added, {counts.changed} changed, {counts.unchanged} as they were{kept}."


def _write_rejected(path: Path, checked: importing.Checked) -> Path:
    """Beside the file: a file of the own format with what was rejected, and each record's faults with it."""
    target = path.with_name(path.stem + ".rejected.json")
    rows = [
        {"list": rejected.kind, "index": rejected.index, "reasons": [str(f) for f in rejected.faults], "record": record}
        for rejected, record in checked.rejected_records()
    ]
    target.write_bytes(orjson.dumps(rows, option=orjson.OPT_INDENT_2))
    return target


@click.command("export")
@click.argument("file", type=click.File("wb"), default="-")
@click.option("--hidden-addresses", is_flag=True, help="Include addresses that are secret. Keep the file safe.")
def export_file(file: BinaryIO, *, hidden_addresses: bool) -> None:
    """Write everything in the own format to FILE (default: standard output)."""
    with database().read() as session, bar(exporting.count_activities(session), "Exporting") as progress:
        file.write(b'{"organisations": [')
        file.writelines(_listed(exporting.organisations(session)))
        file.write(b'\n],\n"activities": [')
        for line in _listed(exporting.activities(session, hidden_addresses=hidden_addresses)):
            file.write(line)
            progress.update()
        file.write(b"\n]}\n")


def _listed(records: Iterable[object]) -> Iterator[bytes]:
    """The records as lines of a JSON list."""
    for i, record in enumerate(records):
        yield (b",\n" if i else b"\n") + orjson.dumps(record)


COMMANDS = (upgrade_database, import_files, export_file)
