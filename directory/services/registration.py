"""Joining by oneself: people of a mail domain that an administrator listed become professionals, confirmed by mail.

Whatever the address, the page answers the same and the same number of rows is written; only the mail differs.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import InvalidChange, NotFound
from directory.models import Account, MailDomain, Membership, Workplace
from directory.services import invitations, mail_domains, provider_accounts, revisions, sign_in_links
from directory.services.access import Grant
from directory.services.accounts import actor_of, by_email
from directory.services.invitations import NewInvitation
from directory.services.roles import grant_of, told
from directory.services.throttling import Throttle
from directory.services.validation import is_email
from directory.vocabulary import Role

CONFIRM_WITHIN: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the mail to whoever asked is to say.

    ``kind``: ``confirm`` (``token`` is the invitation's), ``known`` (``token`` is a sign-in link's), ``provider`` (sign
    in at the organisation's own provider), or ``nothing``: no mail.
    """

    kind: str
    email: str
    token: str
    account: Account | None = None


def ask(session: Session, email: str, language: str, *, browser: str, throttle: Throttle, now: datetime) -> Asked:
    """Ask to join. Raises ``InvalidChange`` (``email``) and ``TooManyTries``."""
    email = email.strip().casefold()
    if len(email) > 254 or not is_email(email):
        raise InvalidChange({"email": "not_an_address"})
    throttle.check(session)
    throttle.count(session)
    account, domain = by_email(session, email), mail_domains.of_address(session, email)
    elsewhere = provider_accounts.required(session, email, account) is not None
    if account is not None and not elsewhere:
        known = account if account.active else None
        token = sign_in_links.issue(session, known, browser=browser, now=now)
        return Asked("known" if known else "nothing", email, token, known)
    at_provider = elsewhere or (domain is not None and bool(domain.oidc_issuer))
    if domain is None or not domain.self_registration or at_provider:
        token = sign_in_links.issue(session, None, browser=browser, now=now)
        return Asked("provider" if at_provider else "nothing", email, token)
    new = NewInvitation(email, Grant(Role.PROFESSIONAL, county=domain.county), language=language)
    issued = invitations.issue(session, new, invited_by=None, valid=CONFIRM_WITHIN, now=now)
    return Asked("confirm", email, issued.token)


def is_open(session: Session) -> bool:
    """Whether people of any mail domain may join by themselves."""
    rows = select(MailDomain.id).where(MailDomain.self_registration.is_(True), MailDomain.oidc_issuer == "")
    return session.scalar(rows.limit(1)) is not None


def workplaces_for(session: Session, account: Account) -> list[Workplace]:
    """The workplaces a professional of a listed domain may choose: those of its county, and those of no county.

    Empty for everybody else: they were invited to theirs. A domain without a county may choose any.
    """
    domain = mail_domains.of_address(session, account.email)
    if domain is None or _own_role(account) is None:
        return []
    rows = select(Workplace).order_by(Workplace.name, Workplace.id)
    if domain.county:
        rows = rows.where((Workplace.county == domain.county) | Workplace.county.is_(None))
    return list(session.scalars(rows))


def may_choose(session: Session, account: Account) -> bool:
    """Whether the choice of a workplace is the account's own: whoever was invited to one has nothing to choose."""
    return mail_domains.of_address(session, account.email) is not None and _own_role(account) is not None


def choose_workplace(session: Session, account: Account, public_id: str) -> Workplace | None:
    """Make a workplace the professional's own; "" goes without one. Raises ``NotFound`` for one not to choose."""
    role, domain = _own_role(account), mail_domains.of_address(session, account.email)
    chosen = next((place for place in workplaces_for(session, account) if place.public_id == public_id), None)
    if role is None or domain is None or (public_id and chosen is None):
        raise NotFound("workplace")
    before = told(grant_of(role))
    role.workplace_id, role.municipality = (chosen.id if chosen else None), None
    role.county = None if chosen else domain.county
    session.flush()
    changes = {"role": [before, told(grant_of(role))]}
    revisions.record(session, actor_of(account), (revisions.ACCOUNT, account.id), "choose_workplace", changes)
    return chosen


def _own_role(account: Account) -> Membership | None:
    """The only professional role; with several somebody else arranged them."""
    held = [membership for membership in account.memberships if membership.role == Role.PROFESSIONAL]
    return held[0] if len(held) == 1 else None
