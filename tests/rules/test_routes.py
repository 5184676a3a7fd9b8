"""Addresses: none disappears unnoticed, and for every one it is decided who may open it."""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

KEPT = Path(__file__).parent / "addresses.txt"
OPEN = "anyone"
GUARDED = "whoever has signed in"
# A blueprint that is missing here fails: decide who may open its pages, then name it.
BLUEPRINTS = {
    "public": OPEN,
    "referral": OPEN,
    "crawlers": OPEN,
    "health": OPEN,
    "static": OPEN,
    "coordinate": GUARDED,
    "outcomes": GUARDED,
    "saved_searches": GUARDED,
    "admin": GUARDED,
    "workplace": GUARDED,
}
ENDPOINTS = {
    "auth.sign_in": OPEN,
    "auth.set_password": OPEN,
    "auth.sign_out": OPEN,
    "auth.link": OPEN,
    "auth.open_link": OPEN,
    "auth.second_factor": OPEN,
    "auth.join": OPEN,
    "auth.invitation": OPEN,
    "auth.choose_workplace": GUARDED,
    "auth.provider": OPEN,
    "auth.provider_return": OPEN,
    "auth.signed_out": OPEN,
    "auth.account": GUARDED,
    "auth.new_password": GUARDED,
    "auth.prove": GUARDED,
    "auth.two_step": GUARDED,
    "auth.two_step_off": GUARDED,
    "auth.new_phone": GUARDED,
    "auth.recovery_codes": GUARDED,
    "auth.email": GUARDED,
    "auth.confirm_email": GUARDED,
    "auth.own_data": GUARDED,
    "auth.close": GUARDED,
    "auth.end_session": GUARDED,
    "digests.settings": GUARDED,
    "digests.stop": OPEN,
    "auth.end_others": GUARDED,
}
# Pages that only a link from a mail opens: without its key they say that the link does not work.
BY_KEY = {"auth.open_link", "auth.invitation"}
SAMPLES = {
    "address": "nothing",
    "public_id": "2222222222",
    "code": "2222",
    "token": "none",
    "session_id": 1,
    "membership_id": 1,
}
# A setting that the demo has not, and a sign-in that was begun elsewhere.
NEEDS_MORE = {"crawlers.security_txt", "auth.provider_return"}


def audience(rule: Rule) -> str:
    """Who may open the address. Raises ``KeyError`` when nobody has decided it."""
    return ENDPOINTS.get(rule.endpoint) or BLUEPRINTS[rule.endpoint.split(".")[0]]


def served(app: Flask) -> set[str]:
    """Every address as it stands in the list that is kept."""
    return {f"{rule.rule} {rule.endpoint}" for rule in app.url_map.iter_rules()}


def test_no_address_disappears(app: Flask) -> None:
    gone = set(KEPT.read_text(encoding="utf-8").splitlines()) - served(app)
    assert not gone, f"in bookmarks and on paper, and no longer served: {sorted(gone)}"


def test_it_is_decided_who_may_open_each_address(app: Flask) -> None:
    undecided = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in ENDPOINTS and rule.endpoint.split(".")[0] not in BLUEPRINTS
    }
    assert undecided == set()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_guarded_addresses_ask_a_stranger_to_sign_in(app: Flask, method: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    adapter = app.url_map.bind("localhost")
    guarded = [r for r in app.url_map.iter_rules() if audience(r) == GUARDED and method in (r.methods or ())]
    assert guarded
    for rule in guarded:
        values = {name: SAMPLES[name] for name in rule.arguments if name in SAMPLES} | dict(rule.defaults or {})
        response = client.open(adapter.build(rule.endpoint, values, method=method), method=method)
        assert response.status_code == 302, f"{rule.rule}: {response.status_code}"
        assert any(path in response.location for path in ("/kirjaudu", "/logga-in", "/sign-in")), response.location


def test_open_pages_answer_a_stranger(demo: Flask) -> None:
    client = demo.test_client()
    for rule in demo.url_map.iter_rules():
        if audience(rule) == OPEN and not rule.arguments - set(rule.defaults or {}) and "GET" in (rule.methods or ()):
            response = client.get(rule.rule)
            known = rule.endpoint in NEEDS_MORE or (rule.endpoint in BY_KEY and response.status_code == 404)
            assert response.status_code < 400 or known, rule.rule
