"""What a provider says of itself, what the check tells of it, and where requests may go at all."""

import json
import socket
from typing import Any

import pytest
import requests

from directory.services.providers import Configured, ProviderProblem, Providers, check
from directory.services.providers import outbound as way
from directory.services.providers.outbound import ANSWER_MAX, Outbound, confine
from tests.conftest import free_port
from tests.providers import CheatingProvider

BACK = "http://localhost/sign-in/return"
DOCUMENT = "/.well-known/openid-configuration"


def problem(providers: Providers, issuer: str) -> str:
    with pytest.raises(ProviderProblem) as found:
        providers.metadata(issuer)
    return found.value.code


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        ({"issuer": "https://login.microsoftonline.com/{tenantid}/v2.0"}, "issuer"),
        ({"issuer": None}, "issuer"),
        ({"token_endpoint": None}, "incomplete"),
        ({"jwks_uri": "javascript:alert(1)"}, "incomplete"),
        ({"authorization_endpoint": 7}, "incomplete"),
    ],
)
def test_a_document_that_will_not_do(
    cheat: CheatingProvider, providers: Providers, metadata: dict[str, Any], code: str
) -> None:
    cheat.metadata = metadata
    assert problem(providers, cheat.issuer) == code


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((404, {}, b"{}"), "status"),
        ((200, {}, b"<html>"), "not_json"),
        ((200, {}, b"[]"), "not_json"),
        ((302, {"Location": "http://10.0.0.1/"}, b""), "redirect"),
        ((200, {}, b" " * (ANSWER_MAX + 1)), "too_big"),
    ],
)
def test_an_answer_that_is_no_document(
    cheat: CheatingProvider, providers: Providers, answer: tuple[int, dict[str, str], bytes], code: str
) -> None:
    cheat.raw[DOCUMENT] = answer
    assert problem(providers, cheat.issuer) == code


def test_what_went_wrong_is_remembered_for_ten_seconds_only(cheat: CheatingProvider) -> None:
    moment = [1000.0]
    providers = Providers(allow_loopback=True, clock=lambda: moment[0])
    cheat.raw[DOCUMENT] = (503, {}, b"")
    assert problem(providers, cheat.issuer) == "status"
    del cheat.raw[DOCUMENT]
    moment[0] += 9
    assert problem(providers, cheat.issuer) == "status"
    assert cheat.asked == [f"GET {DOCUMENT}"]
    moment[0] += 2
    assert providers.metadata(cheat.issuer).token_endpoint == f"{cheat.issuer}/token"
    cheat.raw[DOCUMENT] = (503, {}, b"")
    assert providers.metadata(cheat.issuer)  # what was good before stays good for an hour


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://127.0.0.1:1", "insecure"),
        ("http://192.0.2.1", "insecure"),
        ("https://127.0.0.1:1", "private"),
        ("https://10.1.2.3", "private"),
        ("https://169.254.169.254", "private"),
        ("https://[::1]", "private"),
        ("https://[::ffff:10.0.0.1]", "private"),
        ("https://no-such-host.invalid", "unreachable"),
        ("ftp://127.0.0.1", "unreachable"),
        ("https://[half", "unreachable"),
    ],
)
def test_where_a_real_installation_does_not_go(address: str, code: str) -> None:
    with pytest.raises(ProviderProblem) as found:
        Providers().metadata(address)
    assert found.value.code == code


def test_loopback_is_for_the_demo_and_no_other_address_without_encryption() -> None:
    assert problem(Providers(allow_loopback=True), f"http://127.0.0.1:{free_port()}") == "unreachable"
    assert problem(Providers(allow_loopback=True), "http://10.1.2.3") == "insecure"


def test_a_name_that_answers_differently_twice(monkeypatch: pytest.MonkeyPatch, cheat: CheatingProvider) -> None:
    """The name is public when it is looked at and private when it is connected to (DNS rebinding)."""
    public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 0))]
    port = int(cheat.issuer.rpartition(":")[2])
    real, asked = socket.getaddrinfo, []

    def look_up(host: Any, *rest: Any, **more: Any) -> Any:
        if host != "rebinding.example":
            return real(host, *rest, **more)
        asked.append(host)
        return public if len(asked) == 1 else [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(ProviderProblem) as found:
        Providers().metadata(f"https://rebinding.example:{port}")
    assert found.value.code == "private"
    assert len(asked) == 2
    assert cheat.asked == []


def test_proxies_and_passwords_of_the_machine_are_left_alone(
    monkeypatch: pytest.MonkeyPatch, cheat: CheatingProvider, providers: Providers
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert providers.metadata(cheat.issuer)
    with requests.Session() as session:
        confine(session, Outbound(allow_loopback=True))
        assert sorted(session.adapters) == ["http://", "https://"]


def test_an_answer_that_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, cheat: CheatingProvider) -> None:
    monkeypatch.setattr(way, "WHOLE_SECONDS", -1.0)
    assert problem(Providers(allow_loopback=True), cheat.issuer) == "unreachable"


class TestTheCheck:
    def steps(self, providers: Providers, configured: Configured) -> dict[str, str]:
        return {one.step: one.problem for one in check(providers, configured, redirect_uri=BACK)}

    def test_all_is_well(self, cheat: CheatingProvider, providers: Providers, configured: Configured) -> None:
        cheat.metadata = {"end_session_endpoint": f"{cheat.issuer}/out"}
        cheat.token_answer = (400, {"error": "invalid_grant"})
        assert self.steps(providers, configured) == {"document": "", "keys": "", "client": "", "logout": ""}

    def test_a_secret_that_ran_out(self, cheat: CheatingProvider, providers: Providers, configured: Configured) -> None:
        cheat.token_answer = (401, {"error": "invalid_client", "error_description": "AADSTS7000222"})
        assert self.steps(providers, configured) == {
            "document": "",
            "keys": "",
            "client": "client",
            "logout": "no_logout",
        }

    @pytest.mark.parametrize(
        "keys", [{"keys": []}, {}, {"keys": [{"kty": "oct", "k": "x"}]}, {"keys": [{"kty": "RSA", "n": "!"}]}]
    )
    def test_no_usable_keys(
        self, cheat: CheatingProvider, providers: Providers, configured: Configured, keys: dict[str, Any]
    ) -> None:
        cheat.token_answer = (400, {"error": "invalid_grant"})
        cheat.raw["/keys"] = (200, {}, json.dumps(keys).encode())
        assert self.steps(providers, configured)["keys"] == "no_keys"

    def test_a_wrong_address_is_told_with_what_the_provider_said(
        self, cheat: CheatingProvider, providers: Providers, configured: Configured
    ) -> None:
        providers.metadata(cheat.issuer)  # what is remembered does not hide what is wrong now
        cheat.metadata = {"issuer": "https://right.example"}
        [found] = check(providers, configured, redirect_uri=BACK)
        assert (found.step, found.problem, found.detail) == ("document", "issuer", "https://right.example")
