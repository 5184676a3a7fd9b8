"""Which mail domain an address belongs to, and which provider it has. Anybody may ask: signing in begins here."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import MailDomain
from directory.services.providers import Configured
from directory.services.sealing import unseal


def of_address(session: Session, email: str) -> MailDomain | None:
    """The listed domain of an address; a subdomain is another domain."""
    domain = email.rpartition("@")[2].strip().casefold()
    return session.scalar(select(MailDomain).where(MailDomain.domain == domain)) if domain else None


def by_id(session: Session, public_id: str) -> MailDomain | None:
    """A domain by its public id."""
    return session.scalar(select(MailDomain).where(MailDomain.public_id == public_id))


def with_provider(session: Session) -> list[MailDomain]:
    """The domains with a provider, by name; of several with the same provider the first."""
    rows = session.scalars(
        select(MailDomain).where(MailDomain.oidc_issuer != "").order_by(MailDomain.name, MailDomain.domain)
    )
    first: dict[tuple[str, str], MailDomain] = {}
    for row in rows:
        first.setdefault((row.oidc_issuer, row.oidc_client_id), row)
    return list(first.values())


def same_provider(session: Session, domain: MailDomain) -> list[MailDomain]:
    """The domains that one provider answers for, this one among them; none without a provider."""
    if not domain.oidc_issuer:
        return []
    return list(
        session.scalars(
            select(MailDomain).where(
                MailDomain.oidc_issuer == domain.oidc_issuer, MailDomain.oidc_client_id == domain.oidc_client_id
            )
        )
    )


def configured(domain: MailDomain, secret_keys: Sequence[str]) -> Configured:
    """The domain's provider, its secret opened. Raises ``ValueError`` when it was sealed with a key that is gone."""
    secret = unseal(secret_keys, domain.oidc_client_secret) if domain.oidc_client_secret else ""
    return Configured(domain.oidc_issuer, domain.oidc_client_id, secret)
