"""When an activity is really held next: rhythm, public holidays, breaks and exceptions worked out.

Every list, page, slip, calendar and index takes its sessions from ``sessions_between`` or ``upcoming``.
"""

from directory.services.schedules.sessions import RealSession, sessions_between, upcoming

__all__ = ["RealSession", "sessions_between", "upcoming"]
