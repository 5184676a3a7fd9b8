"""Writing the mail that is due: one transaction a person, so that each mail is written once or not at all."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import current_app, g, url_for
from sqlalchemy.orm import Session

from directory.config import Settings
from directory.db import Database
from directory.models import Account, SavedSearch
from directory.services import cards, digests, mail
from directory.services.digests import Contents
from directory.services.schedules import HELSINKI
from directory.vocabulary import UI_LANGUAGES
from directory.web.digests.letter import Addressee, letter
from directory.web.saved_searches.looking import look

log: Final = logging.getLogger("directory.digests")


@dataclass(frozen=True, slots=True)
class Sent:
    """How many people were looked at, and how many got a mail; ``failed`` are tried again the next time."""

    due: int
    mails: int
    failed: int


def send_due(base: str, *, now: datetime) -> Sent:
    """Write the mail of everybody for whom it is due today. ``base`` is the service's address for the links.

    A second time on the same day writes nothing. One person's fault does not keep the mail from the others.
    """
    database: Database = current_app.extensions["database"]
    today = now.astimezone(HELSINKI).date()
    with database.read() as session:
        due = digests.due(session, today=today)
    mails = failed = 0
    with current_app.test_request_context(base_url=base):
        for account_id in due:
            try:
                with database.write_quietly() as session:
                    account = digests.claim(session, account_id, today=today)
                    mails += account is not None and _write(session, account, base, now)
            except Exception:
                log.exception("digest")
                failed += 1
    return Sent(len(due), mails, failed)


def _write(session: Session, account: Account, base: str, now: datetime) -> bool:
    """Write one person's mail; False when there is nothing to tell."""
    settings: Settings = current_app.extensions["settings"]
    language = account.ui_language if account.ui_language in UI_LANGUAGES else "fi"
    g.ui_language = language

    def asked(search: SavedSearch) -> tuple[Sequence[str], bool] | None:
        found = look(session, search.arguments, search.language, now=now)
        return (found.ids, found.complete) if found is not None else None

    contents = digests.contents_of(session, account, asked, now=now)
    digests.remember(session, account, contents)
    if contents.is_empty:
        return False
    token = digests.stop_token(settings.secret_key, account)
    stop_url = f"{base}{url_for('digests.stop', ui_language=language, t=token)}"
    reader = Addressee(account.name, language, settings.service_names[language], base, stop_url)
    subject, body = letter(contents, cards.cards(session, _new_ids(contents)), reader)
    mail.queue(
        session,
        to=account.email,
        subject=subject,
        body=body,
        language=language,
        now=now,
        unsubscribe_url=stop_url,
    )
    return True


def _new_ids(contents: Contents) -> list[str]:
    return [public_id for found in contents.searches for public_id in found.new]
