"""The reader's moment: now in Finland."""

from datetime import datetime

from directory.services.schedules import HELSINKI


def now() -> datetime:
    """Now, aware, local time of Europe/Helsinki."""
    return datetime.now(HELSINKI)
