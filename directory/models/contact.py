"""Whom to call: contacts of activities, and the named persons of municipalities and counties."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import Base, LocalisedText

if TYPE_CHECKING:
    from directory.models.activity import Activity


class Contact(Base):
    """A contact of an activity. ``audience`` decides who may see it; ``phone`` is E.164 with spaces as given."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(100), default="")
    role: Mapped[LocalisedText] = mapped_column(default=dict)
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    audience: Mapped[str] = mapped_column(String(16), default="public")

    activity: Mapped["Activity"] = relationship(back_populates="contacts")


class CooperationContact(Base):
    """The named person for cooperation with organisations in a municipality or a county (exactly one of them)."""

    __tablename__ = "cooperation_contact"
    __table_args__ = (CheckConstraint("(municipality IS NULL) <> (county IS NULL)", name="one_area"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality: Mapped[str | None] = mapped_column(String(3), index=True)
    county: Mapped[str | None] = mapped_column(String(2), index=True)
    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[LocalisedText] = mapped_column(default=dict)
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    languages: Mapped[list[str]] = mapped_column(default=list)
    hours: Mapped[LocalisedText] = mapped_column(default=dict)
