"""Sending news by mail: a command, and the worker's morning."""

from datetime import date, datetime

import click
from flask import current_app

from directory.cli.data import database
from directory.config import Settings
from directory.models.base import utc_now
from directory.services.digests import is_time
from directory.services.mail import Postman
from directory.services.schedules import HELSINKI
from directory.web.digests.sending import Sent, send_due

DEMO_ADDRESS = "http://127.0.0.1:8000"


class Morning:
    """Sends the mail once every local day, at seven or when the worker starts later than that."""

    def __init__(self) -> None:
        self._last: date | None = None

    def send_if_due(self, now: datetime | None = None) -> Sent | None:
        """Send what is due; None when it is not the time, or mail cannot be sent from here."""
        now = now or utc_now()
        if not is_time(self._last, now) or obstacle():
            return None
        self._last = now.astimezone(HELSINKI).date()
        return send_due(base_address(), now=now)


def obstacle() -> str:
    """Why no mail can be sent from this installation; "" when it can."""
    postman: Postman = current_app.extensions["mail"]
    if not postman.enabled:
        return "Mail is not set up: see MAIL_URL."
    if not base_address():
        return "PUBLIC_URL is not set: links in the mail would lead nowhere."
    return ""


def base_address() -> str:
    """The service's address for links in mail; "" when it is not known."""
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url or (DEMO_ADDRESS if settings.demo else "")


@click.command("send-digests")
def send_digests() -> None:
    """Send the news by mail that are due today: changes of activities on slips, new activities in saved searches.

    A second time on the same day sends nothing. The worker (sync-index --watch) does it every morning at seven.
    Exit code 1 when mail is not set up, or somebody's mail could not be written.
    """
    if problem := obstacle():
        raise click.ClickException(problem)
    sent = send_due(base_address(), now=utc_now())
    postman: Postman = current_app.extensions["mail"]
    postman.send_waiting(database())
    click.echo(f"{sent.due} accounts due, {sent.mails} mails.")
    if sent.failed:
        raise click.ClickException(f"{sent.failed} mails could not be written; see the log.")


COMMANDS = (send_digests,)
