"""The installation of the sign-in tests for administration, and browsers of the cast on an empty app."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.models.base import utc_now
from directory.services import accounts, signing_in
from directory.services.access import Actor, Grant
from directory.services.accounts import NewAccount
from tests.directory.web.auth.conftest import mute, office

__all__ = ["mute", "office", "signed_in"]


@pytest.fixture
def signed_in(app: Flask) -> Callable[..., FlaskClient]:
    """Signs somebody new in, with a role; second factor shown."""

    def sign_in(role: str, county: str | None = None) -> FlaskClient:
        with app.extensions["database"].write_quietly() as session:
            new = NewAccount(f"{role}@cast.example", role, (Grant(role, county=county),), demo=True)
            account = accounts.create(session, Actor.system(), new)
            token = signing_in.open_session(session, account, device="Firefox", now=utc_now(), second_factor_shown=True)
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        return client

    return sign_in
