"""Opening hours of the register as timetable rows, and hours without an end as a note."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from directory.exchange.ptv.neutral import RegisterChannel, RegisterHours
from directory.services.schedules.rhythm import WEEKDAYS

ALWAYS_OPEN: Final = {
    "fi": "Avoinna kaikkina päivinä ympäri vuorokauden.",
    "sv": "Öppet alla dagar dygnet runt.",
    "en": "Open every day around the clock.",
}


def rows(channels: Sequence[RegisterChannel], modified: str, languages: Mapping[str, object]) -> list[dict[str, Any]]:
    """Weekly rows. Hours without a first day begin on the day the source was last changed: it said so that day."""
    return [row for channel in channels for hours in channel.hours for row in _rows(hours, modified, languages)]


def note(channels: Sequence[RegisterChannel], languages: Mapping[str, object]) -> dict[str, str]:
    """A note where a channel never closes."""
    if not any(channel.always_open for channel in channels):
        return {}
    return {language: text for language, text in ALWAYS_OPEN.items() if language in languages}


def _rows(hours: RegisterHours, modified: str, languages: Mapping[str, object]) -> list[dict[str, Any]]:
    begins = date.fromisoformat(hours.valid_from or modified[:10] or "2020-01-01")
    said = {language: text[:1000] for language, text in hours.note.items() if language in languages}
    found = []
    for weekday, start, end in hours.days:
        first = begins + timedelta(days=(WEEKDAYS.index(weekday) - begins.weekday()) % 7)
        if hours.valid_to and str(first) > hours.valid_to:
            continue
        found.append(
            {
                "weekday": weekday,
                "start": start,
                "end": end,
                "every_weeks": 1,
                "from": str(first),
                "until": hours.valid_to or None,
                **({"ends_next_day": True} if end < start else {}),
                **({"note": said} if said else {}),
            }
        )
    return found
