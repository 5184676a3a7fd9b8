"""Where the facts of a listing came from."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import Base, utc_now

if TYPE_CHECKING:
    from directory.models.activity import Activity


class Provenance(Base):
    """The source of one group of an activity's fields.

    ``field_group``: ``all``, ``texts``, ``codes``, ``place``, ``times``, ``contact``; ``source``: ``json``, ``ptv`` …;
    ``source_id``: the record's id there; ``fingerprint``: SHA-256 of the record as it was imported, so that the same
    record a second time changes nothing; ``unmapped``: what the source said that has no place here.
    """

    __tablename__ = "provenance"
    __table_args__ = (UniqueConstraint("activity_id", "field_group", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    field_group: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(32))
    source_id: Mapped[str] = mapped_column(String(200), index=True)
    source_modified: Mapped[datetime | None]
    fingerprint: Mapped[str] = mapped_column(String(64), default="")
    licence: Mapped[str] = mapped_column(String(64), default="")
    unmapped: Mapped[dict[str, Any]] = mapped_column(default=dict)
    imported_at: Mapped[datetime] = mapped_column(default=utc_now)

    activity: Mapped["Activity"] = relationship(back_populates="provenance")
