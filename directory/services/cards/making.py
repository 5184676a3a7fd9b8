"""From an activity to its card: public information only."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from directory.models import Activity, Contact, Location
from directory.services.cards.card import Card, CardLocation, CardSession, CardText
from directory.services.cards.documents import document_of
from directory.services.cards.public import accessibility_of, last_verification, public_contact, shown_point
from directory.services.schedules import HELSINKI, RealSession, upcoming
from directory.vocabulary import Audience, Precision

__all__ = ["card_of", "document_of", "last_verification", "public_contact", "sessions_of", "shown_point"]

SESSIONS_KEPT: Final = 8  # held sessions a card carries at least: the next three, and those until it is renewed
COVERED: Final = timedelta(days=22)  # every session of this week and the next is there until it is renewed
SESSIONS_MOST: Final = 40
HORIZON: Final = timedelta(days=366)


def sessions_of(activity: Activity, now: datetime) -> list[RealSession]:
    """The coming sessions a card carries, cancelled ones in between too: see ``SESSIONS_KEPT`` and ``COVERED``."""
    return upcoming(activity.schedules, now, limit=SESSIONS_KEPT, within=HORIZON, covering=COVERED)[:SESSIONS_MOST]


def card_of(activity: Activity, sessions: Sequence[RealSession]) -> Card:
    """The card of a loaded activity."""
    contact = _public_phone(activity)
    verification = last_verification(activity)
    organisation = activity.organisation
    return Card(
        public_id=activity.public_id,
        texts={t.language: CardText(t.title, t.summary, t.who_meets, t.stale) for t in activity.texts},
        organisation_id=organisation.public_id,
        organisation_names=dict(organisation.names),
        tier=activity.tier,
        kinds=tuple(activity.kinds),
        needs=tuple(activity.needs),
        target_groups=tuple(activity.target_groups),
        modes=tuple(activity.modes),
        outreach_help=tuple(activity.outreach_help),
        threshold=tuple(activity.threshold),
        referral_routes=tuple(activity.referral_routes),
        languages=tuple(activity.languages),
        accessibility=accessibility_of(activity),
        age_min=activity.age_min,
        age_max=activity.age_max,
        gender=activity.gender,
        area_level=activity.area_level,
        area_municipalities=tuple(activity.area_municipalities),
        locations=tuple(_card_location(location) for location in activity.locations),
        cost=activity.cost,
        cost_amount=activity.cost_amount,
        cost_note=dict(activity.cost_note),
        capacity=activity.capacity,
        substance_free=activity.substance_free,
        meets_name=activity.meets_name,
        meets_at=activity.meets_at,
        phone=contact.phone if contact else organisation.phone,
        phone_name=contact.name if contact else "",
        sessions=tuple(CardSession(s.start, s.end, s.status, s.note) for s in sessions),
        schedule_note=dict(activity.schedule_note),
        regular=bool(activity.schedules),
        verified_on=verification.verified_on if verification else None,
        verified_by=verification.by_role if verification else "",
        verified_method=verification.method if verification else None,
        updated_on=activity.updated_at.astimezone(HELSINKI).date(),
    )


def _public_phone(activity: Activity) -> Contact | None:
    return next((c for c in activity.contacts if c.audience == Audience.PUBLIC and c.phone), None)


def _card_location(location: Location) -> CardLocation:
    lat, lon = shown_point(location)
    hidden = location.precision == Precision.HIDDEN
    return CardLocation(
        name="" if hidden else location.name,
        street="" if hidden else location.street,
        postal_code="" if hidden else location.postal_code,
        municipality=location.municipality,
        lat=lat,
        lon=lon,
        precision=location.precision,
    )
