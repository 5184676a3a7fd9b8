"""How people get in: links by mail, invitations, and mail domains whose people may join by themselves."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, new_public_id, utc_now


class SignInLink(Base):
    """A link by mail that signs in once, in the browser that asked for it. Only hashes of both tokens are stored.

    Without an account it opens nothing: it was asked for with an address that nobody has, and is stored so that both
    cases cost the same.
    """

    __tablename__ = "sign_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class Invitation(Base):
    """A role that waits for somebody to say yes by a link in their mail.

    ``invited_by`` is None when the person asked by themselves: then the link only confirms the address, and the role
    follows from the mail domain.
    """

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(100), default="")
    language: Mapped[str] = mapped_column(String(2), default="fi")
    role: Mapped[str] = mapped_column(String(16))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    workplace_id: Mapped[int | None] = mapped_column(ForeignKey("workplace.id", ondelete="CASCADE"), index=True)
    municipality: Mapped[str | None] = mapped_column(String(3))
    county: Mapped[str | None] = mapped_column(String(2))
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    accepted_at: Mapped[datetime | None]


class MailDomain(Base):
    """A mail domain an administrator listed, ``county.example``: whose people may join, and how they sign in.

    ``self_registration`` lets them join as professionals, confirmed by mail. With ``oidc_issuer`` they may sign in at
    that OpenID Connect provider, and with ``provider_only`` not otherwise; ``oidc_client_secret`` is sealed
    (services/sealing.py).
    """

    __tablename__ = "mail_domain"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    domain: Mapped[str] = mapped_column(String(253), unique=True)
    name: Mapped[str] = mapped_column(String(100), default="")
    county: Mapped[str | None] = mapped_column(String(2))
    self_registration: Mapped[bool] = mapped_column(default=True)
    oidc_issuer: Mapped[str] = mapped_column(String(255), default="")
    oidc_client_id: Mapped[str] = mapped_column(String(255), default="")
    oidc_client_secret: Mapped[str] = mapped_column(String(500), default="")
    provider_only: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
