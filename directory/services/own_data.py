"""A person's own data: all of it to take along, and the account to close (GDPR, articles 15, 17 and 20)."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import Account, Invitation, Organisation, Revision, SavedSearch, Workplace
from directory.services import invitations, last_admin, second_factor, shelf
from directory.services.roles import grant_of, told


def everything(session: Session, account: Account) -> dict[str, Any]:
    """All that is stored of the person, in JSON's types; secrets (hashes, seeds) are told by their being there."""
    return {
        "account": {
            "email": account.email,
            "name": account.name,
            "language": account.ui_language,
            "created_at": _moment(account.created_at),
            "last_seen_at": _moment(account.last_seen_at),
            "warned_of_closing_at": _moment(account.warned_at),
            "has_password": bool(account.password_hash),
            "second_factor_since": _moment(account.totp_since),
            "recovery_codes_left": second_factor.left(account),
            "identity_provider": account.oidc_issuer,
            "identity_at_provider": account.oidc_subject,
            "mail_digest": account.digest,
        },
        "roles": [_role(session, told(grant_of(membership))) for membership in account.memberships],
        "sessions": [
            {
                "device": one.device,
                "since": _moment(one.created_at),
                "last_seen_at": _moment(one.last_seen_at),
                "until": _moment(one.expires_at),
            }
            for one in account.sessions
        ],
        "saved_searches": [
            {"name": one.name, "arguments": one.arguments, "alert": one.alert, "created_at": _moment(one.created_at)}
            for one in session.scalars(select(SavedSearch).where(SavedSearch.account_id == account.id))
        ],
        "shelf_notes": [
            {"note": one.note, "signed": one.noted_by, "at": _moment(one.noted_at)}
            for one in shelf.notes_by(session, account)
        ],
        "invitations_sent": [
            {"email": one.email, "role": one.role, "created_at": _moment(one.created_at)}
            for one in session.scalars(select(Invitation).where(Invitation.invited_by == account.id))
        ],
        "changes_made": [
            {"what": one.subject_type, "id": one.subject_id, "action": one.action, "at": _moment(one.at)}
            for one in session.scalars(select(Revision).where(Revision.actor_id == account.id).order_by(Revision.id))
        ],
    }


def close(session: Session, account: Account) -> None:
    """Erase the account as its holder wants. Raises ``InvalidChange`` (``account``) for the last administrator."""
    last_admin.require_another(session, account)
    erase(session, account)


def erase(session: Session, account: Account) -> None:
    """Erase the account and all that is only its own, its name under notes too. What it changed stays, by a removed
    user."""
    invitations.forget_of(session, account)
    shelf.forget_signature(session, account)
    session.delete(account)
    session.flush()


def _role(session: Session, role: dict[str, Any]) -> dict[str, Any]:
    """The role with names in place of ids."""
    if "organisation_id" in role and (organisation := session.get(Organisation, role.pop("organisation_id"))):
        role["organisation"] = organisation.names
    if "workplace_id" in role and (workplace := session.get(Workplace, role.pop("workplace_id"))):
        role["workplace"] = workplace.name
    return role


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
