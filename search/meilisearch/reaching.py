"""Reaching the server within the timeout, whatever hangs: looking up its name has no timeout of its own."""

from threading import Event, Thread
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError


def _within(connection: Any, connect: Any) -> None:
    """Connect in a thread that is given up when it takes too long; what it may open later is closed with it."""
    done = Event()
    raised: list[BaseException] = []

    def run() -> None:
        try:
            connect()
        except BaseException as error:  # noqa: BLE001 - handed over to who waits
            raised.append(error)
        finally:
            done.set()

    Thread(target=run, name="reach-search-server", daemon=True).start()
    timeout = connection.timeout
    if not done.wait(timeout if isinstance(timeout, int | float) else None):
        raise ConnectTimeoutError(connection, f"{connection.host} was not reached in {timeout} seconds")
    if raised:
        raise raised[0]


class _Plain(HTTPConnection):
    def connect(self) -> None:
        _within(self, super().connect)


class _Secure(HTTPSConnection):
    def connect(self) -> None:
        _within(self, super().connect)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class BoundedAdapter(HTTPAdapter):
    """Opens connections that keep to the timeout in all of connecting: name, address, handshake."""

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        """See ``HTTPAdapter``."""
        super().init_poolmanager(*arguments, **named)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
