"""Finding accounts: by name or address and by role, fifty a page, within the actor's area."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, false, func, or_, select, true
from sqlalchemy.orm import Session, selectinload

from directory.errors import Forbidden, NotFound
from directory.models import Account, Membership, Organisation, Workplace
from directory.services.access import Actor, Subject, areas_of, may
from directory.services.roles import area_of, grant_of, subject_in
from directory.vocabulary import Role, counties, municipalities

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Query:
    """``text`` is a part of the name or address, ``role`` a code or ""; pages are numbered from 1."""

    text: str = ""
    role: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One page of accounts in order of name, and how many there are in all."""

    accounts: tuple[Account, ...]
    total: int
    page: int
    pages: int


def find(session: Session, actor: Actor, query: Query) -> Found:
    """Accounts with a role in the actor's area; administrators see all. Raises ``Forbidden`` for everybody else."""
    if not (actor.has(Role.COORDINATOR) or actor.has(Role.ADMIN)):
        raise Forbidden("account.see")
    roles = select(Membership.account_id).where(_in_area(session, actor))
    conditions: list[Any] = []
    if query.role:
        conditions.append(Account.id.in_(roles.where(Membership.role == query.role)))
    elif not may(actor, "account.manage", Subject()):
        conditions.append(Account.id.in_(roles))
    if text := query.text.strip():
        # SQLite folds the case of a to z only: the usual forms of a name are tried one by one.
        forms = {text, text.casefold(), text.title()}
        conditions.append(
            or_(
                Account.email.contains(text.casefold(), autoescape=True),
                *(Account.name.contains(form, autoescape=True) for form in sorted(forms)),
            )
        )
    total = session.scalar(select(func.count()).select_from(Account).where(*conditions)) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, query.page), pages)
    rows = session.scalars(
        select(Account)
        .where(*conditions)
        .order_by(func.lower(Account.name), Account.email)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
        .options(selectinload(Account.memberships))
    )
    return Found(tuple(rows), total, page, pages)


def the_account(session: Session, actor: Actor, public_id: str) -> Account:
    """One account that the actor may see. Raises ``NotFound``."""
    account = session.scalar(select(Account).where(Account.public_id == public_id))
    if account is None or not (may(actor, "account.manage", Subject()) or seen_roles(session, actor, account)):
        raise NotFound("account")
    return account


def seen_roles(session: Session, actor: Actor, account: Account) -> list[Membership]:
    """The roles of an account that the actor may know of: those within the own area."""
    if may(actor, "account.manage", Subject()):
        return list(account.memberships)
    found = []
    for membership in account.memberships:
        subject = subject_in(session, grant_of(membership))
        if subject is not None and may(actor, "account.see", subject):
            found.append(membership)
    return found


def _in_area(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Which memberships are in the actor's area, as SQL; the same as ``seen_roles``."""
    if may(actor, "account.manage", Subject()):
        return true()
    area = areas_of(actor, Role.COORDINATOR)
    if area is None:
        area = frozenset(code for code, town in municipalities().items() if town.active)
    if not area:
        return false()
    workplaces = [place.id for place in session.scalars(select(Workplace)) if area & set(area_of(place))]
    own_counties = {municipalities()[code].county for code in area} & set(counties())
    return or_(
        Membership.municipality.in_(area),
        Membership.county.in_(own_counties),
        Membership.workplace_id.in_(workplaces),
        Membership.organisation_id.in_(select(Organisation.id).where(Organisation.home_municipality.in_(area))),
    )
