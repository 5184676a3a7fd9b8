"""The calendar leaf: weekday, day and hours of the next real session, then the two after it. Never "Tuesdays"."""

from datetime import date, datetime, time, timedelta
from typing import Final

from directory.services.cards import Card, CardSession
from directory.web.formatting import clock_range, day_heading, day_short, list_of, relative_day, weekday_dated
from directory.web.listing.languages import pick_text
from directory.web.pages import Leaf, Text

AGREED: Final = frozenset({"support_person", "outreach", "respite_care"})  # kinds whose times are made up together
SOON: Final = timedelta(days=15)  # a cancelled session within this is told beside the next one that is held

_WORDS: Final = {
    "fi": {
        "next": "Seuraavaksi:",
        "then": "sitten {days}",
        "off": "{day} peruttu",
        "times": "ajat",
        "agree": ("aika", "Sovitaan", "puhelimessa"),
        "agree_other": ("aika", "Sovitaan", "yhdessä"),
        "ask": ("aika", "Kysy", "puhelimessa"),
        "unknown": ("aika", "Ei tiedossa", ""),
    },
    "sv": {
        "next": "Nästa gång:",
        "then": "sedan {days}",
        "off": "{day} inställt",
        "times": "tider",
        "agree": ("tid", "Avtalas", "per telefon"),
        "agree_other": ("tid", "Avtalas", "tillsammans"),
        "ask": ("tid", "Fråga", "per telefon"),
        "unknown": ("tid", "Uppgift saknas", ""),
    },
    "en": {
        "next": "Next:",
        "then": "then {days}",
        "off": "{day} cancelled",
        "times": "times",
        "agree": ("time", "Agreed", "by phone"),
        "agree_other": ("time", "Agreed", "together"),
        "ask": ("time", "Ask", "by phone"),
        "unknown": ("time", "Not known", ""),
    },
}


def coming(card: Card, now: datetime) -> list[CardSession]:
    """Sessions that have not ended; the cancelled ones too."""
    return [session for session in card.sessions if session.end > now]


def leaf_of(card: Card, now: datetime, language: str) -> Leaf:
    """The leaf of a card. Without dates it says how a time is found, in the activity's own words when there are any."""
    words = _WORDS[language]
    sessions = coming(card, now)
    held = [session for session in sessions if session.status != "cancelled"]
    if not held:
        return _without_dates(card, language)
    first = held[0]
    day = first.start.date()
    today = relative_day(day, now.date(), language) if day <= now.date() else ""
    weekday = weekday_dated(day, now.date(), language)
    return Leaf(
        kind="today" if today else "",
        weekday=f"{today} {weekday}" if today else weekday,
        day=day_short(day, language),
        hours=clock_range(first.start, first.end, language),
        then=_then(held[1:3], day, language),
        reason=_cancelled(sessions, first, now, language),
        said=str(words["next"]),
    )


def holds_until(card: Card, now: datetime) -> datetime:
    """When the leaf may say something else: at midnight, when a session ends or when a cancelled one comes near."""
    moments = [datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)]
    for session in coming(card, now):
        moments.append(session.end)
        if session.status == "cancelled" and session.start - SOON > now:
            moments.append(session.start - SOON)
    return min(moments)


def _then(later: list[CardSession], first: date, language: str) -> str:
    if not later:
        return ""
    same = all(session.start.weekday() == first.weekday() for session in later)
    shown = day_short if same else day_heading
    days = list_of([shown(session.start.date(), language) for session in later], language)
    return str(_WORDS[language]["then"]).format(days=days)


def _cancelled(sessions: list[CardSession], first: CardSession, now: datetime, language: str) -> Text:
    for session in sessions:
        if session.start >= first.start or session.start > now + SOON:
            break
        if session.status == "cancelled":
            return Text(str(_WORDS[language]["off"]).format(day=day_heading(session.start.date(), language)))
    return Text("")


def _without_dates(card: Card, language: str) -> Leaf:
    words = _WORDS[language]
    lang, note = pick_text(card.schedule_note, language)
    if note:
        return Leaf("note", str(words["times"]), "", "", note=Text(note, lang), said="")
    agreed = not AGREED.isdisjoint(card.kinds) or card.modes == ("home_visit",)
    key = ("agree" if card.phone else "agree_other") if agreed else ("ask" if card.phone else "unknown")
    weekday, day, hours = words[key]
    return Leaf("agree", weekday, day, hours)
