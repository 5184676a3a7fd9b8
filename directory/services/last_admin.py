"""One administrator always stays: nobody could give the role back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import InvalidChange
from directory.models import Account, Membership
from directory.vocabulary import Role


def require_another(session: Session, account: Account) -> None:
    """Raise ``InvalidChange`` (``account``: ``last_admin``) when no other active account administers."""
    if not any(membership.role == Role.ADMIN for membership in account.memberships):
        return
    another = session.scalar(
        select(Account.id)
        .join(Membership)
        .where(Membership.role == Role.ADMIN, Account.active.is_(True), Account.id != account.id)
        .limit(1)
    )
    if another is None:
        raise InvalidChange({"account": "last_admin"})
