"""What came of guiding somebody, without anybody: counts an organisation gives, for a slip's code or in all."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.activity import Activity
from directory.models.base import Base, new_public_id


class ReferralOutcome(Base):
    """``count`` people came, came again or did not fit (``kind``), in the month that begins on ``month``.

    ``by_code`` tells a tick for a slip's code from a number the organisation counted itself. ``workplace_id`` is the
    slip's when a code was given. ``slip_id`` lasts as long as the slip and keeps the same code from being counted
    twice for one activity and kind. Nothing here tells who: no name, no note, no exact day.
    """

    __tablename__ = "referral_outcome"
    __table_args__ = (UniqueConstraint("slip_id", "activity_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    workplace_id: Mapped[int | None] = mapped_column(ForeignKey("workplace.id", ondelete="SET NULL"), index=True)
    slip_id: Mapped[int | None] = mapped_column(ForeignKey("referral_slip.id", ondelete="SET NULL"), index=True)
    by_code: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(24), default="")
    count: Mapped[int] = mapped_column(default=1)
    month: Mapped[date] = mapped_column(index=True)

    activity: Mapped[Activity] = relationship()


class SlipTally(Base):
    """What stays of slips once they are deleted: on how many of a workplace and a month an activity stood."""

    __tablename__ = "slip_tally"
    __table_args__ = (UniqueConstraint("workplace_id", "activity_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workplace_id: Mapped[int] = mapped_column(ForeignKey("workplace.id", ondelete="CASCADE"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    month: Mapped[date]
    count: Mapped[int]
