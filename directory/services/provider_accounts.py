"""Whose account it is that signed in at an identity provider, and who must sign in there.

The provider names a person by issuer and subject; that pair is the identity, never the address, which may be given to
somebody else later. An address is believed only when its domain is one of that provider's own listed domains: with
Entra ID the claim ``email`` is whatever a tenant's administrator wrote, and proves nothing about others' addresses.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import Account, Invitation, MailDomain, Membership
from directory.services import mail_domains, revisions, roles
from directory.services.accounts import actor_of, by_email
from directory.services.providers import Claims, ProviderProblem
from directory.services.validation import is_email
from directory.vocabulary import Role

LINKED, NEW, KNOWN = "linked", "new", "known"
EMAIL_MAX: Final = 254


@dataclass(frozen=True, slots=True)
class Entered:
    """The account that signed in. ``how``: known, linked (an account that signed in otherwise until now) or new."""

    account: Account
    how: str


def enter(session: Session, domain: MailDomain, claims: Claims, *, ui_language: str, now: datetime) -> Entered:
    """The account of whoever signed in at the domain's provider, made when there is none.

    Raises ``ProviderProblem``.
    """
    domains = {one.domain: one for one in mail_domains.same_provider(session, domain)}
    account = session.scalar(
        select(Account).where(Account.oidc_issuer == claims.issuer, Account.oidc_subject == claims.subject)
    )
    if account is not None:
        if _domain_part(account.email) not in domains:
            raise ProviderProblem("other_domain")
        return Entered(_open(account), KNOWN)
    address = _address(claims, domains)
    account = by_email(session, address)
    if account is not None:
        return Entered(_linked(account, claims), LINKED)
    home = domains[_domain_part(address)]
    return Entered(_made(session, home, address, claims, ui_language=ui_language, now=now), NEW)


def required(session: Session, email: str, proved: Account | None) -> MailDomain | None:
    """The domain at whose provider this address must sign in; None when it may sign in here.

    ``proved`` is the account when the password was right. An administrator who never used the provider may then come
    in: whoever set the provider up wrongly must be able to put it right. Ask after the password was checked, so that
    neither the answer nor its time tells who is an administrator, and leave out an account that opens to no password.
    """
    domain = mail_domains.of_address(session, email)
    if domain is None or not (domain.oidc_issuer and domain.provider_only):
        return None
    spared = proved is not None and proved.active and proved.oidc_subject is None and _is_administrator(proved)
    return None if spared else domain


def provider_of(session: Session, account: Account) -> MailDomain | None:
    """The domain at whose provider the account signs in; None for whoever does not."""
    domain = mail_domains.of_address(session, account.email) if account.oidc_subject else None
    return domain if domain is not None and domain.oidc_issuer == account.oidc_issuer else None


def _address(claims: Claims, domains: dict[str, MailDomain]) -> str:
    usable = [one for one in claims.addresses if len(one) <= EMAIL_MAX and is_email(one)]
    if not usable:
        raise ProviderProblem("no_address")
    found = next((one for one in usable if _domain_part(one) in domains), "")
    if not found:
        raise ProviderProblem("other_domain")
    return found


def _open(account: Account) -> Account:
    if not account.active:
        raise ProviderProblem("closed")
    return account


def _linked(account: Account, claims: Claims) -> Account:
    # The same provider knows somebody else under this address: the address was given on to another person.
    if account.oidc_subject is not None and account.oidc_issuer == claims.issuer:
        raise ProviderProblem("taken")
    _open(account)
    account.oidc_issuer, account.oidc_subject = claims.issuer, claims.subject
    account.name = account.name or claims.name
    return account


def _made(
    session: Session, domain: MailDomain, address: str, claims: Claims, *, ui_language: str, now: datetime
) -> Account:
    invitations = _invitations(session, address, now)
    if not invitations and not domain.self_registration:
        raise ProviderProblem("not_invited")
    account = Account(
        email=address,
        name=claims.name,
        ui_language=ui_language,
        oidc_issuer=claims.issuer,
        oidc_subject=claims.subject,
        created_at=now,
        memberships=[roles.membership_of(roles.grant_of(one)) for one in invitations]
        or [Membership(role=Role.PROFESSIONAL, county=domain.county)],
    )
    session.add(account)
    session.flush()
    for invitation in invitations:
        invitation.accepted_at = now
        changes: dict[str, list[Any]] = {
            "role": [None, roles.told(roles.grant_of(invitation))],
            "invited_by": [None, invitation.invited_by],
        }
        revisions.record(session, actor_of(account), (revisions.ACCOUNT, account.id), "accept_invitation", changes)
    return account


def _invitations(session: Session, address: str, now: datetime) -> list[Invitation]:
    """Those that wait for the address, of people who still may give the role."""
    waiting = select(Invitation).where(
        Invitation.email == address,
        Invitation.invited_by.is_not(None),
        Invitation.accepted_at.is_(None),
        Invitation.expires_at > now,
    )
    return [one for one in session.scalars(waiting.order_by(Invitation.id)) if roles.stands(session, one)]


def _is_administrator(account: Account) -> bool:
    return any(membership.role == Role.ADMIN for membership in account.memberships)


def _domain_part(address: str) -> str:
    return address.rpartition("@")[2]
