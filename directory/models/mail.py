"""Mail that waits to be sent: written in the transaction that causes it, so that none is lost and none is early."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, utc_now


class WaitingMail(Base):
    """One message in plain text. The row goes once the mail server has taken it; ``due_at`` is when to try next.

    ``unsubscribe_url`` is where a subscription ends with one press; empty for mail that nobody subscribes to.
    """

    __tablename__ = "waiting_mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2), default="fi")
    unsubscribe_url: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    due_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(200), default="")
