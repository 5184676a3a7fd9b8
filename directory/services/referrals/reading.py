"""Opening a slip by its code, and deleting those whose time is up."""

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from directory.errors import NotFound
from directory.models import ReferralItem, ReferralSlip
from directory.services.referrals.codes import CODE_LENGTH, plain_code
from directory.services.referrals.making import whole


def find(session: Session, typed: str, *, today: date) -> ReferralSlip:
    """The slip of a long or readable code with its activities. Raises ``NotFound`` when unknown or past its time."""
    code = plain_code(typed)
    if not code:
        raise NotFound("slip")
    column = ReferralSlip.code if len(code) == CODE_LENGTH else ReferralSlip.short_code
    slip: ReferralSlip | None = session.scalar(
        select(ReferralSlip)
        .where(column == code, ReferralSlip.expires_on >= today)
        .options(selectinload(ReferralSlip.items).selectinload(ReferralItem.activity).options(*whole()))  # type: ignore[arg-type]
    )
    if slip is None:
        raise NotFound("slip")
    return slip


def delete_expired(session: Session, *, today: date) -> int:
    """Delete slips past their time; returns how many."""
    old = list(session.scalars(select(ReferralSlip.id).where(ReferralSlip.expires_on < today)))
    for start in range(0, len(old), 500):
        part = old[start : start + 500]
        session.execute(delete(ReferralItem).where(ReferralItem.slip_id.in_(part)))
        session.execute(delete(ReferralSlip).where(ReferralSlip.id.in_(part)))
    return len(old)
