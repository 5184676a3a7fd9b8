"""Sign-in at an organisation's own identity provider, by OpenID Connect. Knows no database."""

from directory.services.providers.checking import Finding, check
from directory.services.providers.claims import Claims
from directory.services.providers.client import Configured, Providers
from directory.services.providers.flow import AGAIN_SECONDS, Started, finish, logout_url, start
from directory.services.providers.problems import NO_ANSWER, SET_UP, ProviderProblem

__all__ = [
    "AGAIN_SECONDS",
    "NO_ANSWER",
    "SET_UP",
    "Claims",
    "Configured",
    "Finding",
    "ProviderProblem",
    "Providers",
    "Started",
    "check",
    "finish",
    "logout_url",
    "start",
]
