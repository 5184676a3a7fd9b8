"""Commands that keep stored data in order, and the demo."""

import sys
from datetime import UTC, datetime

import click
from sqlalchemy import func, select

from directory import demo
from directory.cli.data import bar, database, told
from directory.exchange.own import importing, writing
from directory.exchange.own.reading import entries_of
from directory.models import Activity
from directory.services import faults
from directory.services.schedules.sessions import HELSINKI


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
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As of this day; today otherwise.")
def load_demo(on: datetime | None = None) -> None:
    """Load the fictional demo. Refuses when the database holds anything else. A second time changes nothing.

    Its timetables and confirmations go along with the calendar: on whatever day it is loaded, it is up to date.
    """
    with database().read() as session:
        if not demo.may_be_loaded(session):
            raise click.ClickException("The database holds real listings; the demo stays out of it.")
    checked = importing.check(entries_of(demo.records(on.date() if on else datetime.now(HELSINKI).date())), ())
    with database().write() as session, bar(checked.activity_count, "Demo") as progress:
        counts = writing.write(session, checked, now=datetime.now(UTC), progress=progress.update)
        contacts = demo.load_cooperation_contacts(session)
    click.echo(f"Demo: {told(counts)}" + (f" {contacts} contact persons added." if contacts else ""))


COMMANDS = (check_data, load_demo)
