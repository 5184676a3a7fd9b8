"""Referral slips: which activities were put on a paper, and nothing about whom it was given to."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.activity import Activity
from directory.models.base import Base


class ReferralSlip(Base):
    """One slip. ``code`` is random (130 bits); its first eight characters are the readable form, so those are unique.

    Holds activity ids and their order, the language and size of the text, the workplace when a signed-in person
    made it, and dates. There is no column for anything about a client, and none for who made it.
    """

    __tablename__ = "referral_slip"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    short_code: Mapped[str] = mapped_column(String(16), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    text_size: Mapped[str] = mapped_column(String(8), default="normal")
    workplace_id: Mapped[int | None] = mapped_column(ForeignKey("workplace.id", ondelete="SET NULL"), index=True)
    made_on: Mapped[date]
    expires_on: Mapped[date] = mapped_column(index=True)

    items: Mapped[list["ReferralItem"]] = relationship(
        back_populates="slip", cascade="all, delete-orphan", order_by="ReferralItem.position"
    )


class ReferralItem(Base):
    """One activity on a slip. ``printed`` is what the slip said of it when it was made, for telling what changed."""

    __tablename__ = "referral_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    slip_id: Mapped[int] = mapped_column(ForeignKey("referral_slip.id", ondelete="CASCADE"), index=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    printed: Mapped[dict[str, Any]] = mapped_column(default=dict)

    slip: Mapped[ReferralSlip] = relationship(back_populates="items")
    activity: Mapped[Activity] = relationship()
