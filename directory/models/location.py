"""Where an activity is held."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import Base, LocalisedText

if TYPE_CHECKING:
    from directory.models.activity import Activity


class Location(Base):
    """A place. ``lat``/``lon`` are WGS 84 degrees, ``municipality`` a code.

    With ``precision`` hidden neither name, street, postal code nor unrounded coordinates leave the server. ``stop`` is
    where to get off the bus, tram or train. ``accessibility`` has the form of ``Activity.accessibility`` and overrides
    it here.
    """

    __tablename__ = "location"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(200), default="")
    street: Mapped[str] = mapped_column(String(200), default="")
    postal_code: Mapped[str] = mapped_column(String(5), default="")
    municipality: Mapped[str] = mapped_column(String(3), index=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    precision: Mapped[str] = mapped_column(String(16), default="exact")
    entrance_note: Mapped[LocalisedText] = mapped_column(default=dict)
    stop: Mapped[LocalisedText] = mapped_column(default=dict)
    accessibility: Mapped[dict[str, Any]] = mapped_column(default=dict)

    activity: Mapped["Activity"] = relationship(back_populates="locations")
