"""The command that keeps the promises of the privacy page; for a nightly timer, and the worker's upkeep."""

from dataclasses import asdict

import click
from flask import current_app

from directory.cli.data import database
from directory.cli.digests import base_address, obstacle
from directory.models.base import utc_now
from directory.services.mail import Postman
from directory.services.retention import Erased
from directory.services.retention import erase_expired as erase
from directory.web.letters import warn_unused


def warn_and_erase() -> tuple[int, Erased]:
    """Tell holders of unused accounts what is coming, then erase what has been kept long enough.

    Returns how many were told, and what went. Where no mail can be sent nobody is told, and the days count alone.
    """
    now, can_tell = utc_now(), not obstacle()
    told = warn_unused(base_address(), now=now) if can_tell else 0
    with database().write_quietly() as session:
        return told, erase(session, now=now, told=can_tell)


@click.command("erase-expired")
def erase_expired() -> None:
    """Erase what has been kept long enough: addresses, slips, unused accounts, drafts, history. Run it every night.

    Whoever has not signed in for eleven months is told by mail, a month before the account closes.
    """
    told, erased = warn_and_erase()
    postman: Postman = current_app.extensions["mail"]
    postman.send_waiting(database())
    counts = {"holders warned": told} | {name.replace("_", " "): count for name, count in asdict(erased).items()}
    click.echo(", ".join(f"{name}: {count}" for name, count in counts.items()))


COMMANDS = (erase_expired,)
