"""A provider that a test may bend."""

from collections.abc import Iterator

import pytest

from directory.services.providers import Configured, Providers
from tests.providers import CLIENT_ID, CLIENT_SECRET, CheatingProvider, cheating_provider


@pytest.fixture
def cheat() -> Iterator[CheatingProvider]:
    with cheating_provider() as found:
        yield found


@pytest.fixture
def providers() -> Providers:
    return Providers(allow_loopback=True)


@pytest.fixture
def configured(cheat: CheatingProvider) -> Configured:
    return Configured(cheat.issuer, CLIENT_ID, CLIENT_SECRET)
