"""What the check of a provider found, in plain words: what holds, what is wrong, what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l

from directory.services.providers import Finding
from directory.web.translating import gettext as _

HOLDS: Final[Mapping[str, object]] = {
    "document": _l("The provider answers, and its address is right."),
    "keys": _l("Its keys can be read."),
    "client": _l("It knows this service by the client ID and secret."),
    "logout": _l("People can sign out of it from here."),
}
WRONG: Final[Mapping[str, object]] = {
    "none": _l("No provider is written down for this domain. Fill in its address, client ID and secret, and save."),
    "no_address_here": _l("This service does not know its own address. Set PUBLIC_URL and start it again."),
    "unreachable": _l("Nothing answers at the provider's address. Check it, and that this server may reach it."),
    "insecure": _l("The provider's address is not encrypted. It must begin with https://."),
    "private": _l("The provider's address leads into a private network, where this service does not go."),
    "redirect": _l("The provider's address leads on to another one. Write the final address."),
    "too_big": _l("What answers there is far too long to be a provider's description. Check the address."),
    "status": _l("There is no provider's description at this address. Check the address, with Entra ID the tenant ID."),
    "not_json": _l("What answers there is not a provider's description. Check the address."),
    "issuer": _l(
        "The provider gives another address for itself. Write that one here exactly; with Entra ID use the address "
        "with your own tenant ID, not “common” or “organizations”."
    ),
    "incomplete": _l("The provider's description lacks something that signing in needs."),
    "no_keys": _l("The provider shows no keys that we can use (RSA or EC)."),
    "client": _l(
        "The provider does not accept the client ID and secret. Check both; a secret of Entra ID runs out after two "
        "years at the latest."
    ),
    "secret": _l("The stored secret cannot be opened any more: the service's signing key was changed. Write it anew."),
    "no_logout": _l("The provider offers no way to sign out of it from here. Signing in works all the same."),
}
# Where the provider's own words help whoever puts it right.
QUOTED: Final = frozenset({"issuer", "incomplete", "client", "status"})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing found. ``kind`` is ok, warn or wrong; ``detail`` what the provider said."""

    kind: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings under one sentence."""

    summary: str
    good: bool
    lines: tuple[Line, ...]


def shown(findings: Sequence[Finding]) -> Checked:
    """The findings as the page shows them."""
    lines = tuple(_line(one) for one in findings)
    good = not any(line.kind == "wrong" for line in lines)
    summary = _("The provider can be used.") if good else _("The provider cannot be used yet.")
    return Checked(summary, good, lines)


def _line(one: Finding) -> Line:
    if not one.problem:
        return Line("ok", str(HOLDS[one.step]))
    kind = "warn" if one.problem == "no_logout" else "wrong"
    detail = one.detail if one.problem in QUOTED else ""
    return Line(kind, str(WRONG.get(one.problem, WRONG["status"])), detail)
