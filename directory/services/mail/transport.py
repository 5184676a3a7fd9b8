"""How a message leaves: SMTP with TLS, or a folder on this machine (a trial, or another program's spool)."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import url2pathname

from directory.models.base import utc_now

SECONDS: Final = 20.0
SMTP_PORT: Final = 587
SMTPS_PORT: Final = 465


@dataclass(frozen=True, slots=True)
class Letter:
    """A message taken from those that wait; ``tries`` counts this one. ``unsubscribe_url``: see ``queue``."""

    id: int
    to: str
    subject: str
    body: str
    language: str
    tries: int
    unsubscribe_url: str = ""


class Transport(Protocol):
    """Takes one message; returns what went wrong in a few words, "" when it is on its way."""

    def send(self, letter: Letter) -> str:
        """Send it."""
        ...


def transport_of(url: str, sender: str) -> Transport | None:
    """The transport of ``smtp://``, ``smtps://`` or ``file://``; None for an empty address."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Folder(Path(url2pathname(parts.path)), sender)
    return Smtp(parts, sender)


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The message with its headers, in plain text."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or None)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers, please
    if letter.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.body)
    message["Content-Language"] = letter.language
    return message


class Smtp:
    """A mail server. ``smtp`` upgrades to TLS by STARTTLS when the server offers it; with a password it must."""

    def __init__(self, parts: SplitResult, sender: str) -> None:
        self._parts, self._sender = parts, sender

    def send(self, letter: Letter) -> str:
        """See ``Transport.send``."""
        try:
            self._deliver(message_of(letter, self._sender))
        except (OSError, smtplib.SMTPException, ValueError) as error:
            # The server's own words may hold the address, and logs hold none.
            return type(error).__name__
        return ""

    def _deliver(self, message: EmailMessage) -> None:
        host, user = self._parts.hostname or "localhost", unquote(self._parts.username or "")
        context = ssl.create_default_context()
        if self._parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self._parts.port or SMTPS_PORT, timeout=SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(host, self._parts.port or SMTP_PORT, timeout=SECONDS)
        with server:
            server.ehlo()
            if self._parts.scheme == "smtp" and (server.has_extn("starttls") or user):
                server.starttls(context=context)
                server.ehlo()
            if user:
                server.login(user, unquote(self._parts.password or ""))
            server.send_message(message)


class Folder:
    """Lays each message as a file into a folder."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder, self._sender = folder, sender

    def send(self, letter: Letter) -> str:
        """See ``Transport.send``."""
        message = message_of(letter, self._sender)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # SQLite gives the number of a row that went to the next one: the moment keeps the names apart.
            path = self._folder / f"{utc_now():%Y%m%d-%H%M%S-%f}-{letter.id}.eml"
            path.write_bytes(message.as_bytes())
            path.chmod(0o600)
        except OSError as error:
            return type(error).__name__
        return ""
