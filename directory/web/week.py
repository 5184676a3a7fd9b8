"""Days and what is held on each of them: the week as lists show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from directory.services.cards import Card, CardSession
from directory.services.schedules.sessions import CANCELLED
from directory.web.formatting import clock_range, day_short, relative_day
from directory.web.formatting.dates import WEEKDAYS_LONG
from directory.web.listing import Showing, card_view
from directory.web.pages import CardView

DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Slot:
    """One session in the list. ``off`` says that it is cancelled; the reason is in the activity's own page."""

    at: str
    hours: str
    card: CardView
    off: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One day: ``name`` is ``Tomorrow`` or the weekday, ``date`` the day itself."""

    name: str
    date: str
    slots: tuple[Slot, ...]


def days_of(
    cards: Iterable[Card], showing: Showing, *, first: date, days: int = DAYS, limit: int = 200, paper: bool = False
) -> tuple[Day, ...]:
    """Sessions of these cards on the days from ``first`` on, by day and hour; days without any are left out.

    A session that has already ended is not shown. At most ``limit`` sessions. On ``paper`` a day is never
    "tomorrow": it hangs on the wall longer than that.
    """
    last = first + timedelta(days=days - 1)
    found: list[tuple[CardSession, Card]] = [
        (session, card)
        for card in cards
        for session in card.sessions
        if session.end > showing.now and first <= session.start.date() <= last
    ]
    found.sort(key=lambda item: (item[0].start, item[0].end, item[1].public_id))
    views: dict[str, CardView] = {}
    by_day: dict[date, list[Slot]] = {}
    for session, card in found[:limit]:
        view = views.get(card.public_id) or views.setdefault(card.public_id, card_view(card, showing))
        slot = Slot(
            at=session.start.strftime("%Y-%m-%dT%H:%M"),
            hours=clock_range(session.start, session.end, showing.language),
            card=view,
            off=session.status == CANCELLED,
        )
        by_day.setdefault(session.start.date(), []).append(slot)
    return tuple(_day(day, slots, showing, paper=paper) for day, slots in by_day.items())


def _day(day: date, slots: list[Slot], showing: Showing, *, paper: bool) -> Day:
    language = showing.language
    near = "" if paper else relative_day(day, showing.now.date(), language)
    name = near or WEEKDAYS_LONG[language][day.weekday()]
    return Day(name[:1].upper() + name[1:], day_short(day, language), tuple(slots))
