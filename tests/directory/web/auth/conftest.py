"""An installation that sends its mail into a folder, and visitors with browsers of their own."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from directory.models import Account
from directory.models.base import utc_now
from directory.services import accounts, second_factor
from directory.services.access import Grant
from directory.services.second_factor import SetUp
from tests.conftest import SECRET
from tests.directory.services.people import PASS, person
from tests.pages import Page, check, parsed

STEP = timedelta(seconds=30)
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class Letter:
    """A message that was sent; ``link`` is the path and query of the first address in it."""

    to: str
    subject: str
    body: str

    @property
    def link(self) -> str:
        """The first address, without the host."""
        found = re.search(r"https?://\S+", self.body)
        assert found, self.body
        parts = urlsplit(found[0])
        return f"{parts.path}?{parts.query}" if parts.query else parts.path


class Visitor:
    """A browser that checks each page it reads."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def read(self, path: str, status: int = 200) -> Page:
        """A page, checked."""
        return self._page(self.client.get(path), path, status)

    def send(self, path: str, status: int = 302, **fields: str) -> TestResponse:
        """Send a form; its answer. Field names that are words of Python end in an underscore."""
        response = self.client.post(path, data={name.rstrip("_"): value for name, value in fields.items()})
        assert response.status_code == status, f"{path}: {response.status_code}"
        return response

    def refused(self, path: str, status: int = 400, **fields: str) -> Page:
        """Send a form that does not hold; the page with its faults."""
        page = self._page(self.send(path, status, **fields), path, status)
        assert page.all("div", class_="errors"), "no error summary"
        return page

    def shown(self, path: str, **fields: str) -> Page:
        """Send a form whose answer is a page of its own."""
        return self._page(self.send(path, 200, **fields), path, 200)

    def goes(self, path: str, status: int = 302) -> str:
        """Where an address leads."""
        response = self.client.get(path)
        assert response.status_code == status, f"{path}: {response.status_code}"
        return response.location

    def sign_in(self, email: str, password: str = PASS, path: str = "/fi/kirjaudu") -> TestResponse:
        """Type address and password."""
        return self.client.post(path, data={"email": email, "password": password})

    def is_in(self) -> bool:
        """Whether the own account opens."""
        return self.client.get("/fi/oma-tili").status_code == 200

    def _page(self, response: TestResponse, path: str, status: int) -> Page:
        assert response.status_code == status, f"{path}: {response.status_code}"
        page = parsed(response.get_data(as_text=True), status, dict(response.headers))
        check(page, path)
        return page


class Office:
    """One installation: its people, visitors and mail."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self.app, self.folder = app, folder
        # Form tokens have tests of their own.
        app.config["WTF_CSRF_ENABLED"] = False

    def visitor(self) -> Visitor:
        """A new browser."""
        return Visitor(self.app.test_client())

    def person(self, email: str, *grants: Grant, password: str = PASS, two_step: bool = False) -> str:
        """An account; returns its public id."""
        with self.app.extensions["database"].write() as session:
            account = person(session, email, *grants, password=password)
            if two_step:
                two_step_on(account)
            return account.public_id

    def signed_in(self, email: str, *grants: Grant, two_step: bool = False) -> Visitor:
        """A new person who has signed in, with a second factor where it is asked for."""
        self.person(email, *grants, two_step=two_step)
        visitor = self.visitor()
        assert visitor.sign_in(email).status_code == 302
        if two_step:
            visitor.send("/fi/kirjaudu/vahvistus", code=self.code())
        return visitor

    def code(self, steps: int = 0) -> str:
        """The code that the phone shows, some steps from now."""
        return pyotp.TOTP(SEED).at(utc_now() + steps * STEP)

    def mail(self) -> list[Letter]:
        """What was sent since the last look, the oldest first."""
        self.app.extensions["mail"].finish()
        self.app.extensions["mail"].send_waiting(self.app.extensions["database"])
        found = []
        for path in sorted(self.folder.glob("*.eml")):
            message = message_from_bytes(path.read_bytes(), policy=default)
            body = message.get_content()  # type: ignore[attr-defined]
            found.append(Letter(message["To"], message["Subject"], body))
            path.unlink()
        return found

    def account(self, email: str) -> Account | None:
        """The account as it is stored, with its roles."""
        with self.app.extensions["database"].read() as session:
            account = accounts.by_email(session, email)
            if account is not None:
                list(account.memberships), list(account.sessions)
            return account


def two_step_on(account: Account) -> None:
    """Give the account the phone of the tests; no code of it was used yet."""
    now = utc_now()
    second_factor.turn_on(account, SetUp(SEED, ""), pyotp.TOTP(SEED).at(now), (SECRET,), now=now)
    account.totp_step = None


@pytest.fixture
def office(make_app: Callable[..., Flask], tmp_path: Path) -> Office:
    """An installation that is no demo, with mail in a folder."""
    folder = tmp_path / "mail"
    app = make_app(
        demo=False,
        mail_url=folder.as_uri(),
        mail_from="palvelu@toimintahaku.example",
        public_url="https://toimintahaku.example",
    )
    return Office(app, folder)


@pytest.fixture
def mute(make_app: Callable[..., Flask], tmp_path: Path) -> Office:
    """An installation that cannot send mail."""
    return Office(make_app(demo=False), tmp_path / "mail")
