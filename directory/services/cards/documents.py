"""From an activity to its search document: public information only."""

from collections.abc import Mapping, Sequence
from typing import Final

from directory.models import Activity, Location
from directory.services.cards.public import accessibility_of, last_verification, shown_point
from directory.services.schedules import RealSession
from directory.vocabulary import UI_LANGUAGES, codes, municipalities
from search.types import Document, DocumentTexts, Place, Point, Session

LABELLED: Final = ("needs", "kinds", "target_groups")


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
