"""The command that keeps the promises of the privacy page; for a nightly timer."""

from dataclasses import asdict
from datetime import UTC, datetime

import click

from directory.cli.data import database
from directory.services.retention import erase_expired as erase


@click.command("erase-expired")
def erase_expired() -> None:
    """Erase what has been kept long enough: addresses, slips, unused accounts, drafts, history. Run it every night."""
    with database().write() as session:
        erased = erase(session, now=datetime.now(UTC))
    click.echo(", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in asdict(erased).items()))


COMMANDS = (erase_expired,)
