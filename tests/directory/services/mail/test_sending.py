"""Mail waits in the database, goes to a real mail server, and is tried again when that does not answer."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from directory.db import Database
from directory.models import WaitingMail
from directory.services import mail
from directory.services.mail import Postman
from directory.services.mail.sending import TRIES_MAX
from tests.conftest import free_port

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SENDER = "palvelu@toimintahaku.example"


class Inbox:
    """A mail server's handler that keeps what comes, or refuses it."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.refuses = False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's own name
        if self.refuses:
            return "451 try again later"
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    """A real mail server on the loopback, and its address."""
    handler, port = Inbox(), free_port()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    yield handler, f"smtp://127.0.0.1:{port}"
    server.stop()


def leave(database: Database, subject: str = "Vahvista tietosi", to: str = "marja@sote.example") -> None:
    """One message that waits from ``NOW`` on."""
    with database.write_quietly() as session:
        mail.queue(session, to=to, subject=subject, body="Hyvää päivää\n\nLinkki", language="fi", now=NOW)


def waiting(database: Database) -> list[WaitingMail]:
    with database.read() as session:
        return list(session.scalars(select(WaitingMail).order_by(WaitingMail.id)))


def test_a_waiting_message_reaches_the_server_whole_and_once(database: Database, inbox: tuple[Inbox, str]) -> None:
    handler, url = inbox
    leave(database)
    postman = Postman(url, SENDER)
    assert postman.send_waiting(database, lambda: NOW) == 1
    assert postman.send_waiting(database, lambda: NOW) == 0
    assert waiting(database) == []
    [message] = handler.messages
    assert (message["From"], message["To"], message["Subject"]) == (SENDER, "marja@sote.example", "Vahvista tietosi")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fi"
    assert message.get_content().splitlines()[0] == "Hyvää päivää"  # type: ignore[attr-defined]


def test_what_the_server_refuses_waits_longer_each_time_and_then_goes(
    database: Database, inbox: tuple[Inbox, str]
) -> None:
    handler, url = inbox
    leave(database)
    postman = Postman(url, SENDER)
    handler.refuses = True
    assert postman.send_waiting(database, lambda: NOW) == 0
    [first] = waiting(database)
    assert (first.tries, first.due_at) == (1, NOW + timedelta(seconds=30))
    assert "@" not in first.problem
    later = NOW + timedelta(seconds=31)
    assert postman.send_waiting(database, lambda: later) == 0
    assert waiting(database)[0].due_at == later + timedelta(seconds=60)
    handler.refuses = False
    assert postman.send_waiting(database, lambda: NOW + timedelta(hours=1)) == 1


def test_without_a_server_nothing_is_lost_and_trying_ends(database: Database) -> None:
    leave(database)
    postman = Postman(f"smtp://127.0.0.1:{free_port()}", SENDER)
    for moment in [NOW + timedelta(hours=7) * number for number in range(TRIES_MAX + 3)]:
        assert postman.send_waiting(database, partial(datetime.fromisoformat, moment.isoformat())) == 0
    [message] = waiting(database)
    assert message.tries == TRIES_MAX


def test_a_subject_cannot_add_a_header(database: Database, inbox: tuple[Inbox, str]) -> None:
    handler, url = inbox
    leave(database, subject="Kutsu\r\nBcc: muut@muualla.example")
    Postman(url, SENDER).send_waiting(database, lambda: NOW)
    [message] = handler.messages
    assert message["Bcc"] is None
    assert message["Subject"] == "Kutsu Bcc: muut@muualla.example"


def test_a_subscription_can_be_ended_from_the_mail_program(database: Database, inbox: tuple[Inbox, str]) -> None:
    handler, url = inbox
    stop = "https://service.example/fi/uutiset-postiin/lopeta?t=abc"
    with database.write_quietly() as session:
        mail.queue(session, to="a@b.example", subject="s", body="b", language="fi", now=NOW, unsubscribe_url=stop)
    leave(database)
    Postman(url, SENDER).send_waiting(database, lambda: NOW)
    news, other = handler.messages
    assert (news["List-Unsubscribe"], news["List-Unsubscribe-Post"]) == (f"<{stop}>", "List-Unsubscribe=One-Click")
    assert other["List-Unsubscribe"] is None


def test_a_folder_takes_mail_as_files(database: Database, tmp_path: Path) -> None:
    leave(database)
    folder = tmp_path / "posti"
    assert Postman(folder.as_uri(), SENDER).send_waiting(database, lambda: NOW) == 1
    [path] = folder.iterdir()
    assert message_from_bytes(path.read_bytes(), policy=default)["To"] == "marja@sote.example"


def test_a_folder_keeps_every_message_though_numbers_come_again(database: Database, tmp_path: Path) -> None:
    postman = Postman((tmp_path / "posti").as_uri(), SENDER)
    for _ in range(2):
        leave(database)
        postman.send_waiting(database, lambda: NOW)
    assert len(list((tmp_path / "posti").iterdir())) == 2


def test_a_message_to_nobody_goes_nowhere(database: Database, tmp_path: Path) -> None:
    leave(database, to="")
    assert Postman((tmp_path / "posti").as_uri(), SENDER).send_waiting(database, lambda: NOW) == 0
    assert waiting(database) == []
    assert not (tmp_path / "posti").exists()


def test_a_commit_sends_in_the_background(database: Database, tmp_path: Path) -> None:
    postman = Postman((tmp_path / "posti").as_uri(), SENDER)
    database.after_write.append(postman.after_write)
    with database.write() as session:
        mail.queue(session, to="a@b.example", subject="s", body="b", language="sv", now=NOW)
    postman.finish()
    assert len(list((tmp_path / "posti").iterdir())) == 1


def test_without_an_address_no_mail_is_sent(database: Database) -> None:
    leave(database)
    postman = Postman("", SENDER)
    assert not postman.enabled
    assert postman.send_waiting(database) == 0
    assert len(waiting(database)) == 1
