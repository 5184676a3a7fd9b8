"""When an activity is held: rows of a timetable with their breaks and exceptions."""

from datetime import date, time
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import Base, LocalisedText

if TYPE_CHECKING:
    from directory.models.activity import Activity


class Schedule(Base):
    """One row: a weekday and hours in Europe/Helsinki, in a rhythm, from a date until a date or for now.

    Either ``every_weeks`` (1, 2, 4 … counted from the week of ``starts_on``) or ``nth`` (1-4 or -1, the nth such
    weekday of each month) is set. ``ends_next_day`` marks a row that crosses midnight. ``not_on_public_holidays``
    is None when unknown. Order of applying: rhythm, public holidays, breaks, exceptions (an exception wins).
    """

    __tablename__ = "schedule"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    weekday: Mapped[str] = mapped_column(String(2))
    start: Mapped[time]
    end: Mapped[time]
    ends_next_day: Mapped[bool] = mapped_column(default=False)
    every_weeks: Mapped[int | None]
    nth: Mapped[int | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    not_on_public_holidays: Mapped[bool | None]
    note: Mapped[LocalisedText] = mapped_column(default=dict)

    activity: Mapped["Activity"] = relationship(back_populates="schedules")
    breaks: Mapped[list["ScheduleBreak"]] = relationship(
        cascade="all, delete-orphan", order_by="ScheduleBreak.starts_on"
    )
    exceptions: Mapped[list["ScheduleException"]] = relationship(
        cascade="all, delete-orphan", order_by="ScheduleException.held_on"
    )


class ScheduleBreak(Base):
    """Days without sessions, first and last included."""

    __tablename__ = "schedule_break"

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    note: Mapped[LocalisedText] = mapped_column(default=dict)


class ScheduleException(Base):
    """One day that differs: ``cancelled``, ``moved`` to other hours, or an ``extra`` session."""

    __tablename__ = "schedule_exception"

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("schedule.id", ondelete="CASCADE"), index=True)
    held_on: Mapped[date]
    kind: Mapped[str] = mapped_column(String(16))
    start: Mapped[time | None]
    end: Mapped[time | None]
    note: Mapped[LocalisedText] = mapped_column(default=dict)
