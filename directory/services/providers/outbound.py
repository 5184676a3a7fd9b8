"""Requests to identity providers: encrypted, to public addresses only, short, never redirected.

An administrator types where they go, so they must lead neither into the own network nor hold a request up [OWASP ASVS
5.0.0, 1.3.6, 13.2.4, 15.3.2]. A demo, which listens on loopback only, may also ask a provider on loopback by http.
"""

import ipaddress
import socket
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from directory.services.providers.problems import ProviderProblem

CONNECT_SECONDS: Final = 3.05
READ_SECONDS: Final = 5.0  # between two pieces
WHOLE_SECONDS: Final = 10.0
ANSWER_MAX: Final = 512 * 1024  # bytes; discovery documents and key sets have a few thousand
PIECE: Final = 16 * 1024


class Outbound(HTTPAdapter):
    """The only way out to providers. Raises ``ProviderProblem`` for what it does not let through."""

    def __init__(self, *, allow_loopback: bool = False) -> None:
        self.allow_loopback = allow_loopback
        super().__init__(max_retries=0)
        pools = self.poolmanager.pool_classes_by_scheme
        self.poolmanager.pool_classes_by_scheme = pools | _pools(allow_loopback=allow_loopback)

    def send(  # noqa: PLR0917 - the signature of requests
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002 - the signature of requests; the answer is always read here
        timeout: object = None,  # noqa: ARG002 - likewise; the limits are ours
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002 - likewise; a proxy would see no address to check
    ) -> requests.Response:
        """Send it within the limits; the answer's body is read."""
        parts = urlsplit(str(request.url))
        _require_allowed(parts.scheme, parts.hostname or "", allow_loopback=self.allow_loopback)
        limits = (CONNECT_SECONDS, READ_SECONDS)
        try:
            response = super().send(request, stream=True, timeout=limits, verify=verify, cert=cert, proxies=None)
            body = _read(response)
        except (requests.RequestException, OSError) as error:
            raise ProviderProblem("unreachable", type(error).__name__) from error
        if 300 <= response.status_code < 400:
            raise ProviderProblem("redirect", str(response.status_code))
        response._content = body  # noqa: SLF001 - where requests keeps what was read
        return response


def confine(session: requests.Session, outbound: Outbound) -> None:
    """Let a session out by this way only."""
    session.trust_env = False  # neither proxies nor passwords of the machine's user
    session.adapters.clear()
    session.mount("https://", outbound)
    session.mount("http://", outbound)


def _read(response: requests.Response) -> bytes:
    deadline, body = time.monotonic() + WHOLE_SECONDS, bytearray()
    try:
        for piece in response.iter_content(PIECE):
            body += piece
            if len(body) > ANSWER_MAX:
                raise ProviderProblem("too_big")
            if time.monotonic() > deadline:
                raise ProviderProblem("unreachable", "slow")
    finally:
        response.close()
    return bytes(body)


def _require_allowed(scheme: str, host: str, *, allow_loopback: bool) -> None:
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:
        raise ProviderProblem("unreachable", "no such host") from error
    addresses = [str(one[4][0]) for one in found]
    if scheme != "https" and not (scheme == "http" and allow_loopback and all(map(_is_loopback, addresses))):
        raise ProviderProblem("insecure")
    for address in addresses:
        _require_public(address, allow_loopback=allow_loopback)


def _require_public(address: str, *, allow_loopback: bool) -> None:
    if not (ipaddress.ip_address(address.partition("%")[0]).is_global or (allow_loopback and _is_loopback(address))):
        raise ProviderProblem("private")


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def _pools(*, allow_loopback: bool) -> dict[str, type[HTTPConnectionPool]]:
    """Connections that look at the address they reached before they say a word: a name may answer differently twice."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _checked(super()._new_conn(), allow_loopback=allow_loopback)

    class Encrypted(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _checked(super()._new_conn(), allow_loopback=allow_loopback)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    return {"http": PlainPool, "https": EncryptedPool}


def _checked(reached: socket.socket, *, allow_loopback: bool) -> socket.socket:
    try:
        _require_public(reached.getpeername()[0], allow_loopback=allow_loopback)
    except ProviderProblem:
        reached.close()
        raise
    return reached
