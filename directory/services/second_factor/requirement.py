"""Who needs a second factor: coordinators and administrators do [OWASP ASVS 5.0.0, 6.3.3], everybody else may have one.

The demo's accounts are exempt: their sign-ins are printed, and listen on this machine only.
"""

from dataclasses import replace
from typing import Final

from directory.models import Account, SignInSession
from directory.services.access import Actor
from directory.services.accounts import actor_of
from directory.vocabulary import Role

GUARDED: Final = frozenset({Role.COORDINATOR, Role.ADMIN})


def required(account: Account) -> bool:
    """Whether one of the account's roles asks for a second factor."""
    return not account.demo and any(membership.role in GUARDED for membership in account.memberships)


def lacks(account: Account) -> bool:
    """Whether the account needs a second factor and has none."""
    return required(account) and account.totp_since is None


def lacking(found: SignInSession) -> bool:
    """Whether this session lacks the second factor that a role asks for: the account has none, and none was shown."""
    return not found.second_factor and lacks(found.account)


def satisfied(found: SignInSession) -> bool:
    """Whether the session showed the second factor, or its account has none to show."""
    return found.second_factor or found.account.totp_since is None


def actor_in(found: SignInSession) -> Actor:
    """Whoever acts in this session: without the roles that ask for a second factor as long as there is none."""
    actor = actor_of(found.account)
    if not lacking(found):
        return actor
    return replace(actor, grants=tuple(grant for grant in actor.grants if grant.role not in GUARDED))
