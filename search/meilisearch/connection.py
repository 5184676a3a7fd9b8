"""A connection that stays open: the client by itself opens a new one for every call."""

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import meilisearch
import orjson
import requests
from meilisearch.index import Index

from search.meilisearch.reaching import BoundedAdapter
from search.patience import at_most, waiting

Body = Any


class _KeptAlive:
    """Stands where the client's request object stands and sends through one session, as long as the caller waits."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.session = requests.Session()
        # The server stands beside us: no proxy, and no password file that would replace our key.
        self.session.trust_env = False
        self.session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        # A packed answer leaves the server in pieces, and the last one waits 40 ms for the first to be acknowledged.
        self.session.headers["Accept-Encoding"] = "identity"
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, BoundedAdapter())

    def get(self, path: str) -> Any:
        return self._inner.send_request(self._method("get"), path)

    def post(self, path: str, body: Body = None, content_type: str = "application/json", **more: Any) -> Any:
        if isinstance(body, list | dict) and not more:
            with suppress(TypeError):  # half a character, as somebody may type it, is left to the slower encoder
                body = orjson.dumps(body)
        return self._inner.send_request(self._method("post", content_type), path, body, content_type, **more)

    def patch(self, path: str, body: Body = None, content_type: str = "application/json") -> Any:
        return self._inner.send_request(self._method("patch", content_type), path, body, content_type)

    def put(self, path: str, body: Body = None, content_type: str = "application/json") -> Any:
        return self._inner.send_request(self._method("put", content_type), path, body, content_type)

    def delete(self, path: str, body: Body = None) -> Any:
        return self._inner.send_request(self._method("delete"), path, body)

    def _method(self, name: str, content_type: str = "") -> Callable[..., requests.Response]:
        def send(url: str, *, timeout: float, headers: dict[str, str], **more: Any) -> requests.Response:
            # The client's headers are one object for every thread, and each call changes the content type in it.
            own = {**headers, "Content-Type": content_type or None}
            seconds = at_most(timeout)
            if seconds <= 0:
                raise requests.Timeout("the time for this question is used up")
            with waiting():
                return self.session.request(name, url, timeout=seconds, headers=own, **more)

        send.__name__ = name  # the client tells by it whether there is a body
        return send


class Connection:
    """One key's connection to the server. ``timeout`` in seconds, for connecting and for every wait for an answer;
    less when the caller has less patience left."""

    def __init__(self, url: str, key: str, timeout: float) -> None:
        made: Any = meilisearch.Client
        self.client: Any = made(url, key or None, timeout=timeout)  # typed for whole seconds, passes on any number
        self._http = _KeptAlive(self.client.http)
        self.client.http = self._http

    def index(self, uid: str) -> Index:
        """An index of the server, through the same connection."""
        index: Any = self.client.index(uid)
        index.http = self._http
        found: Index = index
        return found

    def close(self) -> None:
        """Close the connection."""
        self._http.session.close()
