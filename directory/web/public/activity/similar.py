"""Similar activities: the same needs, near by; in the reader's own language when this one is not."""

from datetime import datetime
from typing import Any, Final

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from directory.models import Activity
from directory.services.cards import Card
from directory.services.cards.making import shown_point
from directory.services.schedules.sessions import CANCELLED
from directory.vocabulary import municipalities
from directory.web.addresses import activity_url
from directory.web.formatting import session_line
from directory.web.public.activity.page import Link
from directory.web.words import choose
from search.errors import SearchError
from search.types import Filters, Point, Question, Scope, Sort

SHOWN: Final = 3
RADIUS_KM: Final = 40.0


def similar_to(session: Session, activity: Activity, *, now: datetime, language: str) -> tuple[str, tuple[Link, ...]]:
    """A heading and up to three links; nothing when there is none or search does not answer."""
    if not activity.needs:
        return "", ()
    elsewhere = bool(activity.languages) and language not in activity.languages
    chosen: dict[str, tuple[str, ...]] = {"needs": tuple(activity.needs[:2])}
    if elsewhere:
        chosen["languages"] = (language,)
    point = _point(activity)
    near = point is not None and not elsewhere
    question = Question(
        text="",
        ui_language=language,
        now=now,
        filters=Filters(
            codes=chosen,
            near=point,
            radius_km=RADIUS_KM if near else None,
            scope=Scope.AUTO if near else Scope.ALL,
        ),
        home=() if near else tuple(location.municipality for location in activity.locations[:1]),
        sort=Sort.NEAREST if point else Sort.BEST,
        per_page=SHOWN + 1,
    )
    finder: Any = current_app.extensions["search"]
    try:
        found = finder.find(session, question)
    except SearchError:
        return "", ()
    cards = [found.cards[hit.id] for hit in found.results.hits if hit.id != activity.public_id][:SHOWN]
    if not cards:
        return "", ()
    return _heading(language, elsewhere=elsewhere), tuple(_link(card, now, language) for card in cards)


def _heading(language: str, *, elsewhere: bool) -> str:
    if not elsewhere:
        return _("Similar near by")
    return {"fi": _("Similar in Finnish"), "sv": _("Similar in Swedish"), "en": _("Similar in English")}[language]


def _point(activity: Activity) -> Point | None:
    for location in activity.locations:
        lat, lon = shown_point(location)
        if lat is not None and lon is not None:
            return Point(lat, lon)
    return None


def _link(card: Card, now: datetime, language: str) -> Link:
    titles = {code: text.title for code, text in card.texts.items()}
    title = choose(titles, language)
    coming = next((s for s in card.sessions if s.status != CANCELLED and s.end > now), None)
    towns = dict.fromkeys(location.municipality for location in card.locations)
    parts = [session_line(coming.start, coming.end, language)] if coming else []
    parts += [municipalities()[code].names[language] for code in towns if code in municipalities()]
    return Link(
        text=title.text if title else card.public_id,
        url=activity_url(card.public_id, titles),
        lang=title.lang if title else "",
        detail=", ".join(parts),
    )
