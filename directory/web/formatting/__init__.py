"""Dates, times, distances, money, phone numbers and lists in the form of each language.

Pure functions that take the language explicitly: pages are worked out before a template places them, and letters,
slips and calendars are written outside any page.
"""

from directory.web.formatting.collation import collation_key
from directory.web.formatting.dates import (
    clock_range,
    day_heading,
    day_long,
    day_range,
    day_short,
    month_range,
    month_year,
    relative_day,
    session_line,
    weekday_dated,
    weekday_short,
)
from directory.web.formatting.numbers import age_range, age_range_in_brief, distance, euros, list_of
from directory.web.formatting.phones import phone_shown, phone_uri
from directory.web.formatting.trust import Trust, trust

__all__ = [
    "Trust",
    "age_range",
    "age_range_in_brief",
    "clock_range",
    "collation_key",
    "day_heading",
    "day_long",
    "day_range",
    "day_short",
    "distance",
    "euros",
    "list_of",
    "month_range",
    "month_year",
    "phone_shown",
    "phone_uri",
    "relative_day",
    "session_line",
    "trust",
    "weekday_dated",
    "weekday_short",
]
