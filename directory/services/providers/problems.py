"""What can go wrong at an identity provider, by code: the pages have the words."""

from typing import Final

# The provider does not answer, or answers what nobody can read.
NO_ANSWER: Final = frozenset({"unreachable", "status", "too_big", "redirect", "not_json"})
# What an administrator wrote down, here or there, does not fit.
SET_UP: Final = frozenset({"insecure", "private", "issuer", "incomplete", "no_keys", "client", "secret", "audience"})


class ProviderProblem(Exception):
    """Signing in at a provider did not work. ``code`` says why; ``detail`` is for the log, without any person.

    Codes besides those above: ``refused`` (the person said no there), ``provider_error``, ``stale`` (too late, or
    begun in another browser), ``used`` (the code was used before), ``untrusted`` (signature, nonce or another claim
    does not hold), ``clock``, ``no_address``, ``other_domain``, ``taken`` (the address is somebody else's account),
    ``closed``, ``not_invited``, ``removed`` (the domain is listed no longer), ``not_again`` (the person was not asked
    to prove anew who they are).
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail
