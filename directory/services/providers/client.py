"""``Providers``: asks identity providers and remembers for an hour what they said."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import requests

from directory.services.providers import discovery
from directory.services.providers.discovery import Metadata
from directory.services.providers.outbound import Outbound, confine
from directory.services.providers.problems import ProviderProblem

REMEMBERED_SECONDS: Final = 3600.0
AWAY_SECONDS: Final = 10.0  # a provider that is away must not hold up one worker after the other
KEYS_ANEW_SECONDS: Final = 60.0  # a token with an unknown key makes us look again, at most this often


@dataclass(frozen=True, slots=True)
class Configured:
    """A provider as an administrator wrote it down, with its secret opened."""

    issuer: str
    client_id: str
    client_secret: str


class Providers:
    """The providers of one installation; safe to use from several threads."""

    def __init__(self, *, allow_loopback: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self.outbound = Outbound(allow_loopback=allow_loopback)
        self._clock = clock
        self._lock = threading.Lock()
        self._metadata: dict[str, tuple[float, Metadata]] = {}
        self._failed: dict[str, tuple[float, ProviderProblem]] = {}
        self._keys: dict[str, tuple[float, dict[str, Any]]] = {}

    def get(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """Fetch JSON. Raises ``ProviderProblem``."""
        wanted = {"Accept": "application/json", **(headers or {})}
        with requests.Session() as session:
            confine(session, self.outbound)
            try:
                response = session.get(url, headers=wanted)
            except requests.RequestException as error:  # an address that is none
                raise ProviderProblem("unreachable", type(error).__name__) from error
            return discovery.json_of(response)

    def metadata(self, issuer: str, *, anew: bool = False) -> Metadata:
        """What the provider says of itself. Raises ``ProviderProblem``."""
        with self._lock:
            at, known = self._metadata.get(issuer, (0.0, None))
            failed_at, problem = self._failed.get(issuer, (0.0, None))
        if known is not None and not anew and self._clock() - at < REMEMBERED_SECONDS:
            return known
        if problem is not None and not anew and self._clock() - failed_at < AWAY_SECONDS:
            raise ProviderProblem(problem.code, problem.detail)
        try:
            found = discovery.read(self.get, issuer)
        except ProviderProblem as away:
            with self._lock:
                self._failed[issuer] = (self._clock(), away)
            raise
        if not (found.authorization_endpoint.startswith("https://") or self.outbound.allow_loopback):
            raise ProviderProblem("insecure", "authorization_endpoint")
        with self._lock:
            self._metadata[issuer] = (self._clock(), found)
            self._failed.pop(issuer, None)
        return found

    def keys(self, metadata: Metadata, *, anew: bool = False) -> dict[str, Any]:
        """The provider's keys; ``anew`` when a token names one that is not among them. Raises ``ProviderProblem``."""
        with self._lock:
            at, known = self._keys.get(metadata.jwks_uri, (0.0, None))
        longest = KEYS_ANEW_SECONDS if anew else REMEMBERED_SECONDS
        if known is not None and self._clock() - at < longest:
            return known
        found = discovery.keys(self.get, metadata)
        with self._lock:
            self._keys[metadata.jwks_uri] = (self._clock(), found)
        return found
