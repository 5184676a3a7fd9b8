"""A connection that stays open: the client by itself opens a new one for every call."""

from typing import Any

import meilisearch
import requests
from meilisearch.index import Index

Body = Any


class _KeptAlive:
    """Stands where the client's request object stands and sends through one session."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.session = requests.Session()

    def get(self, path: str) -> Any:
        return self._inner.send_request(self.session.get, path)

    def post(self, path: str, body: Body = None, content_type: str = "application/json", **more: Any) -> Any:
        return self._inner.send_request(self.session.post, path, body, content_type, **more)

    def patch(self, path: str, body: Body = None, content_type: str = "application/json") -> Any:
        return self._inner.send_request(self.session.patch, path, body, content_type)

    def put(self, path: str, body: Body = None, content_type: str = "application/json") -> Any:
        return self._inner.send_request(self.session.put, path, body, content_type)

    def delete(self, path: str, body: Body = None) -> Any:
        return self._inner.send_request(self.session.delete, path, body)


class Connection:
    """One key's connection to the server. ``timeout`` in seconds, for connecting and for every wait for an answer."""

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
