"""A provider that cheats, errs or changes its keys: what is believed and what is not."""

import base64
import json
import time
from typing import Any

import pytest
from joserfc.jwk import OctKey, RSAKey

from directory.services.providers import Claims, Configured, ProviderProblem, Providers, finish, logout_url, start
from tests.providers import CLIENT_ID, CLIENT_SECRET, CheatingProvider

BACK = "http://localhost/sign-in/return"
NONCE = "the nonce that was sent"
GOOD = {"nonce": NONCE, "email": "Aino@county.example", "name": "Aino"}


def finished(providers: Providers, configured: Configured, *, told: str = "") -> Claims:
    return finish(providers, configured, redirect_uri=BACK, code="a code", verifier="v" * 43, nonce=NONCE, told=told)


def problem(providers: Providers, configured: Configured, **more: str) -> str:
    with pytest.raises(ProviderProblem) as found:
        finished(providers, configured, **more)
    return found.value.code


def test_a_good_answer_and_what_was_sent_for_it(
    cheat: CheatingProvider, providers: Providers, configured: Configured
) -> None:
    cheat.claims = GOOD
    claims = finished(providers, configured)
    assert claims == Claims(cheat.issuer, "somebody", ("aino@county.example",), "Aino")
    [form] = cheat.forms
    assert form == {
        "grant_type": "authorization_code",
        "code": "a code",
        "redirect_uri": BACK,
        "code_verifier": "v" * 43,
    }


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"nonce": "another"}, "untrusted"),
        ({"nonce": None}, "untrusted"),
        ({"iss": "https://another.example"}, "untrusted"),
        ({"aud": "another"}, "audience"),
        ({"aud": ["another"], "azp": CLIENT_ID}, "audience"),
        ({"aud": [CLIENT_ID, "another"], "azp": "another"}, "untrusted"),
        ({"sub": ""}, "untrusted"),
        ({"sub": "x" * 256}, "untrusted"),
        ({"sub": None}, "untrusted"),
        ({"exp": 1}, "clock"),
        ({"exp": None}, "untrusted"),
        ({"iat": int(time.time()) + 3600}, "clock"),
        ({"nbf": int(time.time()) + 3600}, "clock"),
    ],
)
def test_a_claim_that_does_not_hold(
    cheat: CheatingProvider, providers: Providers, configured: Configured, claims: dict[str, Any], code: str
) -> None:
    cheat.claims = GOOD | claims
    assert problem(providers, configured) == code


def test_clocks_may_be_a_minute_apart(cheat: CheatingProvider, providers: Providers, configured: Configured) -> None:
    now = int(time.time())
    cheat.claims = GOOD | {"iat": now + 60, "nbf": now + 60}
    assert finished(providers, configured).subject == "somebody"
    cheat.claims = GOOD | {"iat": now - 600, "exp": now - 60}
    assert finished(providers, configured).subject == "somebody"


def test_a_signature_by_another_key(cheat: CheatingProvider, providers: Providers, configured: Configured) -> None:
    cheat.claims, cheat.shown_key = GOOD, RSAKey.generate_key(2048, {"kid": "first"}, private=True)
    assert problem(providers, configured) == "untrusted"


def test_new_keys_are_fetched_when_a_token_names_one(cheat: CheatingProvider, configured: Configured) -> None:
    moment = [1000.0]
    providers = Providers(allow_loopback=True, clock=lambda: moment[0])
    cheat.claims = GOOD
    finished(providers, configured)
    cheat.key = RSAKey.generate_key(2048, {"kid": "second"}, private=True)
    moment[0] += 30  # unknown keys do not make us ask all the time
    assert problem(providers, configured) == "untrusted"
    moment[0] += 31
    assert finished(providers, configured).subject == "somebody"
    assert cheat.asked.count("GET /keys") == 2
    assert cheat.asked.count("GET /.well-known/openid-configuration") == 1
    moment[0] += 3601
    finished(providers, configured)
    assert cheat.asked.count("GET /.well-known/openid-configuration") == 2


def test_a_token_signed_with_a_secret_or_not_at_all(
    cheat: CheatingProvider, providers: Providers, configured: Configured
) -> None:
    """Only the provider's private key signs, whatever the provider offers (RFC 8725, 2.1 and 3.1)."""
    cheat.claims, cheat.shown_key = GOOD, cheat.key
    cheat.metadata = {"id_token_signing_alg_values_supported": ["none", "HS256", "RS256"]}
    unsigned = ".".join((*(_base64(part) for part in ({"alg": "none"}, cheat.plain_claims())), ""))
    cheat.token_answer = (200, {"access_token": "a", "token_type": "Bearer", "id_token": unsigned})
    assert problem(providers, configured) == "untrusted"
    cheat.token_answer = None
    cheat.key, cheat.algorithm = OctKey.import_key(CLIENT_SECRET * 2, {"kid": "first"}), "HS256"
    assert problem(providers, configured) == "untrusted"
    cheat.metadata = {"id_token_signing_alg_values_supported": ["HS256"]}
    assert problem(Providers(allow_loopback=True), configured) == "untrusted"


def test_keys_we_cannot_use_do_not_disturb(
    cheat: CheatingProvider, providers: Providers, configured: Configured
) -> None:
    cheat.claims = GOOD
    keys = [{"kty": "new kind"}, "no key", {"kty": "RSA", "use": "enc"}, cheat.key.as_dict(private=False)]
    cheat.raw["/keys"] = (200, {}, _json({"keys": keys}))
    assert finished(providers, configured).subject == "somebody"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((400, {"error": "invalid_grant"}), "used"),
        ((401, {"error": "invalid_client"}), "client"),
        ((400, {"error": "temporarily_unavailable"}), "provider_error"),
        ((500, {}), "status"),
        ((200, {"access_token": "a", "token_type": "Bearer"}), "untrusted"),
        ((200, {"id_token": "no.such.token"}), "untrusted"),
        ((200, {"id_token": 7}), "untrusted"),
    ],
)
def test_an_answer_without_a_token(
    cheat: CheatingProvider,
    providers: Providers,
    configured: Configured,
    answer: tuple[int, dict[str, Any]],
    code: str,
) -> None:
    cheat.token_answer = answer
    assert problem(providers, configured) == code


def test_an_answer_that_is_no_json(cheat: CheatingProvider, providers: Providers, configured: Configured) -> None:
    cheat.raw["/token"] = (200, {"Content-Type": "text/html"}, b"<h1>Gateway</h1>")
    assert problem(providers, configured) == "not_json"
    cheat.raw["/token"] = (200, {}, b"[]")
    assert problem(providers, configured) == "not_json"


def test_the_issuer_named_in_the_answer_must_be_the_right_one(
    cheat: CheatingProvider, providers: Providers, configured: Configured
) -> None:
    cheat.claims = GOOD
    assert finished(providers, configured, told=cheat.issuer).subject == "somebody"
    assert problem(providers, configured, told="https://another.example") == "untrusted"
    cheat.metadata = {"authorization_response_iss_parameter_supported": True}
    assert problem(Providers(allow_loopback=True), configured) == "untrusted"


def test_the_address_may_come_from_the_user_info(cheat: CheatingProvider, configured: Configured) -> None:
    cheat.claims = {"nonce": NONCE, "amr": ["mfa"]}
    cheat.metadata = {"userinfo_endpoint": f"{cheat.issuer}/userinfo"}
    cheat.user_info = {"sub": "somebody", "email": "aino@county.example"}
    claims = finished(Providers(allow_loopback=True), configured)
    assert (claims.addresses, claims.second_factor) == (("aino@county.example",), True)
    cheat.user_info = {"sub": "somebody else", "email": "aino@county.example"}
    assert problem(Providers(allow_loopback=True), configured) == "untrusted"


def test_the_secret_goes_as_the_provider_wants_it(cheat: CheatingProvider, configured: Configured) -> None:
    cheat.claims = GOOD
    cheat.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"]}
    finished(Providers(allow_loopback=True), configured)
    assert (cheat.forms[-1]["client_id"], cheat.forms[-1]["client_secret"]) == (CLIENT_ID, CLIENT_SECRET)


def test_setting_out_and_signing_out(cheat: CheatingProvider, providers: Providers, configured: Configured) -> None:
    first, second = (
        start(providers, configured, redirect_uri=BACK, ui_language="sv", hint="aino@county.example") for _ in range(2)
    )
    assert first.url.startswith(f"{cheat.issuer}/authorize?")
    assert not {first.state, first.nonce, first.verifier} & {second.state, second.nonce, second.verifier}
    assert first.verifier not in first.url
    assert logout_url(providers, configured, back="https://here.example/") == ""
    cheat.metadata = {"end_session_endpoint": f"{cheat.issuer}/out?tenant=1"}
    out = logout_url(Providers(allow_loopback=True), configured, back="https://here.example/")
    assert (
        out == f"{cheat.issuer}/out?tenant=1&client_id=directory&post_logout_redirect_uri=https%3A%2F%2Fhere.example%2F"
    )


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _base64(value: object) -> str:
    return base64.urlsafe_b64encode(_json(value)).decode().rstrip("=")
