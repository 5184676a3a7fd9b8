"""Mail domains whose people may join by themselves, and the identity providers at which they sign in."""

from directory.services.mail_domains.checking import DomainChange
from directory.services.mail_domains.finding import by_id, configured, of_address, same_provider, with_provider
from directory.services.mail_domains.managing import Listed, add, change_of, get, listed, remove, update

__all__ = [
    "DomainChange",
    "Listed",
    "add",
    "by_id",
    "change_of",
    "configured",
    "get",
    "listed",
    "of_address",
    "remove",
    "same_provider",
    "update",
    "with_provider",
]
