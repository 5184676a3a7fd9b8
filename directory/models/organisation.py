"""Organisations: who carries the activities."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import NUMBERED_ONCE, Base, LocalisedText, new_public_id, utc_now

if TYPE_CHECKING:
    from directory.models.activity import Activity


class Organisation(Base):
    """An association, foundation, parish, company or public body.

    ``import_id`` is its id in the file it came from; ``type`` and ``sectors`` are codes of the lists
    organisation_types and sectors; ``home_municipality`` is a municipality code;
    ``business_id`` a Y-tunnus whose check digit holds.
    """

    __tablename__ = "organisation"
    __table_args__ = NUMBERED_ONCE

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    import_id: Mapped[str | None] = mapped_column(String(200), unique=True)
    names: Mapped[LocalisedText]
    descriptions: Mapped[LocalisedText] = mapped_column(default=dict)
    sectors: Mapped[list[str]] = mapped_column(default=list)
    type: Mapped[str] = mapped_column(String(32))
    stea_funded: Mapped[bool] = mapped_column(default=False)
    business_id: Mapped[str | None] = mapped_column(String(9), index=True)
    home_municipality: Mapped[str | None] = mapped_column(String(3), index=True)
    website: Mapped[str] = mapped_column(String(500), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    parent: Mapped["Organisation | None"] = relationship(remote_side="Organisation.id")
    activities: Mapped[list["Activity"]] = relationship(back_populates="organisation")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read by SQLAlchemy
