"""This week near you: the real sessions that are left of it, day by day."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from flask import current_app, url_for
from sqlalchemy.orm import Session

from directory.services.cards import Card, CardSession
from directory.services.finding import Finder
from directory.vocabulary import municipalities
from directory.web.addresses import activity_addresses
from directory.web.formatting import clock_range, day_range, day_short, relative_day, weekday_short
from directory.web.formatting.dates import WEEKDAYS_LONG
from directory.web.listing import Showing, card_view
from directory.web.pages import CardView, Link
from directory.web.public.front.page import Day, Slot, Week
from directory.web.translating import gettext as _
from search.types import FacetCount, Filters, Question, Scope, Sort

ASKED: Final = 40
SHOWN: Final = 6  # sessions on the front page; the rest are on the page of the week
DAYS_SHOWN: Final = 4
SATURDAY: Final = 5


def week_near(session: Session, home: str, moment: datetime, language: str) -> Week | None:
    """What is left of this week in the municipality; from Saturday on the next week. None when nothing is known."""
    period = "next_week" if moment.weekday() >= SATURDAY else "this_week"
    filters = Filters(municipalities=(home,), scope=Scope.MUNICIPALITY, period=period)
    finder: Finder = current_app.extensions["search"]
    found = finder.find(session, Question("", language, moment, filters, sort=Sort.NEXT, per_page=ASKED))
    first, last = _dates(moment.date(), period)
    address = activity_addresses()
    showing = Showing(language, moment, address, near=frozenset({home}))
    cards = [found.cards[hit.id] for hit in found.results.hits]
    slots = sorted(
        ((session_, card) for card in cards for session_ in _sessions(card, moment, first, last)),
        key=lambda pair: (pair[0].start, pair[1].public_id),
    )
    if not slots:
        return None
    monday = first - timedelta(days=first.weekday())
    name = municipalities()[home].names[language]
    return Week(
        where=f"{name}, {day_range(monday, last, language)}",
        days=_days(_spread(slots), moment.date(), showing),
        total=found.results.total,
        all_url=_address("public.week", home),
        print_url=_address("public.week", home),
        own_language=_own_language(found.results.facets, home, period, language),
    )


def _address(endpoint: str, home: str) -> str:
    if endpoint in current_app.view_functions:
        return url_for(endpoint, place=home)
    return url_for("public.search", place=home, when="this_week", scope="municipality", sort="next")


def _dates(today: date, period: str) -> tuple[date, date]:
    sunday = today + timedelta(days=6 - today.weekday())
    if period == "this_week":
        return today, sunday
    return sunday + timedelta(days=1), sunday + timedelta(days=7)


def _sessions(card: Card, moment: datetime, first: date, last: date) -> list[CardSession]:
    return [
        session
        for session in card.sessions
        if session.status != "cancelled" and session.end > moment and first <= session.start.date() <= last
    ]


def _spread(slots: list[tuple[CardSession, Card]]) -> list[tuple[CardSession, Card]]:
    """The first sessions of each day in turn, an activity once, so that one busy day does not fill the page."""
    by_day: dict[date, list[tuple[CardSession, Card]]] = {}
    seen: set[str] = set()
    for session, card in slots:
        if card.public_id not in seen:
            seen.add(card.public_id)
            by_day.setdefault(session.start.date(), []).append((session, card))
    days = sorted(by_day)[:DAYS_SHOWN]
    picked: list[tuple[CardSession, Card]] = []
    for turn in range(SHOWN):
        for day in days:
            if turn < len(by_day[day]) and len(picked) < SHOWN:
                picked.append(by_day[day][turn])
    return sorted(picked, key=lambda pair: (pair[0].start, pair[1].public_id))


def _days(slots: list[tuple[CardSession, Card]], today: date, showing: Showing) -> tuple[Day, ...]:
    language = showing.language
    by_day: dict[date, list[Slot]] = {}
    for session, card in slots:
        by_day.setdefault(session.start.date(), []).append(_slot(session, card, showing))
    days: list[Day] = []
    for day, found in by_day.items():
        near = relative_day(day, today, language)
        said = near or WEEKDAYS_LONG[language][day.weekday()]
        shown = day_short(day, language)
        date_text = f"{weekday_short(day, language)} {shown}" if near else shown
        days.append(Day(said[:1].upper() + said[1:], date_text, day == today, tuple(found)))
    return tuple(days)


def _slot(session: CardSession, card: Card, showing: Showing) -> Slot:
    view = card_view(card, showing)
    return Slot(
        hours=clock_range(session.start, session.end, showing.language),
        title=view.title,
        url=view.url,
        language_label=view.language_label,
        summary=view.summary,
        place=_line(view),
        badges=view.badges,
    )


def _line(view: CardView) -> str:
    """Where, then who meets you."""
    lines = [f"{fact.strong} {fact.text}".strip() for fact in reversed(view.facts)]
    return " · ".join(lines)


def _own_language(facets: Mapping[str, tuple[FacetCount, ...]], home: str, period: str, language: str) -> Link | None:
    count = next((c.count for c in facets.get("languages", ()) if c.code == language), 0)
    if not count or language == "fi":
        return None
    texts = {
        "sv": _("Only those held in Swedish (%(count)s)", count=count),
        "en": _("Only those held in English (%(count)s)", count=count),
    }
    address = url_for("public.search", place=home, scope="municipality", when=period, language=language, sort="next")
    return Link(address, texts[language])
