"""The trust label: confirmed when, by whom, how. Never confirmed is said as such."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from directory.web.formatting.dates import ago

AGEING_AFTER: Final = 183  # days; half a year, the design's "up to 6 months"
STALE_AFTER: Final = 365


@dataclass(frozen=True, slots=True)
class Trust:
    """``level``: fresh, ageing, stale or never; ``text`` says it; ``icon`` is the symbol beside it."""

    level: str
    text: str
    icon: str


_TEXT: Final = {
    "fi": {
        "group": "Ryhmä vahvisti {ago}",
        "other": "Vahvistettu {ago}",
        "ageing": "Vahvistettu {ago}, soita ensin",
        "stale": "Ei vahvistettu vuoteen, tiedot voivat olla vanhoja",
        "never": "Ei vielä vahvistettu",
    },
    "sv": {
        "group": "Gruppen bekräftade {ago}",
        "other": "Bekräftad {ago}",
        "ageing": "Bekräftad {ago}, ring först",
        "stale": "Inte bekräftad på ett år, uppgifterna kan vara gamla",
        "never": "Inte bekräftad ännu",
    },
    "en": {
        "group": "Confirmed by the group {ago}",
        "other": "Confirmed {ago}",
        "ageing": "Confirmed {ago}, phone first",
        "stale": "Not confirmed for a year, details may be out of date",
        "never": "Not yet confirmed",
    },
}
_ICON: Final = {"fresh": "check", "ageing": "clock", "stale": "alert", "never": "ask"}


def trust(verified_on: date | None, by_role: str, today: date, language: str) -> Trust:
    """The label for a listing last confirmed on ``verified_on`` by ``by_role``."""
    texts = _TEXT[language]
    if verified_on is None:
        return Trust("never", texts["never"], _ICON["never"])
    days = (today - verified_on).days
    if days > STALE_AFTER:
        return Trust("stale", texts["stale"], _ICON["stale"])
    level = "ageing" if days > AGEING_AFTER else "fresh"
    key = level if level == "ageing" else ("group" if by_role == "organisation" else "other")
    return Trust(level, texts[key].format(ago=ago(verified_on, today, language)), _ICON[level])
