"""The projection of an activity that lists and indexes are made from."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base


class ActivityCard(Base):
    """What a card shows and what the search engines read, worked out once per change.

    One primary-key select of 20 rows draws a result page. ``card`` is the orjson form of
    ``directory.services.cards.Card``; ``document`` of ``search.types.Document``. ``sessions_until`` is the
    day near which too few sessions are left in them, None when all there will be are there: the nightly sync renews
    the card before it. Disposable: rebuilt from the other tables.
    """

    __tablename__ = "activity_card"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True)
    published: Mapped[bool] = mapped_column(index=True)
    revision: Mapped[int] = mapped_column(default=1)
    sessions_until: Mapped[date | None] = mapped_column(index=True)
    card: Mapped[bytes] = mapped_column(LargeBinary)
    document: Mapped[bytes] = mapped_column(LargeBinary)
