"""When an activity is really held next: rhythm, public holidays, breaks and exceptions worked out.

Every list, page, slip, calendar and index takes its sessions from ``sessions_between`` or ``upcoming``.
"""

from directory.services.schedules.coming import upcoming
from directory.services.schedules.public_holidays import holiday_name, is_public_holiday
from directory.services.schedules.sessions import (
    CANCELLED,
    EXTRA,
    HELD,
    HELSINKI,
    MOVED,
    RealSession,
    last_day,
    sessions_between,
)

__all__ = [
    "CANCELLED",
    "EXTRA",
    "HELD",
    "HELSINKI",
    "MOVED",
    "RealSession",
    "holiday_name",
    "is_public_holiday",
    "last_day",
    "sessions_between",
    "upcoming",
]
