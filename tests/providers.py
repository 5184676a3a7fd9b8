"""Identity providers for tests: a real one in a process of its own, and one that cheats on demand."""

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from tests.conftest import free_port, wait_for

CLIENT_ID, CLIENT_SECRET = "directory", "a secret of the tests"


@dataclass(frozen=True)
class RealProvider:
    """oidc-provider-mock, which speaks OpenID Connect: discovery, authorisation, tokens, user info, logout."""

    issuer: str

    def knows(self, subject: str, **claims: object) -> None:
        """Let a person be known there by these claims."""
        request = urllib.request.Request(  # noqa: S310 - a loopback address of the test's own
            f"{self.issuer}/users/{urllib.parse.quote(subject)}",
            json.dumps(claims).encode(),
            {"Content-Type": "application/json"},
            method="PUT",
        )
        with urllib.request.urlopen(request, timeout=60):  # noqa: S310 - likewise
            return

    def answers(self, url: str, subject: str = "", *, deny: bool = False) -> str:
        """What a person does at the authorisation page; returns the address the browser is sent back to."""
        form = {"action": "deny"} if deny else {"sub": subject}
        request = urllib.request.Request(url, urllib.parse.urlencode(form).encode())  # noqa: S310 - likewise

        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_: Any) -> None:  # type: ignore[override]
                return None

        try:
            with urllib.request.build_opener(Stay).open(request, timeout=60) as response:
                raise AssertionError(f"not sent back: {response.status}")
        except urllib.error.HTTPError as redirect:
            with redirect:
                return str(redirect.headers["Location"])


@contextmanager
def real_provider(folder: Path) -> Iterator[RealProvider]:
    """The provider's process on a free loopback port."""
    port = free_port()
    with (folder / "provider.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true"],
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/.well-known/openid-configuration")
            yield RealProvider(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(10)


@dataclass
class CheatingProvider:
    """A provider whose every answer a test may bend. Signs with ``key``; counts what it is asked for."""

    issuer: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    user_info: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    key: RSAKey | OctKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}, private=True))
    shown_key: RSAKey | None = None
    token_answer: tuple[int, dict[str, Any]] | None = None
    raw: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)

    def discovery(self) -> dict[str, Any]:
        """The discovery document, bent by ``metadata``."""
        plain = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return {name: value for name, value in (plain | self.metadata).items() if value is not None}

    def id_token(self) -> str:
        """A token signed now, bent by ``claims``."""
        header = {"alg": self.algorithm, "kid": self.key.kid}
        return jwt.encode(header, self.plain_claims(), self.key, algorithms=[self.algorithm])

    def plain_claims(self) -> dict[str, Any]:
        """What the token says."""
        now = int(time.time())
        plain = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "sub": "somebody"}
        return {name: value for name, value in (plain | self.claims).items() if value is not None}

    def answer(self, method: str, path: str, form: Mapping[str, str]) -> tuple[int, dict[str, str], bytes]:
        """The answer to one request."""
        self.asked.append(f"{method} {path}")
        if path in self.raw:
            return self.raw[path]
        status, body = 200, {}
        if path == "/.well-known/openid-configuration":
            body = self.discovery()
        elif path == "/keys":
            body = KeySet([self.shown_key or self.key]).as_dict(private=False)  # type: ignore[assignment]
        elif path == "/userinfo":
            body = self.user_info
        elif path == "/token":
            self.forms.append(dict(form))
            plain = (200, {"access_token": "a token", "token_type": "Bearer", "id_token": self.id_token()})
            status, body = self.token_answer or plain
        else:
            status = 404
        return status, {"Content-Type": "application/json"}, json.dumps(body).encode()


@contextmanager
def cheating_provider() -> Iterator[CheatingProvider]:
    """The provider on a free loopback port, in a thread."""
    provider = CheatingProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send("GET", {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._send("POST", dict(urllib.parse.parse_qsl(body)))

        def _send(self, method: str, form: dict[str, str]) -> None:
            status, headers, body = provider.answer(method, self.path.partition("?")[0], form)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
