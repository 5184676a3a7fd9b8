"""From what the reader chose outright to conditions, one per group, so that a group can be left out of its counts."""

from datetime import date, datetime, timedelta
from typing import Final

from search.conditions import All, AnyOf, Between, Condition, Not
from search.index import DAYS, NOT_OPEN, day_token, facet_token
from search.scoping import radius_cells
from search.types import Filters

RADII_KM: Final = (5, 10, 20, 50, 100)
PERIODS: Final = ("today", "tomorrow", "this_week", "next_week")


def conditions_of(filters: Filters, now: datetime) -> dict[str, Condition]:
    """Conditions by group name: facets' names, ``age``, ``ages``, ``gender``, ``sessions``, ``open_places``, ``near``.

    A place is not here: how hard it binds depends on the scope (search.scoping).
    """
    groups: dict[str, Condition] = {
        facet: AnyOf("facets", tuple(facet_token(facet, code) for code in codes))
        for facet, codes in filters.codes.items()
        if codes
    }
    if filters.age is not None:
        groups["age"] = age_condition(filters.age)
    if filters.ages:
        groups["ages"] = AnyOf("facets", tuple(facet_token("ages", code) for code in filters.ages))
    if filters.gender and filters.gender != "all":
        groups["gender"] = AnyOf("gender", ("all", filters.gender))
    sessions = session_tokens(filters.days, filters.times, filters.period, now)
    if sessions is not None:
        groups["sessions"] = AnyOf("dates", sessions)
    if filters.open_places:
        groups["open_places"] = Not(AnyOf("facets", tuple(facet_token("capacity", code) for code in NOT_OPEN)))
    near = radius_cells(filters)
    if near is not None:
        groups["near"] = near
    return groups


def age_condition(age: float) -> Condition:
    """Suits somebody of this age, in years."""
    tenths = round(age * 10)
    return All((Between("age_min", None, tenths), Between("age_max", tenths, None)))


def dates_of(period: str, today: date) -> tuple[date, ...]:
    """The calendar days of a period; weeks begin on Monday and past days of this week are left out."""
    monday = today - timedelta(days=today.weekday())
    first, days = {
        "today": (today, 1),
        "tomorrow": (today + timedelta(days=1), 1),
        "this_week": (today, 7 - today.weekday()),
        "next_week": (monday + timedelta(days=7), 7),
    }.get(period, (today, 0))
    return tuple(first + timedelta(days=offset) for offset in range(days))


def session_tokens(
    days: tuple[str, ...], times: tuple[str, ...], period: str | None, now: datetime
) -> tuple[str, ...] | None:
    """Tokens of sessions on these weekdays, at these times of day, in this period: all said of one session.

    None when nothing was said; an empty tuple when no day of the period is one of the weekdays.
    """
    if not (days or times or period):
        return None
    if period:
        dates = [day for day in dates_of(period, now.date()) if not days or DAYS[day.weekday()] in days]
        return tuple(day_token(day, time) for day in dates for time in (times or ("",)))
    if days:
        return tuple(f"{day}/{time}" if time else day for day in days for time in (times or ("",)))
    return times
