"""What readers tell of a listing that is not right."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, new_public_id, utc_now


class Feedback(Base):
    """A reader says which field of a listing is wrong, or, without an activity, what is wrong with the service
    itself (accessibility among others: answered within 14 days, act 306/2019 10 a §). No login; an e-mail address
    only if the reader wants an answer, erased three months after it was answered (retention).

    ``state``: ``new``, ``answered``, ``rejected``. ``answer`` is what was done, visible to the coordinator.
    """

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(32))
    message: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    ui_language: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(16), default="new", index=True)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=utc_now)
