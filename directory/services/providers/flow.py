"""The authorisation code flow with PKCE (RFC 7636, RFC 9700): to the provider and back."""

import secrets
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from requests import HTTPError, RequestException

from directory.services.providers.claims import Claims, checked, claims_of
from directory.services.providers.client import Configured, Providers
from directory.services.providers.discovery import Metadata
from directory.services.providers.outbound import confine
from directory.services.providers.problems import ProviderProblem

SCOPE: Final = "openid profile email"
# What asks for the person's password or key again, whoever is signed in at the provider (OpenID Connect Core 1.0,
# 3.1.2.1). With max_age the provider must tell when that was; a browser can leave out either, so the time is checked.
AGAIN_SECONDS: Final = 600
AGAIN: Final = {"prompt": "login", "max_age": str(AGAIN_SECONDS)}
# What the provider answers at the token endpoint (RFC 6749, 5.2) → what it means here.
TOKEN_ERRORS: Final = {"invalid_grant": "used", "invalid_client": "client", "unauthorized_client": "client"}


@dataclass(frozen=True, slots=True)
class Started:
    """Where to send the browser, and what the way back must match: kept in the browser's own signed cookie."""

    url: str
    state: str
    nonce: str
    verifier: str


def start(
    providers: Providers,
    configured: Configured,
    *,
    redirect_uri: str,
    ui_language: str,
    hint: str = "",
    again: bool = False,
) -> Started:
    """Begin signing in; ``hint`` is the address that was typed. Raises ``ProviderProblem``.

    ``again``: the person is to prove anew who they are, even while signed in at the provider.
    """
    metadata = providers.metadata(configured.issuer)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    more = ({"login_hint": hint} if hint else {}) | (AGAIN if again else {})
    with _session(providers, configured, metadata, redirect_uri) as session:
        url, _ = session.create_authorization_url(
            metadata.authorization_endpoint,
            state=state,
            code_verifier=verifier,
            nonce=nonce,
            ui_locales=ui_language,
            **more,
        )
    return Started(url, state, nonce, verifier)


def finish(
    providers: Providers, configured: Configured, *, redirect_uri: str, code: str, verifier: str, nonce: str, told: str
) -> Claims:
    """Turn the code into who signed in. ``told`` is the issuer named in the answer (RFC 9207), "" when none is.

    Raises ``ProviderProblem``.
    """
    metadata = providers.metadata(configured.issuer)
    if (told or metadata.states_issuer) and told != metadata.issuer:
        raise ProviderProblem("untrusted", "iss of the answer")
    token = exchange(providers, configured, metadata, redirect_uri=redirect_uri, code=code, verifier=verifier)
    found = checked(providers, configured, metadata, token, nonce)
    claims = claims_of(found, metadata.issuer)
    if claims.addresses or not metadata.userinfo_endpoint:
        return claims
    more = _user_info(providers, metadata, token, found["sub"])
    return claims_of({**more, **found}, metadata.issuer)


def logout_url(providers: Providers, configured: Configured, *, back: str) -> str:
    """Where the person can sign out of the provider too (RP-Initiated Logout 1.0); "" when it offers no such thing."""
    try:
        end = providers.metadata(configured.issuer).end_session_endpoint
    except ProviderProblem:
        return ""
    if not end:
        return ""
    query = urlencode({"client_id": configured.client_id, "post_logout_redirect_uri": back})
    return f"{end}{'&' if urlsplit(end).query else '?'}{query}"


def _session(providers: Providers, configured: Configured, metadata: Metadata, redirect_uri: str) -> Any:
    session = OAuth2Session(
        configured.client_id,
        configured.client_secret or None,
        token_endpoint_auth_method=metadata.token_endpoint_auth_method if configured.client_secret else "none",
        scope=SCOPE,
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
    )
    confine(session, providers.outbound)
    return session


def exchange(
    providers: Providers, configured: Configured, metadata: Metadata, *, redirect_uri: str, code: str, verifier: str
) -> dict[str, Any]:
    """The provider's tokens for a code. Raises ``ProviderProblem``."""
    with _session(providers, configured, metadata, redirect_uri) as session:
        try:
            token = session.fetch_token(
                metadata.token_endpoint, grant_type="authorization_code", code=code, code_verifier=verifier
            )
        except OAuthError as error:
            code_here = TOKEN_ERRORS.get(str(error.error), "provider_error")
            raise ProviderProblem(code_here, str(error.error)[:80]) from error
        except HTTPError as error:
            raise ProviderProblem("status", "token endpoint") from error
        except RequestException as error:  # an address that is none
            raise ProviderProblem("unreachable", type(error).__name__) from error
        except ValueError as error:
            raise ProviderProblem("not_json", "token endpoint") from error
    return dict(token)


def _user_info(providers: Providers, metadata: Metadata, token: dict[str, Any], subject: str) -> dict[str, Any]:
    """The user info, when it is about the same person (OpenID Connect Core 1.0, 5.3.2)."""
    bearer = {"Authorization": f"Bearer {token.get('access_token', '')}"}
    found = providers.get(metadata.userinfo_endpoint, bearer)
    if not isinstance(found, dict) or found.get("sub") != subject:
        raise ProviderProblem("untrusted", "user info of another")
    return found
