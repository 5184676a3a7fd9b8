"""The reader's moment."""

from datetime import datetime

from directory.services.schedules.sessions import HELSINKI


def now() -> datetime:
    """This moment in Finland, aware: every page of a request counts its days from here."""
    return datetime.now(HELSINKI)
