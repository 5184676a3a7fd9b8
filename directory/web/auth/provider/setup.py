"""What signing in at a provider needs of this installation: its own address, the domain and the opened secret."""

from typing import Final

from flask import current_app
from sqlalchemy.orm import Session

from directory.config import Settings
from directory.models import MailDomain
from directory.services import mail_domains
from directory.services.providers import Configured, ProviderProblem
from directory.web.base import base_url

RETURN_PATH: Final = "/sign-in/return"  # registered at every provider: it has no language and never changes


def return_address() -> str:
    """The redirect address that stands at the provider; "" when ``PUBLIC_URL`` is not set.

    Never from the request: its Host could be anybody's. Only the demo, on loopback, goes by where it was asked.
    """
    settings: Settings = current_app.extensions["settings"]
    return base_url() + RETURN_PATH if settings.public_url or settings.demo else ""


def secret_keys() -> tuple[str, ...]:
    """The key that seals, then the earlier ones that still open."""
    settings: Settings = current_app.extensions["settings"]
    return (settings.secret_key, *settings.secret_key_fallbacks)


def domain_of(session: Session, public_id: str) -> MailDomain:
    """The domain, when it has a provider. Raises ``ProviderProblem``: it was removed, perhaps only just now."""
    domain = mail_domains.by_id(session, public_id)
    if domain is None or not domain.oidc_issuer:
        raise ProviderProblem("removed")
    return domain


def configured_of(domain: MailDomain) -> Configured:
    """The domain's provider, ready to be asked. Raises ``ProviderProblem`` when this installation is not."""
    if not return_address():
        raise ProviderProblem("no_address_here")
    try:
        return mail_domains.configured(domain, secret_keys())
    except ValueError as error:
        raise ProviderProblem("secret") from error
