"""A site whose staff sign in at a provider, and a browser that goes there and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from directory.services import mail_domains
from directory.services.access import Actor
from directory.services.mail_domains import DomainChange
from tests.conftest import SECRET
from tests.pages import check, parsed
from tests.providers import (
    CLIENT_ID,
    CLIENT_SECRET,
    CheatingProvider,
    RealProvider,
    cheating_provider,
    real_provider,
)

COUNTY = "pohjois-karjala.example"
NAME = "Pohjois-Karjalan hyvinvointialue"


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealProvider]:
    """The real provider's process."""
    with real_provider(tmp_path_factory.mktemp("provider")) as found:
        yield found


@pytest.fixture
def cheat() -> Iterator[CheatingProvider]:
    """A provider that a test may bend."""
    with cheating_provider() as found:
        yield found


def list_domain(app: Flask, issuer: str, domain: str = COUNTY, **changes: Any) -> str:
    """List a domain with the provider; returns its public id."""
    values = {"domain": domain, "name": NAME, "county": "14", "oidc_issuer": issuer} | changes
    change = DomainChange(oidc_client_id=CLIENT_ID, client_secret=CLIENT_SECRET, **values)
    with app.extensions["database"].write_quietly() as session:
        added = mail_domains.add(session, Actor.system(), change, secret_key=SECRET, allow_loopback=True)
        return added.public_id


@dataclass
class Browser:
    """A person's browser on the site."""

    client: FlaskClient
    public_id: str
    language: str = "fi"

    @property
    def start_path(self) -> str:
        """The page that leads on to the provider."""
        path = {"fi": "kirjaudu/organisaatio", "sv": "logga-in/organisation", "en": "sign-in/organisation"}
        return f"/{self.language}/{path[self.language]}/{self.public_id}"

    def sets_out(self, target: str = "", *, again: bool = False) -> str:
        """To the page that leads on; returns the provider's address. ``again`` is to prove anew who one is."""
        query = ({"next": target} if target else {}) | ({"again": "1"} if again else {})
        response = self.client.get(self.start_path, query_string=query)
        assert response.status_code == 200, response.get_data(as_text=True)
        page = parsed(response.get_data(as_text=True))
        check(page, self.start_path)
        refresh = page.one("meta", http_equiv="refresh").get("content", "")
        url = refresh.removeprefix("0; url=")
        assert url in page.links()
        return url

    def returns(self, address: str) -> TestResponse:
        """Back from the provider to our own address."""
        parts = urlsplit(address)
        assert parts.path == "/sign-in/return", address
        return self.client.get(f"{parts.path}?{parts.query}")

    def signs_in(self, provider: RealProvider, subject: str, target: str = "") -> TestResponse:
        """The whole way."""
        return self.returns(provider.answers(self.sets_out(target), subject))


def parameters(url: str) -> dict[str, str]:
    """The query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
