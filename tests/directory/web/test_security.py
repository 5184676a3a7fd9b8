"""Headers, limits, cookies, hosts and proxies."""

from collections.abc import Callable

import pytest
from flask import Flask, request, session
from flask.testing import FlaskClient

from directory.web.security import BODY_MAX

Maker = Callable[..., Flask]


def policy(client: FlaskClient, path: str = "/fi/tietoa") -> dict[str, str]:
    header = client.get(path).headers["Content-Security-Policy"]
    return dict(part.split(" ", 1) if " " in part else (part, "") for part in header.split("; "))


def test_nothing_but_our_own_is_loaded_or_framed(client: FlaskClient) -> None:
    rules = policy(client)
    assert rules["default-src"] == "'self'"
    assert rules["img-src"] == "'self' data:"
    assert rules["object-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["form-action"] == "'self'"
    assert "unsafe" not in str(rules)


@pytest.mark.parametrize("path", ["/fi/tietoa", "/fi/no-such-page", "/health", "/robots.txt", "/static/none.css"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_a_secure_installation_insists_on_https(make_app: Maker) -> None:
    app = make_app(secure_cookies=True, demo=False)
    headers = app.test_client().get("/fi/tietoa", base_url="https://a.example").headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "upgrade-insecure-requests" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(("secure", "name"), [(True, "__Host-session"), (False, "session")])
def test_flags_of_the_session_cookie(make_app: Maker, secure: bool, name: str) -> None:
    client = make_app(secure_cookies=secure, demo=not secure).test_client()
    cookie = client.get("/fi/palaute", base_url="https://a.example").headers["Set-Cookie"]
    assert cookie.startswith(f"{name}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert ("Secure" in cookie) == secure
    assert "Domain" not in cookie


def test_a_body_that_is_too_big_is_refused(client: FlaskClient) -> None:
    answer = client.post("/fi/palaute", data=b"x" * (BODY_MAX + 1), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "liian suuri" in answer.get_data(as_text=True)


def test_hosts_that_are_not_ours_are_refused(make_app: Maker) -> None:
    client = make_app(trusted_hosts=("a.example",)).test_client()
    assert client.get("/fi/tietoa", base_url="http://a.example").status_code == 200
    evil = client.get("/fi/tietoa", base_url="http://evil.example")
    assert evil.status_code == 400
    assert "evil" not in evil.get_data(as_text=True)


@pytest.mark.parametrize(("hops", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9")])
def test_the_readers_address_comes_from_as_many_proxies_as_there_are(make_app: Maker, hops: int, seen: str) -> None:
    app = make_app(proxy_hops=hops)
    app.add_url_rule("/who", view_func=lambda: str(request.remote_addr))
    # The reader pretends an address; the one proxy adds the true one behind it.
    answer = app.test_client().get("/who", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    assert answer.get_data(as_text=True) == seen


def test_an_older_key_still_opens_sessions(make_app: Maker) -> None:
    old, new = "o" * 40, "n" * 40
    client = make_app(secret_key=old).test_client()
    client.get("/fi/palaute")
    (cookie,) = client._cookies.values()
    for fallbacks, expected in (((), False), ((old,), True)):
        app = make_app(secret_key=new, secret_key_fallbacks=fallbacks)
        app.add_url_rule("/has", view_func=lambda: str("csrf_token" in session))
        reader = app.test_client()
        reader.set_cookie("session", cookie.value)
        assert reader.get("/has").get_data(as_text=True) == str(expected)
