"""The installation of the sign-in tests for administration, and browsers of the cast on an empty app."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from directory.services.access import Grant
from tests.directory.web.auth.conftest import mute, office

__all__ = ["mute", "office", "signed_in"]


@pytest.fixture
def signed_in(browser_as: Callable[..., FlaskClient]) -> Callable[..., FlaskClient]:
    """Signs somebody new in, with a role; second factor shown."""

    def sign_in(role: str, county: str | None = None) -> FlaskClient:
        return browser_as(Grant(role, county=county), f"{role}@cast.example", role)

    return sign_in
