"""People who sign in, what they may do, and the sessions they have open."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import NUMBERED_ONCE, Base, new_public_id, utc_now


class Account(Base):
    """A person who signs in. ``password_hash`` is Argon2id; empty when the person signs in by link or by a provider.

    ``totp_secret`` is sealed (services/sealing.py) and counts from ``totp_since`` on; ``totp_step`` is the last time
    step that was used, so that no code works twice (RFC 6238, 5.2). ``oidc_issuer`` and ``oidc_subject`` tell whom an
    identity provider means. ``warned_at`` is when the holder was last told that the unused account closes soon.
    ``digest`` is how often news of slips and saved searches come by mail: "", daily, weekly.
    """

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("oidc_issuer", "oidc_subject"), NUMBERED_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(100), default="")
    ui_language: Mapped[str] = mapped_column(String(2), default="fi")
    password_hash: Mapped[str] = mapped_column(String(255), default="")
    totp_secret: Mapped[str] = mapped_column(String(255), default="")
    totp_since: Mapped[datetime | None]
    totp_step: Mapped[int | None]
    oidc_issuer: Mapped[str | None] = mapped_column(String(255))
    oidc_subject: Mapped[str | None] = mapped_column(String(255))
    warned_at: Mapped[datetime | None]
    digest: Mapped[str] = mapped_column(String(8), default="")
    digest_on: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_seen_at: Mapped[datetime | None]

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="account", cascade="all, delete-orphan", order_by="Membership.id"
    )
    sessions: Mapped[list["SignInSession"]] = relationship(
        back_populates="account", cascade="all, delete-orphan", order_by="SignInSession.last_seen_at.desc()"
    )
    recovery_codes: Mapped[list["RecoveryCode"]] = relationship(
        cascade="all, delete-orphan", order_by="RecoveryCode.id"
    )


class Membership(Base):
    """One role of one account, for an organisation, a workplace, a municipality or a county (all empty: everywhere)."""

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    workplace_id: Mapped[int | None] = mapped_column(ForeignKey("workplace.id", ondelete="CASCADE"), index=True)
    municipality: Mapped[str | None] = mapped_column(String(3))
    county: Mapped[str | None] = mapped_column(String(2))

    account: Mapped[Account] = relationship(back_populates="memberships")


class SignInSession(Base):
    """A signed-in browser. The cookie holds a random token; only its SHA-256 is stored here.

    ``second_factor`` tells whether a second factor was shown: an account that has one opens nothing without it.
    ``proved_at`` is when the person last proved who they are, for changes that ask for it anew (OWASP ASVS 5.0.0,
    7.5.1); ``by_link`` that they did so by a link in their mail, and may therefore set a password without the old one.
    """

    __tablename__ = "sign_in_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(100), default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    last_seen_at: Mapped[datetime] = mapped_column(default=utc_now)
    expires_at: Mapped[datetime]
    second_factor: Mapped[bool] = mapped_column(default=False)
    proved_at: Mapped[datetime | None]
    by_link: Mapped[bool] = mapped_column(default=False)

    account: Mapped[Account] = relationship(back_populates="sessions")


class SignInAttempt(Base):
    """A try that counts against a limit. ``key`` is the kind and a keyed hash of whose or from where it was."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(index=True)


class RecoveryCode(Base):
    """One of ten codes that stand in for a lost second factor; stored hashed, good once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(255))
    used_at: Mapped[datetime | None]
