"""Commands that keep stored data in order, and the demo."""

import sys
from datetime import UTC, datetime

import click
from sqlalchemy import func, select

from directory import demo
from directory.cli.data import bar, database
from directory.exchange.own import importing
from directory.models import Activity
from directory.services import faults


@click.command("check-data")
def check_data() -> None:
    """Look for faults in stored data: unknown codes, ended timetables, stale translations, stuck changes.

    Exit code 1 when there is a fault.
    """
    found = 0
    with database().read() as session:
        total = session.scalar(select(func.count()).select_from(Activity)) or 0
        with bar(total, "Checking") as progress:
            for fault in faults.find_faults(session, now=datetime.now(UTC), progress=progress.update):
                click.echo(str(fault))
                found += 1
    click.echo(f"{total} activities, {found} faults.", err=True)
    sys.exit(1 if found else 0)


@click.command("load-demo")
def load_demo() -> None:
    """Load the fictional demo. Refuses when the database holds anything else. A second time changes nothing."""
    import orjson

    with database().read() as session:
        if not demo.may_be_loaded(session):
            raise click.ClickException("The database holds real listings; the demo stays out of it.")
    checked = importing.check(orjson.loads(demo.DATA.read_bytes()), ())
    with database().write() as session, bar(len(checked.activities), "Demo") as progress:
        counts = importing.write(session, checked, now=datetime.now(UTC), progress=progress.update)
        contacts = demo.load_cooperation_contacts(session)
    click.echo(f"Demo: {counts.added + contacts} added, {counts.changed} changed, {counts.unchanged} as they were.")


COMMANDS = (check_data, load_demo)
