"""Similar activities: the same needs, near by; nearer to the reader when this one is far away, full or over."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from flask import current_app
from sqlalchemy.orm import Session

from directory.models import Activity
from directory.services.cards import Card
from directory.services.finding import Found
from directory.services.schedules.sessions import CANCELLED
from directory.vocabulary import municipalities
from directory.web.addresses import activity_url
from directory.web.formatting import distance, session_line
from directory.web.public.activity.nearness import centre_of, is_closed, is_far, km_from, point_of
from directory.web.public.activity.page import Link
from directory.web.translating import gettext as _
from directory.web.words import choose
from search.errors import SearchError
from search.types import Filters, Hit, Question, Scope, Sort

SHOWN: Final = 3
RADIUS_KM: Final = 40.0
Similar = tuple[str, tuple[Link, ...]]


def similar_to(session: Session, activity: Activity, *, now: datetime, language: str, home: str = "") -> Similar:
    """A heading and up to three links; nothing when there is none or search does not answer.

    ``home`` is the code of the reader's own municipality, or "". Seen from there an activity that is far away, full, on
    a break or over is answered with nearer ones.
    """
    nearer = nearer_to(session, activity, now=now, language=language, home=home)
    if nearer:
        return _("Similar and nearer"), nearer
    elsewhere = bool(activity.languages) and language not in activity.languages
    point = point_of(activity)
    near = point is not None and not elsewhere
    question = Question(
        text="",
        ui_language=language,
        now=now,
        filters=Filters(
            codes=_needs(activity) | ({"languages": (language,)} if elsewhere else {}),
            near=point,
            radius_km=RADIUS_KM if near else None,
            scope=Scope.AUTO if near else Scope.ALL,
        ),
        home=() if near else tuple(location.municipality for location in activity.locations[:1]),
        sort=Sort.NEAREST if point else Sort.BEST,
        per_page=SHOWN + 1,
    )
    links = _links(_hits(session, activity, question), now, language)
    return (_heading(language, elsewhere=elsewhere), links) if links else ("", ())


def nearer_to(
    session: Session, activity: Activity, *, now: datetime, language: str, home: str = ""
) -> tuple[Link, ...]:
    """Up to three with the same need and room, nearest to ``home`` first; nothing where the activity itself will do.

    Without a home only one that is closed to newcomers is answered, and seen from its own place.
    """
    km, closed = km_from(home, activity), is_closed(activity)
    centre = centre_of(home) or (point_of(activity) if closed else None)
    if centre is None or not (closed or is_far(km)):
        return ()
    question = Question(
        text="",
        ui_language=language,
        now=now,
        filters=Filters(
            codes=_needs(activity),
            near=centre,
            radius_km=RADIUS_KM,
            age=activity.age_min or activity.age_max,
            gender=activity.gender if activity.gender != "all" else None,
            open_places=True,
        ),
        sort=Sort.NEAREST,
        per_page=SHOWN + 5,
    )
    hits = [
        (hit, card)
        for hit, card in _hits(session, activity, question)
        if hit.distance_km is not None and (closed or km is None or hit.distance_km < km)
    ]
    return _links(hits, now, language, said=True)


def _needs(activity: Activity) -> dict[str, tuple[str, ...]]:
    return {"needs": tuple(activity.needs[:2])}


def _hits(session: Session, activity: Activity, question: Question) -> Sequence[tuple[Hit, Card]]:
    if not activity.needs:
        return ()
    finder: Any = current_app.extensions["search"]
    try:
        found: Found = finder.find(session, question)
    except SearchError:
        return ()
    return [(hit, found.cards[hit.id]) for hit in found.results.hits if hit.id != activity.public_id]


def _heading(language: str, *, elsewhere: bool) -> str:
    if not elsewhere:
        return _("Similar near by")
    return {"fi": _("Similar in Finnish"), "sv": _("Similar in Swedish"), "en": _("Similar in English")}[language]


def _links(hits: Sequence[tuple[Hit, Card]], now: datetime, language: str, *, said: bool = False) -> tuple[Link, ...]:
    """``said`` tells the distance too."""
    return tuple(_link(card, now, language, hit.distance_km if said else None) for hit, card in hits[:SHOWN])


def _link(card: Card, now: datetime, language: str, km: float | None) -> Link:
    titles = {code: text.title for code, text in card.texts.items()}
    title = choose(titles, language)
    coming = next((s for s in card.sessions if s.status != CANCELLED and s.end > now), None)
    towns = dict.fromkeys(location.municipality for location in card.locations)
    parts = [session_line(coming.start, coming.end, language, now.date())] if coming else []
    parts += [municipalities()[code].names[language] for code in towns if code in municipalities()]
    parts += [distance(km, language)] if km is not None else []
    return Link(
        text=title.text if title else card.public_id,
        url=activity_url(card.public_id, titles),
        lang=title.lang if title else "",
        detail=", ".join(parts),
        key=card.public_id,
    )
