"""What a provider says of a person: the ID token, checked (OpenID Connect Core 1.0, 3.1.3.7), and the user info."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from authlib.integrations.base_client.sync_openid import OpenIDMixin
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError

from directory.services.providers.client import Configured, Providers
from directory.services.providers.discovery import Metadata
from directory.services.providers.problems import ProviderProblem

LEEWAY_SECONDS: Final = 120  # how far the clocks of the two services may be apart
# RFC 8176 names "mfa"; Entra ID writes "ngcmfa" for Windows Hello and FIDO keys.
SECOND_FACTOR_METHODS: Final = frozenset({"mfa", "ngcmfa"})
# OpenID EAP ACR values 1.0, the REFEDS profile of research and education, PAPE, and what ADFS writes.
SECOND_FACTOR_CLASSES: Final = frozenset(
    {
        "phr",
        "phrh",
        "https://refeds.org/profile/mfa",
        "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
        "http://schemas.microsoft.com/claims/multipleauthn",
    }
)
NAME_MAX: Final = 100
IDENTITY_MAX: Final = 255


@dataclass(frozen=True, slots=True)
class Claims:
    """Who signed in at the provider. ``addresses`` are what may be the person's e-mail address, the likeliest first.

    Nobody has proved the addresses to us: which of them counts is decided by their domain. ``proved_at`` is when the
    person last showed the provider who they are, in seconds of Unix time; None when it does not tell.
    """

    issuer: str
    subject: str
    addresses: tuple[str, ...]
    name: str = ""
    second_factor: bool = False
    proved_at: int | None = None

    def proved_within(self, seconds: int, *, now: float) -> bool:
        """Whether the person showed the provider who they are not longer ago than this."""
        return self.proved_at is not None and now - self.proved_at <= seconds + LEEWAY_SECONDS


class _IdTokens(OpenIDMixin):  # type: ignore[misc]
    """Authlib's checks of an ID token with our way to keys: it asks for them anew when one is not among them."""

    def __init__(self, providers: Providers, configured: Configured, metadata: Metadata) -> None:
        self.client_id = configured.client_id
        self._providers, self._metadata = providers, metadata

    def load_server_metadata(self) -> dict[str, Any]:
        """What the checks read of the provider's metadata."""
        return {
            "issuer": self._metadata.issuer,
            "id_token_signing_alg_values_supported": list(self._metadata.algorithms),
        }

    def fetch_jwk_set(self, force: bool = False) -> dict[str, Any]:
        """The provider's keys."""
        return self._providers.keys(self._metadata, anew=force)


def checked(
    providers: Providers, configured: Configured, metadata: Metadata, token: Mapping[str, Any], nonce: str
) -> dict[str, Any]:
    """The claims of the ID token of a token answer. Raises ``ProviderProblem`` when one does not hold."""
    wanted = {
        "iss": {"essential": True, "value": metadata.issuer},
        "aud": {"essential": True, "value": configured.client_id},
    }
    try:
        found = _IdTokens(providers, configured, metadata).parse_id_token(
            token, nonce=nonce, claims_options=wanted, leeway=LEEWAY_SECONDS
        )
    except ExpiredTokenError as error:
        raise ProviderProblem("clock", "exp") from error
    except InvalidClaimError as error:
        code = {"iat": "clock", "nbf": "clock", "aud": "audience"}.get(error.claim, "untrusted")
        raise ProviderProblem(code, error.claim) from error
    except (JoseError, ValueError) as error:
        raise ProviderProblem("untrusted", type(error).__name__) from error
    if not found or not found["sub"] or len(found["sub"]) > IDENTITY_MAX:
        raise ProviderProblem("untrusted", "no id token or no subject")
    return dict(found)


def claims_of(found: Mapping[str, Any], issuer: str) -> Claims:
    """The checked claims as the directory reads them."""
    # Where the provider itself says that nobody checked the address, only the name of the account can be one.
    doubtful = found.get("email_verified") is False or found.get("xms_edov") in {False, "0", "false"}
    names = ("preferred_username", "upn") if doubtful else ("email", "preferred_username", "upn")
    addresses = (str(found.get(name) or "").strip().casefold() for name in names)
    return Claims(
        issuer=issuer,
        subject=found["sub"],
        addresses=tuple(dict.fromkeys(one for one in addresses if "@" in one)),
        name=" ".join(str(found.get("name") or "").split())[:NAME_MAX],
        second_factor=has_second_factor(found),
        proved_at=_moment(found.get("auth_time")),
    )


def _moment(told: object) -> int | None:
    """``auth_time`` in whole seconds; None for what is no moment since 1970 (nor a million years from now)."""
    return int(told) if isinstance(told, int | float) and not isinstance(told, bool) and 0 < told < 1e11 else None


def has_second_factor(found: Mapping[str, Any]) -> bool:
    """Whether the provider says that the person showed a second factor there."""
    methods = found.get("amr")
    shown = {one for one in methods if isinstance(one, str)} if isinstance(methods, list) else set()
    return bool(shown & SECOND_FACTOR_METHODS) or found.get("acr") in SECOND_FACTOR_CLASSES
