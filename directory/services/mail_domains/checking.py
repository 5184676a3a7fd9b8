"""What an administrator may say of a mail domain and its identity provider."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from directory.models import MailDomain
from directory.vocabulary import counties

NAME_MAX: Final = 100
ISSUER_MAX: Final = 255
SECRET_MAX: Final = 200  # bytes; sealed it still fits its column
DOMAIN: Final = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# Where anybody can have an address: its people are nobody's staff. The services used most in Finland.
EVERYBODYS: Final = frozenset(
    {
        "elisanet.fi",
        "gmail.com",
        "gmx.com",
        "googlemail.com",
        "hotmail.com",
        "hotmail.fi",
        "icloud.com",
        "kolumbus.fi",
        "live.com",
        "live.fi",
        "luukku.com",
        "mail.com",
        "me.com",
        "msn.com",
        "netti.fi",
        "outlook.com",
        "outlook.fi",
        "pp.inet.fi",
        "proton.me",
        "protonmail.com",
        "saunalahti.fi",
        "suomi24.fi",
        "welho.com",
        "yahoo.com",
    }
)


@dataclass(frozen=True, slots=True)
class DomainChange:
    """What an administrator says of a mail domain. ``client_secret`` is empty to keep the one that is stored."""

    domain: str
    name: str
    county: str = ""
    self_registration: bool = True
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    client_secret: str = ""
    provider_only: bool = True


def tidied(change: DomainChange) -> DomainChange:
    """The change without stray spaces, the domain as it stands in addresses of mail."""
    domain = change.domain.strip().casefold().removeprefix("@")
    if not domain.isascii():
        with suppress(UnicodeError):  # what cannot be a name is told as a fault of the form
            domain = domain.encode("idna").decode()
    return replace(
        change,
        domain=domain,
        name=" ".join(change.name.split()),
        oidc_issuer=change.oidc_issuer.strip(),
        oidc_client_id=change.oidc_client_id.strip(),
        client_secret=change.client_secret.strip(),
    )


def faults_of(change: DomainChange, stored: MailDomain | None, *, allow_loopback: bool) -> dict[str, str]:
    """Field → fault; empty when the change holds."""
    return {**dict(_faults(change)), **dict(_provider_faults(change, stored, allow_loopback=allow_loopback))}


def _faults(change: DomainChange) -> Iterator[tuple[str, str]]:
    if not DOMAIN.fullmatch(change.domain):
        yield "domain", "not_a_domain"
    elif change.domain in EVERYBODYS:
        yield "domain", "everybodys"
    if not change.name:
        yield "name", "empty"
    elif len(change.name) > NAME_MAX:
        yield "name", "too_long"
    if change.county and change.county not in counties():
        yield "county", "unknown"


def _provider_faults(
    change: DomainChange, stored: MailDomain | None, *, allow_loopback: bool
) -> Iterator[tuple[str, str]]:
    if not change.oidc_issuer:
        if change.oidc_client_id or change.client_secret:
            yield "oidc_issuer", "empty"
        return
    if len(change.oidc_issuer) > ISSUER_MAX or not _is_issuer(change.oidc_issuer, allow_loopback=allow_loopback):
        yield "oidc_issuer", "not_an_address"
    if not change.oidc_client_id:
        yield "oidc_client_id", "empty"
    elif len(change.oidc_client_id) > ISSUER_MAX:
        yield "oidc_client_id", "too_long"
    # A stored secret must not go to an address that was written beside it later.
    kept = stored is not None and bool(stored.oidc_client_secret) and stored.oidc_issuer == change.oidc_issuer
    if len(change.client_secret.encode()) > SECRET_MAX:
        yield "client_secret", "too_long"
    elif not change.client_secret and not kept:
        yield "client_secret", "empty"


def _is_issuer(address: str, *, allow_loopback: bool) -> bool:
    """Whether it is an https address without query or fragment (OpenID Connect Discovery 1.0, 3)."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    plain = allow_loopback and parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
    return (parts.scheme == "https" or plain) and bool(parts.hostname) and not (parts.query or parts.fragment)
