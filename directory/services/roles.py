"""Roles of accounts: where each can hold, and who may give it.

An editor has an organisation; a professional a workplace, a municipality, a county or none; a coordinator a
municipality, a county or the whole country; an administrator everything. Administrators give any role. Coordinators
give, in their own area, the roles of editors and professionals, and a municipality to another coordinator.
"""

from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import Forbidden, InvalidChange
from directory.models import Account, Invitation, Membership, Organisation, Workplace
from directory.services import mail_domains
from directory.services.access import Actor, Grant, Subject, require, require_everywhere
from directory.services.accounts import actor_of
from directory.services.organisations import subject_of
from directory.vocabulary import Role, counties, municipalities


def grant_of(row: Membership | Invitation) -> Grant:
    """The role of a membership or an invitation."""
    return Grant(row.role, row.organisation_id, row.municipality, row.county, row.workplace_id)


def membership_of(grant: Grant) -> Membership:
    """The role as a row."""
    return Membership(**asdict(grant))


def told(grant: Grant) -> dict[str, Any]:
    """The role for the record of changes: what holds, without what is empty."""
    return {name: value for name, value in asdict(grant).items() if value is not None}


def holds(account: Account, grant: Grant) -> bool:
    """Whether the account has this very role already."""
    return any(grant_of(membership) == grant for membership in account.memberships)


def require_may_give(session: Session, actor: Actor, grant: Grant) -> None:
    """Raise ``InvalidChange`` (``role`` or ``place``) for a role that cannot be, ``Forbidden`` for one not to give."""
    subject = _subject(session, grant)
    if subject is None or (grant.role == Role.COORDINATOR and not grant.municipality):
        require(actor, "account.manage", Subject())
    else:
        require_everywhere(actor, "account.invite", subject)


def subject_in(session: Session, grant: Grant) -> Subject | None:
    """Where a role holds, as the permission table sees it; None for the whole country or a place that is gone."""
    try:
        return _subject(session, grant)
    except InvalidChange:
        return None


def _subject(session: Session, grant: Grant) -> Subject | None:
    if grant.role not in set(Role):
        raise InvalidChange({"role": "unknown"})
    places = [grant.organisation_id, grant.workplace_id, grant.municipality, grant.county]
    if sum(place is not None for place in places) > 1 or not _fits(grant):
        raise InvalidChange({"place": "unfit"})
    if grant.organisation_id is not None:
        organisation = session.get(Organisation, grant.organisation_id)
        if organisation is None:
            raise InvalidChange({"place": "unknown"})
        return subject_of(organisation)
    if grant.workplace_id is not None:
        workplace = session.get(Workplace, grant.workplace_id)
        if workplace is None:
            raise InvalidChange({"place": "unknown"})
        return Subject(workplace_id=workplace.id, municipalities=area_of(workplace))
    if grant.municipality is not None:
        if grant.municipality not in municipalities() or not municipalities()[grant.municipality].active:
            raise InvalidChange({"place": "unknown"})
        return Subject(municipalities=(grant.municipality,))
    if grant.county is not None:
        if grant.county not in counties():
            raise InvalidChange({"place": "unknown"})
        return Subject(municipalities=municipalities_of(grant.county))
    return None


def area_of(workplace: Workplace) -> tuple[str, ...]:
    """The municipalities of a workplace, or those of its county when it names none."""
    return tuple(workplace.municipalities) or (municipalities_of(workplace.county) if workplace.county else ())


def municipalities_of(county: str) -> tuple[str, ...]:
    """Codes of the county's municipalities."""
    return tuple(code for code, town in municipalities().items() if town.active and town.county == county)


def _fits(grant: Grant) -> bool:
    match grant.role:
        case Role.EDITOR:
            return grant.organisation_id is not None
        case Role.PROFESSIONAL:
            return grant.organisation_id is None
        case Role.COORDINATOR:
            return grant.organisation_id is None and grant.workplace_id is None
        case _:
            return grant == Grant(grant.role)


def may_give(session: Session, actor: Actor, grant: Grant) -> bool:
    """Whether the actor may give this role here."""
    try:
        require_may_give(session, actor, grant)
    except (Forbidden, InvalidChange):
        return False
    return True


def stands(session: Session, invitation: Invitation) -> bool:
    """Whether whoever invited still may; a person who joins by themselves is let in by the mail domain, if it still is
    listed for that. An invitation whose sender's account is gone is nobody's: it gives nothing else."""
    if invitation.invited_by is None:
        domain = mail_domains.of_address(session, invitation.email)
        return invitation.role == Role.PROFESSIONAL and domain is not None and domain.self_registration
    inviter = session.get(Account, invitation.invited_by)
    if inviter is None or not inviter.active:
        return False
    return may_give(session, actor_of(inviter), grant_of(invitation))


def organisations_to_give(session: Session, actor: Actor, text: str, *, limit: int = 20) -> list[Organisation]:
    """Organisations whose name in any language holds the text and whose editor the actor may name, by name.

    Names are compared here, because JSON in a database keeps letters beyond a to z escaped.
    """
    wanted = text.strip().casefold()
    if not wanted:
        return []
    rows = session.scalars(select(Organisation).order_by(Organisation.id))
    found = [one for one in rows if any(wanted in name.casefold() for name in one.names.values())]
    allowed = [one for one in found if may_give(session, actor, Grant(Role.EDITOR, organisation_id=one.id))]
    return sorted(allowed, key=lambda one: min(one.names.values()).casefold())[:limit]


def workplaces_to_give(session: Session, actor: Actor) -> list[Workplace]:
    """Workplaces whose professional the actor may name, by name."""
    rows = session.scalars(select(Workplace).order_by(Workplace.name, Workplace.id))
    return [one for one in rows if may_give(session, actor, Grant(Role.PROFESSIONAL, workplace_id=one.id))]
