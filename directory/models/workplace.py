"""Workplaces of professionals: where they guide people from, and what they keep at hand there."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.activity import Activity
from directory.models.base import NUMBERED_ONCE, Base, new_public_id, utc_now

NAME_MAX = 100
FOLDER_MAX = 60
NOTE_MAX = 300


class Workplace(Base):
    """A centre or a team. ``municipalities`` are codes of its home municipalities, ``languages`` those of its slips.

    ``folders`` are the names of its shelf's folders in the order they were made, those without a thing in them too.
    """

    __tablename__ = "workplace"
    __table_args__ = NUMBERED_ONCE

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    municipalities: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=list)
    county: Mapped[str | None] = mapped_column(String(2))
    folders: Mapped[list[str]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)

    shelf: Mapped[list["ShelfItem"]] = relationship(
        back_populates="workplace", cascade="all, delete-orphan", order_by="(ShelfItem.folder, ShelfItem.id)"
    )


class ShelfItem(Base):
    """A saved activity of a workplace with the team's note, dated and signed; never about clients.

    What was taken off the shelf keeps ``removed_at`` for a while, so that the removal can be undone with its note.
    """

    __tablename__ = "shelf_item"
    __table_args__ = (UniqueConstraint("workplace_id", "activity_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workplace_id: Mapped[int] = mapped_column(ForeignKey("workplace.id", ondelete="CASCADE"), index=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    folder: Mapped[str] = mapped_column(String(FOLDER_MAX), default="")
    note: Mapped[str] = mapped_column(String(NOTE_MAX), default="")
    noted_by: Mapped[str] = mapped_column(String(100), default="")
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    noted_at: Mapped[datetime | None]
    added_at: Mapped[datetime] = mapped_column(default=utc_now)
    removed_at: Mapped[datetime | None]

    workplace: Mapped[Workplace] = relationship(back_populates="shelf")
    activity: Mapped[Activity] = relationship()


class SavedSearch(Base):
    """A search somebody keeps. ``arguments`` are the values of its address; ``alert`` asks for news by mail.

    ``known`` are the public ids it gave when news were last told, so that the next news are the new ones only. A
    deleted search can be taken back for a day from ``deleted_at`` on; then it goes.
    """

    __tablename__ = "saved_search"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(2), default="fi")
    arguments: Mapped[dict[str, list[str]]] = mapped_column(default=dict)
    alert: Mapped[bool] = mapped_column(default=True)
    known: Mapped[list[str]] = mapped_column(default=list)
    told_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
