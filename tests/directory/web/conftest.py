"""Browsers in which somebody of a role has signed in, on the empty app."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.models.base import utc_now
from directory.services import accounts, signing_in
from directory.services.access import Actor, Grant
from directory.services.accounts import NewAccount


@pytest.fixture
def browser_as(app: Flask) -> Callable[..., FlaskClient]:
    """A browser in which somebody of this role has signed in, with a second factor."""

    def opened(grant: Grant, email: str = "aino@cast.example", name: str = "Aino Aalto") -> FlaskClient:
        with app.extensions["database"].write_quietly() as session:
            new = NewAccount(email, name, (grant,), demo=True)
            account = accounts.create(session, Actor.system(), new)
            token = signing_in.open_session(session, account, device="Firefox", now=utc_now(), second_factor_shown=True)
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        return client

    return opened
