"""Who confirmed that a listing is true, when and how. Never written by a save or an import's own guess."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import Base, utc_now

if TYPE_CHECKING:
    from directory.models.activity import Activity


class Verification(Base):
    """One explicit act. ``by_role`` is ``organisation``, ``coordinator`` or ``admin``; ``method`` a code of
    verification_methods, or None when a source states the date only; ``confirmed`` names the field groups
    (``times``, ``place``, ``contact``, ``purpose``)."""

    __tablename__ = "verification"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    verified_on: Mapped[date] = mapped_column(index=True)
    by_role: Mapped[str] = mapped_column(String(16))
    method: Mapped[str | None] = mapped_column(String(8))
    confirmed: Mapped[list[str]] = mapped_column(default=list)
    recorded_at: Mapped[datetime] = mapped_column(default=utc_now)

    activity: Mapped["Activity"] = relationship(back_populates="verifications")
