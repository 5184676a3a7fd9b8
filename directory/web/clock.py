"""The reader's moment: now in Finland."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

HELSINKI: Final = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """Now, aware, local time of Europe/Helsinki."""
    return datetime.now(HELSINKI)
