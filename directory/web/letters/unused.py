"""The letter to whoever has not used an account for long, before it closes."""

import logging
from datetime import datetime
from typing import Final

from flask import current_app
from sqlalchemy.orm import Session

from directory.db import Database
from directory.models import Account
from directory.services import unused_accounts
from directory.vocabulary import UI_LANGUAGES
from directory.web.formatting.dates import day_of
from directory.web.letters.writing import address, service_name, write
from directory.web.translating import gettext as _

log: Final = logging.getLogger("directory.upkeep")


def warn_unused(base: str, *, now: datetime) -> int:
    """Write to everybody whose account closes soon, once each; returns how many. ``base`` is the service's address.

    One transaction a person, so that each letter is written once or not at all; one fault keeps no letter from others.
    """
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        due = unused_accounts.to_warn(session, now=now)
    told = 0
    with current_app.test_request_context(base_url=base):
        for account_id in due:
            try:
                with database.write_quietly() as session:
                    account = unused_accounts.claim(session, account_id, now=now)
                    if account is not None:
                        _closes_soon(session, account, now)
                        told += 1
            except Exception:
                log.exception("warning of an unused account")
    return told


def _closes_soon(session: Session, account: Account, now: datetime) -> None:
    language = account.ui_language if account.ui_language in UI_LANGUAGES else "fi"

    def letter() -> tuple[str, list[str]]:
        service = service_name(language)
        last = day_of(unused_accounts.last_used(account), language)
        if account.last_seen_at is None:
            lead = _(
                "Your account in %(service)s was made on %(day)s. You have not signed in.", service=service, day=last
            )
        else:
            lead = _("You last signed in to %(service)s on %(day)s.", service=service, day=last)
        closes = day_of(unused_accounts.closes_at(account, now=now), language)
        erased = day_of(unused_accounts.erased_at(account, now=now), language)
        return _("Your account closes soon: %(service)s", service=service), [
            lead,
            _("The account closes on %(day)s unless you sign in before that:", day=closes),
            address("auth.sign_in", language),
            _("If you no longer need it, do nothing. Your data are erased on %(day)s.", day=erased),
        ]

    write(session, account.email, language, letter)
