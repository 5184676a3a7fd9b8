"""Alphabetical order of Finnish and Swedish: å, ä and ö after z, whatever the machine's locale."""

import unicodedata
from typing import Final

_AFTER_Z: Final = {"å": "{1", "ä": "{2", "æ": "{2", "ö": "{3", "ø": "{3", "ü": "y"}  # "{" comes after "z"


def collation_key(text: str, language: str) -> tuple[str, str]:
    """A sort key. In English å, ä and ö are sorted as a and o."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    if language == "en":
        primary = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    else:
        primary = "".join(_AFTER_Z.get(c) or _bare(c) for c in lowered)
        # ü is filed with y; š and ž with s and z; w has its own place in modern lists.
    return primary, lowered


def _bare(char: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
