"""Activities: the listings people look for, with their texts, one row per language."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from directory.models.base import NUMBERED_ONCE, Base, LocalisedText, new_public_id, utc_now

if TYPE_CHECKING:
    from directory.models.contact import Contact
    from directory.models.location import Location
    from directory.models.organisation import Organisation
    from directory.models.provenance import Provenance
    from directory.models.schedule import Schedule
    from directory.models.verification import Verification

TITLE_MAX = 100
SUMMARY_MAX = 160  # the national register takes 150; the demo texts and our own forms stay within 150


class Activity(Base):
    """One activity of an organisation.

    Lists of codes are JSON arrays in the order of importance. A code that is missing is unknown, not "no":
    ``threshold`` lists only what holds, ``age_min``/``age_max`` empty mean not stated, never "all ages".
    ``accessibility`` is ``{feature: {"value": "yes"|"partly"|"no", "note": {lang: text}}}`` for the activity as
    a whole; a location may say its own. ``area_municipalities`` holds municipality codes, empty when national.
    ``cost_amount`` is in euros; ``bring`` is what to take along. ``paused_until`` belongs to lifecycle ``paused``.
    """

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_lifecycle_organisation", "lifecycle", "organisation_id"), NUMBERED_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)
    import_id: Mapped[str | None] = mapped_column(String(200), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)

    kinds: Mapped[list[str]] = mapped_column(default=list)
    needs: Mapped[list[str]] = mapped_column(default=list)
    target_groups: Mapped[list[str]] = mapped_column(default=list)
    modes: Mapped[list[str]] = mapped_column(default=list)
    outreach_help: Mapped[list[str]] = mapped_column(default=list)
    threshold: Mapped[list[str]] = mapped_column(default=list)
    referral_routes: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=list)
    accessibility: Mapped[dict[str, Any]] = mapped_column(default=dict)

    tier: Mapped[str | None] = mapped_column(String(16))
    age_min: Mapped[float | None] = mapped_column(Numeric(4, 1, asdecimal=False))
    age_max: Mapped[float | None] = mapped_column(Numeric(4, 1, asdecimal=False))
    gender: Mapped[str] = mapped_column(String(8), default="all")
    area_level: Mapped[str] = mapped_column(String(16))
    area_municipalities: Mapped[list[str]] = mapped_column(default=list)

    cost: Mapped[str | None] = mapped_column(String(16))
    cost_amount: Mapped[float | None] = mapped_column(Numeric(8, 2, asdecimal=False))
    cost_note: Mapped[LocalisedText] = mapped_column(default=dict)

    schedule_note: Mapped[LocalisedText] = mapped_column(default=dict)
    meets_name: Mapped[str] = mapped_column(String(100), default="")
    meets_at: Mapped[str | None] = mapped_column(String(8))
    bring: Mapped[LocalisedText] = mapped_column(default=dict)
    do_before: Mapped[LocalisedText] = mapped_column(default=dict)

    capacity: Mapped[str | None] = mapped_column(String(16))
    capacity_stated_on: Mapped[date | None]
    substance_free: Mapped[bool | None]

    lifecycle: Mapped[str] = mapped_column(String(16), default="draft")
    paused_until: Mapped[date | None]
    review_rhythm: Mapped[str] = mapped_column(String(8), default="m6")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    version: Mapped[int] = mapped_column(default=1)

    organisation: Mapped["Organisation"] = relationship(back_populates="activities")
    texts: Mapped[list["ActivityText"]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", order_by="ActivityText.language"
    )
    locations: Mapped[list["Location"]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", order_by="Location.position"
    )
    schedules: Mapped[list["Schedule"]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", order_by="Schedule.position"
    )
    contacts: Mapped[list["Contact"]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", order_by="Contact.position"
    )
    verifications: Mapped[list["Verification"]] = relationship(
        back_populates="activity",
        cascade="all, delete-orphan",
        order_by="(Verification.verified_on.desc(), Verification.id.desc())",
    )
    provenance: Mapped[list["Provenance"]] = relationship(
        back_populates="activity", cascade="all, delete-orphan", order_by="Provenance.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - read by SQLAlchemy


class ActivityText(Base):
    """An activity's texts in one language.

    ``origin`` tells how the text came to be: ``written`` by the group, ``imported``, ``translated``. A translation
    names its ``source_language``, and is ``stale`` when its original changed after it.
    """

    __tablename__ = "activity_text"
    __table_args__ = (UniqueConstraint("activity_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(TITLE_MAX))
    summary: Mapped[str] = mapped_column(String(SUMMARY_MAX))
    description: Mapped[str] = mapped_column(Text, default="")
    how_to_join: Mapped[str] = mapped_column(Text, default="")
    who_meets: Mapped[str] = mapped_column(Text, default="")
    search_words: Mapped[list[str]] = mapped_column(default=list)
    origin: Mapped[str] = mapped_column(String(16), default="written")
    source_language: Mapped[str | None] = mapped_column(String(2))
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)
    stale: Mapped[bool] = mapped_column(default=False)

    activity: Mapped[Activity] = relationship(back_populates="texts")
