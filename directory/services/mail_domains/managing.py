"""Listing, adding, changing and removing mail domains: for administrators; every change is kept with who made it."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from directory.errors import Conflict, InvalidChange, NotFound
from directory.models import Account, MailDomain
from directory.models.base import utc_now
from directory.services import revisions
from directory.services.access import Actor, Subject, require
from directory.services.mail_domains.checking import DomainChange, faults_of, tidied
from directory.services.mail_domains.finding import by_id
from directory.services.sealing import seal

MAIL_DOMAIN: Final = "mail_domain"  # the type of its revisions


@dataclass(frozen=True, slots=True)
class Listed:
    """A domain in the list; ``accounts`` is how many have an address in it."""

    public_id: str
    domain: str
    name: str
    county: str
    self_registration: bool
    has_provider: bool
    provider_only: bool
    accounts: int


def listed(session: Session, actor: Actor) -> list[Listed]:
    """Every domain, by name. Raises ``Forbidden``."""
    require(actor, "domain.manage", Subject())
    here = Account.email.like(literal("%@").concat(MailDomain.domain))
    count = select(func.count()).select_from(Account).where(here).correlate(MailDomain).scalar_subquery()
    rows = session.execute(select(MailDomain, count).order_by(MailDomain.name, MailDomain.domain))
    return [
        Listed(
            row.public_id,
            row.domain,
            row.name,
            row.county or "",
            row.self_registration,
            bool(row.oidc_issuer),
            row.provider_only,
            accounts,
        )
        for row, accounts in rows
    ]


def get(session: Session, actor: Actor, public_id: str) -> MailDomain:
    """A domain to look at or change. Raises ``Forbidden`` and ``NotFound``."""
    require(actor, "domain.manage", Subject())
    found = by_id(session, public_id)
    if found is None:
        raise NotFound(public_id)
    return found


def change_of(found: MailDomain) -> DomainChange:
    """What the domain says now, as a change that would change nothing; without the secret."""
    return DomainChange(
        domain=found.domain,
        name=found.name,
        county=found.county or "",
        self_registration=found.self_registration,
        oidc_issuer=found.oidc_issuer,
        oidc_client_id=found.oidc_client_id,
        provider_only=found.provider_only,
    )


def add(
    session: Session, actor: Actor, change: DomainChange, *, secret_key: str, allow_loopback: bool = False
) -> MailDomain:
    """List a domain. Raises ``Forbidden``, ``InvalidChange`` and ``Conflict`` (it is listed already).

    The secret is sealed with ``secret_key``. ``allow_loopback`` lets the provider be on this very machine, by http.
    """
    require(actor, "domain.manage", Subject())
    change = tidied(change)
    _require_faultless(change, None, allow_loopback=allow_loopback)
    _require_free(session, change.domain)
    found = MailDomain(created_at=utc_now(), oidc_client_secret="")
    _apply(found, change, secret_key)
    session.add(found)
    session.flush()
    _record(session, actor, found, "create", revisions.differences({}, _told(change)))
    return found


def update(
    session: Session,
    actor: Actor,
    public_id: str,
    change: DomainChange,
    *,
    secret_key: str,
    allow_loopback: bool = False,
) -> MailDomain:
    """Make the domain say what the change says. Raises as ``add`` does, and ``NotFound``."""
    found = get(session, actor, public_id)
    change = tidied(change)
    _require_faultless(change, found, allow_loopback=allow_loopback)
    if change.domain != found.domain:
        _require_free(session, change.domain)
    changes = revisions.differences(_told(change_of(found)), _told(change))
    if changes:
        _apply(found, change, secret_key)
        session.flush()
        _record(session, actor, found, "update", changes)
    return found


def remove(session: Session, actor: Actor, public_id: str) -> None:
    """List the domain no longer. Accounts stay; they sign in by password or link again."""
    found = get(session, actor, public_id)
    _record(session, actor, found, "delete", revisions.differences(_told(change_of(found)), {}))
    session.delete(found)
    session.flush()


def _apply(found: MailDomain, change: DomainChange, secret_key: str) -> None:
    found.domain, found.name, found.county = change.domain, change.name, change.county or None
    found.self_registration, found.provider_only = change.self_registration, change.provider_only
    found.oidc_issuer, found.oidc_client_id = change.oidc_issuer, change.oidc_client_id
    if not change.oidc_issuer:
        found.oidc_client_secret = ""
    elif change.client_secret:
        found.oidc_client_secret = seal(secret_key, change.client_secret)


def _require_free(session: Session, domain: str) -> None:
    if session.scalar(select(MailDomain.id).where(MailDomain.domain == domain)) is not None:
        raise Conflict(domain)


def _require_faultless(change: DomainChange, stored: MailDomain | None, *, allow_loopback: bool) -> None:
    faults = faults_of(change, stored, allow_loopback=allow_loopback)
    if faults:
        raise InvalidChange(faults)


def _told(change: DomainChange) -> dict[str, Any]:
    """What is kept of a change: that there is a new secret, never which."""
    return asdict(replace(change, client_secret="new" if change.client_secret else ""))


def _record(session: Session, actor: Actor, found: MailDomain, action: str, changes: dict[str, Any]) -> None:
    revisions.record(session, actor, (MAIL_DOMAIN, found.id), action, changes)
