"""What a provider says of itself (OpenID Connect Discovery 1.0) and its keys (RFC 7517)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import requests

from directory.services.providers.problems import ProviderProblem

WELL_KNOWN: Final = "/.well-known/openid-configuration"
# Signatures by the provider's private key only; with a shared secret (HS256) or none anybody could sign.
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
KEY_TYPES: Final = ("RSA", "EC")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The part of a discovery document that signing in needs. Optional addresses are empty when not offered."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    end_session_endpoint: str
    algorithms: tuple[str, ...]
    token_endpoint_auth_method: str
    states_issuer: bool


def read(get: Callable[[str], Any], issuer: str) -> Metadata:
    """Read and check a provider's discovery document; ``get`` fetches JSON. Raises ``ProviderProblem``."""
    found = get(issuer.rstrip("/") + WELL_KNOWN)
    if not isinstance(found, dict):
        raise ProviderProblem("not_json")
    # The document must be about the very issuer that was written down (Discovery 1.0, 4.3): a multi-tenant address
    # of Entra names "{tenantid}" here and would let every organisation of the world in.
    if found.get("issuer") != issuer:
        raise ProviderProblem("issuer", str(found.get("issuer"))[:200])
    addresses = {name: _address(found, name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    if missing := [name for name, address in addresses.items() if not address]:
        raise ProviderProblem("incomplete", ", ".join(missing))
    return Metadata(
        issuer=issuer,
        **addresses,
        userinfo_endpoint=_address(found, "userinfo_endpoint"),
        end_session_endpoint=_address(found, "end_session_endpoint"),
        algorithms=_algorithms(found),
        token_endpoint_auth_method=_auth_method(found),
        states_issuer=found.get("authorization_response_iss_parameter_supported") is True,
    )


def keys(get: Callable[[str], Any], metadata: Metadata) -> dict[str, list[dict[str, Any]]]:
    """The provider's keys for signatures, as a key set, without kinds we do not use. Raises ``ProviderProblem``."""
    found = get(metadata.jwks_uri)
    listed = found.get("keys") if isinstance(found, dict) else None
    usable = [
        key
        for key in (listed if isinstance(listed, list) else [])
        if isinstance(key, dict) and key.get("kty") in KEY_TYPES and key.get("use", "sig") == "sig"
    ]
    if not usable:
        raise ProviderProblem("no_keys")
    return {"keys": usable}


def json_of(response: requests.Response) -> Any:
    """The answer as JSON. Raises ``ProviderProblem`` for any other answer."""
    if response.status_code != 200:
        raise ProviderProblem("status", str(response.status_code))
    try:
        return response.json()
    except ValueError as error:
        raise ProviderProblem("not_json") from error


def _address(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) and urlsplit(value).scheme in {"https", "http"} else ""


def _algorithms(found: dict[str, Any]) -> tuple[str, ...]:
    offered = found.get("id_token_signing_alg_values_supported")
    known = tuple(one for one in ALGORITHMS if one in offered) if isinstance(offered, list) else ()
    return known or ("RS256",)


def _auth_method(found: dict[str, Any]) -> str:
    """How the secret is shown at the token endpoint: HTTP Basic unless only the form is offered (Discovery, 3)."""
    offered = found.get("token_endpoint_auth_methods_supported")
    only_form = isinstance(offered, list) and "client_secret_basic" not in offered and "client_secret_post" in offered
    return "client_secret_post" if only_form else "client_secret_basic"
