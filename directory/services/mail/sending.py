"""``Postman``: brings waiting mail to the mail server, outside any request, so that no page waits for it.

Nobody can tell from the time a page takes whether a message was sent. What cannot be sent stays and is tried again,
at intervals that double; after ``TRIES_MAX`` it stays for an administrator to see.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update

from directory.db import Database
from directory.models import WaitingMail
from directory.models.base import utc_now
from directory.services.mail.transport import Letter, Transport, transport_of

log = logging.getLogger("directory.mail")

BATCH: Final = 20
TRIES_MAX: Final = 12
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=6)
CLAIMED_FOR: Final = timedelta(minutes=2)  # longer than the transport's own time limit


class Postman:
    """Sends waiting mail of one installation. ``enabled`` is False when no way to send is set."""

    def __init__(self, mail_url: str, sender: str) -> None:
        self.transport: Transport | None = transport_of(mail_url, sender)
        self._wake = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def enabled(self) -> bool:
        """Whether mail can be sent at all."""
        return self.transport is not None

    def after_write(self, database: Database) -> None:
        """Send in the background what the commit left waiting; never raises, never waits."""
        if self.transport is None or not self._wake.acquire(blocking=False):
            return
        self._thread = threading.Thread(target=self._in_background, args=(database,), name="mail", daemon=True)
        self._thread.start()

    def finish(self, seconds: float = 30.0) -> None:
        """Wait for what is being sent just now; for an orderly end."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _in_background(self, database: Database) -> None:
        try:
            self.send_waiting(database)
        except Exception:
            log.exception("waiting mail could not be read")
        finally:
            self._wake.release()

    def send_waiting(self, database: Database, now: Callable[[], datetime] = utc_now) -> int:
        """Send what is due; returns how many messages went. What fails waits for its next time."""
        if self.transport is None:
            return 0
        sent = 0
        while letter := _claim(database, now()):
            problem = self.transport.send(letter) if letter.to else ""
            sent += bool(letter.to) and not problem
            _settle(database, letter, problem, now())
        return sent


def _claim(database: Database, now: datetime) -> Letter | None:
    """Take the next due message for a while, so that two processes do not send it twice."""
    with database.write_quietly() as session:
        due = list(
            session.scalars(
                select(WaitingMail)
                .where(WaitingMail.due_at <= now, WaitingMail.tries < TRIES_MAX)
                .order_by(WaitingMail.due_at, WaitingMail.id)
                .limit(BATCH)
            )
        )
        for mail in due:
            taken = session.execute(
                update(WaitingMail)
                .where(WaitingMail.id == mail.id, WaitingMail.due_at == mail.due_at, WaitingMail.tries == mail.tries)
                .values(due_at=now + CLAIMED_FOR, tries=mail.tries + 1)
                .execution_options(synchronize_session=False)
            )
            if taken.rowcount:  # type: ignore[attr-defined]
                return Letter(
                    mail.id, mail.to, mail.subject, mail.body, mail.language, mail.tries + 1, mail.unsubscribe_url
                )
    return None


def _settle(database: Database, letter: Letter, problem: str, now: datetime) -> None:
    with database.write_quietly() as session:
        mail = session.get(WaitingMail, letter.id)
        if mail is None:
            return
        if not problem:
            session.delete(mail)
            return
        mail.problem = problem[:200]
        mail.due_at = now + min(FIRST_PAUSE * 2 ** (letter.tries - 1), LONGEST_PAUSE)
    log.warning("mail not sent", extra={"tries": letter.tries, "problem": problem[:80]})
