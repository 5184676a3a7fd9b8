"""The end of a workplace: what goes with it, what stays, and what becomes of its people."""

from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.models import Invitation, Membership, ReferralSlip, ShelfItem, Workplace
from directory.services import revisions, roles, workplace_settings
from directory.services.access import Actor, Subject, require
from directory.services.workplace_settings import WORKPLACE
from directory.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a deletion would touch, in numbers, to be told before it is done.

    ``people`` are its professionals, ``left_without`` those of them who have no other workplace; ``saved`` the
    activities on its shelf, ``slips`` those that can still be opened, ``invitations`` those nobody has answered.
    """

    name: str
    people: int
    left_without: int
    saved: int
    slips: int
    invitations: int


def consequences(session: Session, actor: Actor, public_id: str, *, today: date) -> Consequences:
    """What a deletion would touch. ``NotFound`` for whoever is not an administrator, and for what is not there."""
    place = _deletable(session, actor, public_id)
    members = _members(session, place)
    here = ShelfItem.workplace_id == place.id, ShelfItem.removed_at.is_(None)
    waiting = Invitation.workplace_id == place.id, Invitation.accepted_at.is_(None)
    open_slips = ReferralSlip.workplace_id == place.id, ReferralSlip.expires_on >= today
    return Consequences(
        name=place.name,
        people=len({one.account_id for one in members}),
        left_without=len({one.account_id for one in members if not _has_another(one)}),
        saved=session.scalar(select(func.count()).select_from(ShelfItem).where(*here)) or 0,
        slips=session.scalar(select(func.count()).select_from(ReferralSlip).where(*open_slips)) or 0,
        invitations=session.scalar(select(func.count()).select_from(Invitation).where(*waiting)) or 0,
    )


def delete(session: Session, actor: Actor, public_id: str) -> str:
    """Delete a workplace with its shelf, its folders and notes and its open invitations; returns its name.

    Its people keep their accounts: whoever has no other workplace stays a professional without one. Slips stay as they
    were handed over, without the workplace. Each person's history tells of it. ``NotFound`` as in ``consequences``.
    """
    place = _deletable(session, actor, public_id)
    for member in _members(session, place):
        before = roles.grant_of(member)
        after = None if _has_another(member) else replace(before, workplace_id=None)
        if after is None or roles.holds(member.account, after):
            member.account.memberships.remove(member)
            after = None
        else:
            member.workplace_id = None
        session.flush()
        told = {"role": [roles.told(before), roles.told(after) if after else None]}
        revisions.record(session, actor, (revisions.ACCOUNT, member.account_id), "workplace_deleted", told)
    said = {name: [value, None] for name, value in asdict(workplace_settings.change_of(place)).items()}
    revisions.record(session, actor, (WORKPLACE, place.id), "delete", said)
    name = place.name
    session.delete(place)
    session.flush()
    return name


def _deletable(session: Session, actor: Actor, public_id: str) -> Workplace:
    require(actor, "workplace.manage", Subject(), seen=False)  # of no workplace in particular: administrators only
    return workplace_settings.get(session, actor, public_id)


def _members(session: Session, place: Workplace) -> list[Membership]:
    rows = select(Membership).where(Membership.workplace_id == place.id).order_by(Membership.id)
    return list(session.scalars(rows))


def _has_another(member: Membership) -> bool:
    """Whether the person is a professional of some other workplace too."""
    return any(
        one.role == Role.PROFESSIONAL and one.workplace_id not in (None, member.workplace_id)
        for one in member.account.memberships
    )
