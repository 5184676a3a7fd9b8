"""Labels where room is short and the reader is a resident, not only a professional; else those of the code lists."""

from collections.abc import Mapping
from typing import Final

from directory.vocabulary import label

_SHORT: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("outreach_help", "first_call"): {
        "fi": "Ryhmästä soitetaan ensin",
        "sv": "Gruppen ringer först",
        "en": "The group calls first",
    },
    ("outreach_help", "accompanied"): {
        "fi": "Saattaja ensimmäiselle kerralle",
        "sv": "Någon följer med första gången",
        "en": "Someone comes along the first time",
    },
    ("meets_at", "door"): {"fi": "Joku ovella", "sv": "Någon vid dörren", "en": "Someone at the door"},
    ("meets_at", "stop"): {"fi": "Joku pysäkillä", "sv": "Någon vid hållplatsen", "en": "Someone at the bus stop"},
    ("meets_at", "home"): {"fi": "Tullaan kotiin", "sv": "Någon kommer hem", "en": "Someone comes to your home"},
    ("meets_at", "phone"): {"fi": "Soitetaan ensin", "sv": "Man ringer först", "en": "A phone call first"},
    ("tiers", "professional"): {
        "fi": "Ammatillisesti ohjattu",
        "sv": "Professionellt ledd",
        "en": "Professionally guided",
    },
    ("tiers", "market"): {"fi": "Ostopalvelu", "sv": "Köptjänst", "en": "Purchased service"},
}


def short_label(code_list: str, code: str, language: str) -> str:
    """The short label of a code. Raises ``KeyError`` for an unknown list, code or language."""
    short = _SHORT.get((code_list, code))
    return short[language] if short else label(code_list, code, language)


_NAMES: Final = "Parkinsonin Parkinsons Parkinson’s Christmas Ukrainians Roma Sámi Finnish Swedish English"
NAMES: Final = frozenset(_NAMES.split())


def small(text: str) -> str:
    """A label in the middle of a sentence: its first letter in lower case, unless it is a name or an abbreviation."""
    first = text.split(" ", 1)[0].split("-", 1)[0]
    if first[1:] != first[1:].lower() or first in NAMES:
        return text
    return text[:1].lower() + text[1:]
