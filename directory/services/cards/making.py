"""From an activity to its card and its search document: public information only.

Of a hidden location only the municipality and a point rounded to two decimals (about a kilometre) come out;
contacts for professionals and what they do before referring never do.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from directory.models import Activity, Contact, Location, Verification
from directory.services.cards.card import Card, CardLocation, CardSession, CardText
from directory.services.schedules import RealSession, upcoming
from directory.vocabulary import UI_LANGUAGES, Audience, Precision, codes, municipalities
from search.types import Document, DocumentTexts, Place, Point, Session

SESSIONS_KEPT: Final = 8  # held sessions a card carries at least: the next three, and those until it is renewed
COVERED: Final = timedelta(days=22)  # every session of this week and the next is there until it is renewed
SESSIONS_MOST: Final = 40
HORIZON: Final = timedelta(days=366)
LABELLED: Final = ("needs", "kinds", "target_groups")


def sessions_of(activity: Activity, now: datetime) -> list[RealSession]:
    """The coming sessions a card carries, cancelled ones in between too: see ``SESSIONS_KEPT`` and ``COVERED``."""
    return upcoming(activity.schedules, now, limit=SESSIONS_KEPT, within=HORIZON, covering=COVERED)[:SESSIONS_MOST]


def card_of(activity: Activity, sessions: Sequence[RealSession]) -> Card:
    """The card of a loaded activity."""
    contact = public_contact(activity)
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
        phone=contact.phone if contact and contact.phone else organisation.phone,
        phone_name=contact.name if contact and contact.phone else "",
        sessions=tuple(CardSession(s.start, s.end, s.status, s.note) for s in sessions),
        schedule_note=dict(activity.schedule_note),
        regular=bool(activity.schedules),
        verified_on=verification.verified_on if verification else None,
        verified_by=verification.by_role if verification else "",
        verified_method=verification.method if verification else None,
        updated_on=activity.updated_at.date(),
    )


def document_of(activity: Activity, sessions: Sequence[RealSession], revision: int) -> Document:
    """The search document of a loaded activity."""
    labels = {language: _labels(activity, language) for language in UI_LANGUAGES}
    verification = last_verification(activity)
    served = [municipalities()[code] for code in activity.area_municipalities if code in municipalities()]
    return Document(
        id=activity.public_id,
        revision=revision,
        texts={text.language: _texts(activity, text.language, labels) for text in activity.texts},
        codes=_codes(activity),
        gender=activity.gender,
        age_min=activity.age_min,
        age_max=activity.age_max,
        area_level=activity.area_level,
        area_municipalities=tuple(activity.area_municipalities),
        area_counties=tuple(dict.fromkeys(municipality.county for municipality in served)),
        places=tuple(_place(location) for location in activity.locations),
        sessions=tuple(Session(s.start, s.end) for s in sessions if s.is_held),
        verified_on=verification.verified_on if verification else None,
        import_id=activity.import_id or "",
        labels=labels,
    )


def public_contact(activity: Activity) -> Contact | None:
    """The first contact the public may see."""
    return next((c for c in activity.contacts if c.audience == Audience.PUBLIC), None)


def last_verification(activity: Activity) -> Verification | None:
    """The latest confirmation; None when nobody ever confirmed."""
    return max(activity.verifications, key=lambda v: (v.verified_on, v.id or 0), default=None)


def accessibility_of(activity: Activity) -> dict[str, str]:
    """Feature → yes, partly or no, for the activity; what is not there is unknown."""
    return {feature: str(stated["value"]) for feature, stated in activity.accessibility.items()}


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


def shown_point(location: Location) -> tuple[float | None, float | None]:
    """The coordinates that may leave the server."""
    if location.lat is None or location.lon is None:
        return None, None
    if location.precision == Precision.HIDDEN:
        return round(location.lat, 2), round(location.lon, 2)
    return location.lat, location.lon


def _place(location: Location) -> Place:
    lat, lon = shown_point(location)
    municipality = municipalities().get(location.municipality)
    return Place(
        point=Point(lat, lon) if lat is not None and lon is not None else None,
        municipality=location.municipality,
        county=municipality.county if municipality else "",
    )


def _codes(activity: Activity) -> dict[str, tuple[str, ...]]:
    single = {
        "tiers": activity.tier,
        "costs": activity.cost,
        "capacity": activity.capacity,
        "meets_at": activity.meets_at,
    }
    return {
        "needs": tuple(activity.needs),
        "kinds": tuple(activity.kinds),
        "target_groups": tuple(activity.target_groups),
        "languages": tuple(activity.languages),
        "modes": tuple(activity.modes),
        "threshold": tuple(activity.threshold),
        "outreach_help": tuple(activity.outreach_help),
        "referral_routes": tuple(activity.referral_routes),
        "accessibility": tuple(f for f, value in accessibility_of(activity).items() if value == "yes"),
        **{facet: (code,) if code else () for facet, code in single.items()},
    }


def _labels(activity: Activity, language: str) -> tuple[str, ...]:
    return tuple(
        codes(code_list)[code][language]
        for code_list in LABELLED
        for code in getattr(activity, code_list)
        if code in codes(code_list)
    )


def _texts(activity: Activity, language: str, labels: Mapping[str, tuple[str, ...]]) -> DocumentTexts:
    text = next(t for t in activity.texts if t.language == language)
    names = activity.organisation.names
    return DocumentTexts(
        title=text.title,
        summary=text.summary,
        description=text.description,
        how_to_join=text.how_to_join,
        who_meets=text.who_meets,
        organisation=names.get(language) or next(iter(names.values()), ""),
        search_words=tuple(text.search_words),
        labels=labels[language],
    )
