"""Writing a message that goes out once the transaction has been committed."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from directory.models import WaitingMail

SUBJECT_MAX: Final = 200


def queue(
    session: Session, *, to: str, subject: str, body: str, language: str, now: datetime, unsubscribe_url: str = ""
) -> None:
    """Let a message in plain text wait to be sent. Flushes nothing and sends nothing.

    An empty ``to`` is a message to nobody: it costs the same here and is thrown away by the postman, so that the time
    of an answer does not tell whether somebody has an address. ``unsubscribe_url`` ends the subscription by a POST
    without signing in (RFC 8058); mail programs show a button.

    Line breaks in the subject become spaces, so that no text can add a header [OWASP ASVS 5.0.0, 1.3.11].
    """
    subject = " ".join(subject.split())[:SUBJECT_MAX]
    session.add(
        WaitingMail(
            to=to,
            subject=subject,
            body=body,
            language=language,
            unsubscribe_url=unsubscribe_url,
            created_at=now,
            due_at=now,
        )
    )
