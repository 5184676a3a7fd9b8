"""Local time: everything in the directory happens in Europe/Helsinki."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

HELSINKI: Final = ZoneInfo("Europe/Helsinki")


def local(epoch: int) -> datetime:
    """An aware local moment from epoch seconds."""
    return datetime.fromtimestamp(epoch, HELSINKI)
