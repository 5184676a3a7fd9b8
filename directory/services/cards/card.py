"""A card: what lists show of an activity. Public information only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CardText:
    """Title and summary in one language."""

    title: str
    summary: str
    who_meets: str
    stale: bool


@dataclass(frozen=True, slots=True)
class CardLocation:
    """A place as the public may see it: name and street empty and the point rounded when hidden."""

    name: str
    street: str
    postal_code: str
    municipality: str
    lat: float | None
    lon: float | None
    precision: str


@dataclass(frozen=True, slots=True)
class CardSession:
    """A coming session, local time of Europe/Helsinki, aware. ``status``: held, cancelled, moved or extra.

    ``note`` says by language why it differs.
    """

    start: datetime
    end: datetime
    status: str
    note: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """One activity in a list. Texts by language (only languages that exist); codes as in ``Activity``.

    ``phone``/``phone_name`` are of the first public contact, else of the organisation. ``sessions`` soonest first,
    including those of today that are still going on when the card was made.
    """

    public_id: str
    texts: Mapping[str, CardText]
    organisation_id: str
    organisation_names: Mapping[str, str]
    tier: str | None
    kinds: tuple[str, ...]
    needs: tuple[str, ...]
    target_groups: tuple[str, ...]
    modes: tuple[str, ...]
    outreach_help: tuple[str, ...]
    threshold: tuple[str, ...]
    referral_routes: tuple[str, ...]
    languages: tuple[str, ...]
    accessibility: Mapping[str, str]
    age_min: float | None
    age_max: float | None
    gender: str
    area_level: str
    area_municipalities: tuple[str, ...]
    locations: tuple[CardLocation, ...]
    cost: str | None
    cost_amount: float | None
    cost_note: Mapping[str, str]
    capacity: str | None
    substance_free: bool | None
    meets_name: str
    meets_at: str | None
    phone: str
    phone_name: str
    sessions: tuple[CardSession, ...]
    schedule_note: Mapping[str, str]
    regular: bool
    verified_on: date | None
    verified_by: str
    verified_method: str | None
    updated_on: date | None
