"""What changed: revisions for people, index changes for the search engines."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, utc_now


class Revision(Base):
    """One change of one thing: ``{field: [before, after]}``, who did it and when."""

    __tablename__ = "revision"
    __table_args__ = (Index("ix_revision_subject", "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    actor_role: Mapped[str] = mapped_column(String(16))
    action: Mapped[str] = mapped_column(String(32))
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime] = mapped_column(default=utc_now)


class IndexChange(Base):
    """One row of the outbox: this activity must be brought to this engine's index.

    Written in the transaction of the edit, one row an engine; removed when the engine has confirmed it. The row
    says only *that* something changed: what is indexed is what the database holds when the row is drained, so a
    row may be drained twice without harm.
    """

    __tablename__ = "index_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    engine: Mapped[str] = mapped_column(String(16), index=True)
    activity_id: Mapped[int] = mapped_column(index=True)
    public_id: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    task_uid: Mapped[int | None]
    last_error: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(default=utc_now)
