"""When an activity is held, in words and as calendar leaves."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from directory.models import Activity, Schedule
from directory.services.schedules import RealSession, sessions_between, upcoming
from directory.services.schedules.rhythm import WEEKDAYS
from directory.services.schedules.sessions import CANCELLED, EXTRA, MOVED
from directory.web.formatting import clock_range, day_heading, day_short, list_of, relative_day, weekday_dated
from directory.web.formatting.dates import WEEKDAYS_LONG
from directory.web.public.activity.page import Leaf, Reason, Times
from directory.web.translating import gettext as _
from directory.web.words import choose

HELD_SHOWN = 6
LEAVES_SHOWN = 9
OFF_IN_A_ROW = 3  # a long break is told by its dates, not week by week
BREAKS_WITHIN = timedelta(days=120)


def coming(activity: Activity, now: datetime) -> list[RealSession]:
    """The sessions the page shows: the next ones that are held, and between them those that are not.

    A list tells a day off only when it is near; who plans from this page wants to see the gap begin.
    """
    held = [session for session in upcoming(activity.schedules, now, limit=HELD_SHOWN) if session.is_held]
    if not held:
        return []
    first, last = now.date() - timedelta(days=1), held[-1]
    shown: list[RealSession] = []
    for session in sessions_between(activity.schedules, first, last.start.date()):
        rests = [s for s in shown[-OFF_IN_A_ROW:] if not s.is_held]
        if now < session.end and session.start <= last.start and (session.is_held or len(rests) < OFF_IN_A_ROW):
            shown.append(session)
    return shown[:LEAVES_SHOWN]


def times_of(activity: Activity, sessions: Sequence[RealSession], now: datetime, language: str, ics: str) -> Times:
    """Everything about when."""
    today = now.date()
    held = [session for session in sessions if session.is_held]
    later = [day_short(session.start.date(), language) for session in held[1:3]]
    return Times(
        rhythm=tuple(_rhythms(activity.schedules, today, language)),
        leaves=tuple(leaf(session, today, language) for session in sessions),
        reasons=tuple(_reasons(sessions, language)),
        note=choose(activity.schedule_note, language),
        by_agreement=not activity.schedules,
        calendar_url=ics if held else "",
        next_leaf=leaf(held[0], today, language) if held else None,
        then=_("then %(days)s", days=list_of(later, language)) if later else "",
    )


def leaf(session: RealSession, today: date, language: str) -> Leaf:
    """One session as a leaf; today and tomorrow are lit, a cancelled one is struck through."""
    day = session.start.date()
    near = relative_day(day, today, language)
    weekday = weekday_dated(day, today, language)
    off = session.status == CANCELLED
    notes = {MOVED: _("new time"), EXTRA: _("extra session")}
    return Leaf(
        at=session.start.strftime("%Y-%m-%dT%H:%M"),
        weekday=f"{near} {weekday}" if near else weekday,
        day=day_short(day, language),
        hours=_("not held") if off else clock_range(session.start, session.end, language),
        style="off" if off else "today" if near else "",
        note=notes.get(session.status, ""),
    )


def _reasons(sessions: Sequence[RealSession], language: str) -> Iterator[Reason]:
    """Days that differ, grouped by the reason given, in the order of the days."""
    grouped: dict[str, list[RealSession]] = {}
    for session in sessions:
        words = choose(session.note, language)
        if session.status in (CANCELLED, MOVED, EXTRA) and words:
            grouped.setdefault(words.text, []).append(session)
    for group in grouped.values():
        days = list_of([day_heading(session.start.date(), language) for session in group], language)
        yield Reason(days, choose(group[0].note, language))


def _rhythms(rows: Sequence[Schedule], today: date, language: str) -> Iterator[str]:
    for row in rows:
        if row.ends_on is not None and (row.ends_on < today or row.ends_on == row.starts_on):
            continue
        sentence = _rhythm(row, language)
        if row.starts_on > today:
            sentence += " " + _("Starts on %(day)s.", day=day_heading(row.starts_on, language))
        if row.ends_on is not None and row.ends_on < today + timedelta(days=300):
            sentence += " " + _("Until %(day)s.", day=day_heading(row.ends_on, language))
        yield sentence
    seen: set[tuple[date, date]] = set()
    for row in rows:
        for pause in row.breaks:
            span = (pause.starts_on, pause.ends_on)
            if span not in seen and today <= pause.ends_on and pause.starts_on < today + BREAKS_WITHIN:
                seen.add(span)
                yield _(
                    "Break %(first)s–%(last)s.",
                    first=day_short(pause.starts_on, language),
                    last="\u2060" + day_short(pause.ends_on, language),  # the range stays on one line
                )


def _rhythm(row: Schedule, language: str) -> str:
    weekday = WEEKDAYS_LONG[language][WEEKDAYS.index(row.weekday)]
    values = {"weekday": weekday, "hours": clock_range(row.start, row.end, language)}
    if row.nth is not None:
        return {
            1: lambda: _("The first %(weekday)s of the month, %(hours)s.", **values),
            2: lambda: _("The second %(weekday)s of the month, %(hours)s.", **values),
            3: lambda: _("The third %(weekday)s of the month, %(hours)s.", **values),
            4: lambda: _("The fourth %(weekday)s of the month, %(hours)s.", **values),
        }.get(row.nth, lambda: _("The last %(weekday)s of the month, %(hours)s.", **values))()
    if (row.every_weeks or 1) == 1:
        return _("Every %(weekday)s, %(hours)s.", **values)
    if row.every_weeks == 2:
        return _("Every other %(weekday)s, %(hours)s.", **values)
    return _("Every %(weeks)s weeks on %(weekday)s, %(hours)s.", weeks=row.every_weeks, **values)
