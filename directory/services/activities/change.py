"""An activity's whole content as plain values: what a form or an import hands over, and what is compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

Localised = Mapping[str, str]  # language of the text (fi, sv, en) -> text


@dataclass(frozen=True, slots=True)
class TextChange:
    """The texts in one language. ``origin``: written, imported or translated; a translation names its original."""

    title: str
    summary: str
    description: str = ""
    how_to_join: str = ""
    who_meets: str = ""
    search_words: tuple[str, ...] = ()
    origin: str = "written"
    source_language: str | None = None


@dataclass(frozen=True, slots=True)
class BreakChange:
    """Days without sessions, both included."""

    starts_on: date
    ends_on: date
    note: Localised = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExceptionChange:
    """One day that differs: cancelled, moved or extra; hours for the last two."""

    held_on: date
    kind: str
    start: time | None = None
    end: time | None = None
    note: Localised = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A timetable row, as ``directory.models.Schedule``."""

    weekday: str
    start: time
    end: time
    starts_on: date
    ends_on: date | None = None
    every_weeks: int | None = 1
    nth: int | None = None
    not_on_public_holidays: bool | None = None
    note: Localised = field(default_factory=dict)
    breaks: tuple[BreakChange, ...] = ()
    exceptions: tuple[ExceptionChange, ...] = ()


@dataclass(frozen=True, slots=True)
class LocationChange:
    """A place; degrees of WGS 84, ``municipality`` a code."""

    municipality: str
    name: str = ""
    street: str = ""
    postal_code: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: str = "exact"
    entrance_note: Localised = field(default_factory=dict)
    stop: Localised = field(default_factory=dict)
    accessibility: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContactChange:
    """Somebody to reach; ``audience`` decides who may see it."""

    name: str = ""
    role: Localised = field(default_factory=dict)
    phone: str = ""
    email: str = ""
    audience: str = "public"


@dataclass(frozen=True, slots=True)
class ActivityChange:
    """Everything an editor may say of an activity; the fields are those of ``directory.models.Activity``.

    A change is made from what there is: ``replace(change_of(activity), capacity="full")``. Not here, because they have
    acts of their own: lifecycle, verification, organisation.
    """

    texts: Mapping[str, TextChange]
    area_level: str
    area_municipalities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    outreach_help: tuple[str, ...] = ()
    threshold: tuple[str, ...] = ()
    referral_routes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    accessibility: Mapping[str, Any] = field(default_factory=dict)
    tier: str | None = None
    age_min: float | None = None
    age_max: float | None = None
    gender: str = "all"
    cost: str | None = None
    cost_amount: float | None = None
    cost_note: Localised = field(default_factory=dict)
    schedule_note: Localised = field(default_factory=dict)
    meets_name: str = ""
    meets_at: str | None = None
    bring: Localised = field(default_factory=dict)
    do_before: Localised = field(default_factory=dict)
    capacity: str | None = None
    capacity_stated_on: date | None = None
    substance_free: bool | None = None
    review_rhythm: str = "m6"
    locations: tuple[LocationChange, ...] = ()
    schedules: tuple[RowChange, ...] = ()
    contacts: tuple[ContactChange, ...] = ()
