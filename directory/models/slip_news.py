"""News of activities on a workplace's slips: what the team has dealt with, what a person has been told by mail.

News have no rows of their own: they follow from what the slips said and what holds now. A piece of news is known by a
key, ``times:2026-11-25T10:00`` or ``ended``, so that the same is not told twice and something new is.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, utc_now


class HandledNews(Base):
    """Which news of an activity a workplace has dealt with: ``news`` are their keys."""

    __tablename__ = "handled_news"
    __table_args__ = (UniqueConstraint("workplace_id", "activity_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workplace_id: Mapped[int] = mapped_column(ForeignKey("workplace.id", ondelete="CASCADE"))
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    news: Mapped[list[str]] = mapped_column(default=list)
    handled_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class ToldNews(Base):
    """Which news an account was told in its latest digest: keys with the activity's public id in front."""

    __tablename__ = "told_news"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    news: Mapped[list[str]] = mapped_column(default=list)
