"""Words that coordinators add to the lexicon."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, utc_now


class LexiconWord(Base):
    """One expression added to a concept of the shipped lexicon, in one language.

    ``asked_only`` keeps it to questions: broad and colloquial words must not be looked for in the listings' texts.
    """

    __tablename__ = "lexicon_word"
    __table_args__ = (UniqueConstraint("code", "language", "expression", "asked_only"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(2))
    expression: Mapped[str] = mapped_column(String(100))
    asked_only: Mapped[bool] = mapped_column(default=True)
    added_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    added_at: Mapped[datetime] = mapped_column(default=utc_now)
