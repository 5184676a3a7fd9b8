"""Whether a provider can be used as it was written down: what an administrator can put right, step by step."""

import secrets
from dataclasses import dataclass
from typing import cast

from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from directory.services.providers.client import Configured, Providers
from directory.services.providers.flow import exchange
from directory.services.providers.problems import ProviderProblem


@dataclass(frozen=True, slots=True)
class Finding:
    """One step of the check: ``step`` is document, keys, client or logout; ``problem`` the code of what is wrong.

    ``detail`` is what the provider said, to be shown as it is. Without logout people can sign in all the same.
    """

    step: str
    problem: str = ""
    detail: str = ""


def check(providers: Providers, configured: Configured, *, redirect_uri: str) -> list[Finding]:
    """Ask the provider anew, whatever is remembered. The steps after the first that fails are left out."""
    try:
        metadata = providers.metadata(configured.issuer, anew=True)
    except ProviderProblem as problem:
        return [Finding("document", problem.code, problem.detail)]
    findings = [Finding("document")]
    try:
        KeySet.import_key_set(cast("KeySetSerialization", providers.keys(metadata, anew=True)))
        findings.append(Finding("keys"))
    except ProviderProblem as problem:
        findings.append(Finding("keys", problem.code, problem.detail))
    except (JoseError, ValueError):
        findings.append(Finding("keys", "no_keys"))
    findings.append(_client(providers, configured, redirect_uri))
    findings.append(Finding("logout", "" if metadata.end_session_endpoint else "no_logout"))
    return findings


def _client(providers: Providers, configured: Configured, redirect_uri: str) -> Finding:
    """Whether the provider knows the client and its secret: a code that cannot be right must be what it minds."""
    made_up = secrets.token_urlsafe(16)
    try:
        exchange(
            providers,
            configured,
            providers.metadata(configured.issuer),
            redirect_uri=redirect_uri,
            code=made_up,
            verifier=made_up * 2,
        )
    except ProviderProblem as problem:
        # Other errors than that of the client are about the code: some providers look at it first.
        minded = problem.code in {"used", "provider_error"}
        return Finding("client") if minded else Finding("client", problem.code, problem.detail)
    return Finding("client", "provider_error")
