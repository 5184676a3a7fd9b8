"""Commands for the data: schema, import, export, checking."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import click
import orjson
from flask import current_app
from sqlalchemy import select
from tqdm import tqdm

from directory.db import Database
from directory.exchange.own import exporting, importing
from directory.models import Organisation

FAULTS_SHOWN = 200


def database() -> Database:
    """The database of the running command."""
    found: Database = current_app.extensions["database"]
    return found


def bar(total: int, what: str) -> "tqdm[Any]":
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
def import_files(files: tuple[Path, ...], file_format: str, *, partial: bool) -> None:
    """Import FILES. Everything is checked first; with a fault nothing is written unless --partial is given.

    A second import of the same file changes nothing. Exit code 1 when rows were rejected.
    """
    if file_format == "ptv":
        from directory.cli.ptv import import_ptv

        sys.exit(import_ptv(database(), files))
    failed = False
    for path in files:
        failed |= not _import_own(path, partial=partial)
    if failed:
        sys.exit(1)


def _import_own(path: Path, *, partial: bool) -> bool:
    try:
        raw = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        click.echo(f"{path}: not JSON: {error}", err=True)
        return False
    with database().read() as session:
        known = session.scalars(select(Organisation.import_id).where(Organisation.import_id.is_not(None))).all()
    activities = raw.get("activities", []) if isinstance(raw, dict) else []
    total = len(activities) if isinstance(activities, list) else 0
    with bar(total, "Checking") as progress:
        checked = importing.check(raw, [import_id for import_id in known if import_id], progress.update)
    for fault in checked.faults[:FAULTS_SHOWN]:
        click.echo(str(fault), err=True)
    if len(checked.faults) > FAULTS_SHOWN:
        click.echo(f"… and {len(checked.faults) - FAULTS_SHOWN} more faults", err=True)
    if checked.faults and not (partial and checked.rejected):
        click.echo(f"{path}: {len(checked.faults)} faults, nothing was imported.", err=True)
        return False
    with database().write() as session, bar(len(checked.activities), "Importing") as progress:
        counts = importing.write(session, checked, now=datetime.now(UTC), progress=progress.update)
    click.echo(f"{path}: {counts.added} added, {counts.changed} changed, {counts.unchanged} as they were.")
    if checked.rejected:
        click.echo(f"{len(checked.rejected)} rejected, written to {_write_rejected(path, checked.rejected)}", err=True)
    return not checked.rejected


def _write_rejected(path: Path, rejected: list[importing.Rejected]) -> Path:
    target = path.with_name(path.stem + ".rejected.json")
    rows = [
        {"list": r.kind, "index": r.index, "reasons": [str(f) for f in r.faults], "record": r.record} for r in rejected
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
        for i, record in enumerate(exporting.organisations(session)):
            file.write((b",\n" if i else b"\n") + orjson.dumps(record))
        file.write(b'\n],\n"activities": [')
        for i, record in enumerate(exporting.activities(session, hidden_addresses=hidden_addresses)):
            file.write((b",\n" if i else b"\n") + orjson.dumps(record))
            progress.update()
        file.write(b"\n]}\n")


COMMANDS = (upgrade_database, import_files, export_file)
