"""Taking out what tells who somebody is, before a text is read, kept or shown any further.

Personal identity codes as in the Finnish Government Decree on the population information system (128/2010 as
amended by 690/2022: nine new intermediate characters from 2023), also mistyped ones; phone numbers; e-mail addresses.
"""

import re
from dataclasses import dataclass
from typing import Final

CHECK_CHARACTERS: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"
SIGNS: Final = "-+ABCDEFUVWXYabcdefuvwxy–−"

_IDENTITY_CODE: Final = re.compile(
    rf"(?<!\d)(\d{{2}})(\d{{2}})(\d{{2}})\s?([{SIGNS}])\s?(\d{{3}})\s?([0-9A-Za-z])(?![0-9A-Za-z])"
)
# Every word is read once and to its end, an address or not: looking anew from each of its letters would take seconds
# for a word of ten thousand. The group is there when it is an address.
_EMAIL: Final = re.compile(r"[\w.+%-]+(\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+)?", re.IGNORECASE)
_PHONE: Final = re.compile(
    r"(?<![\w])(?:(?:\+|00)\s?\d{1,3}[\s-]?(?:\(0\)\s?)?|\(?0)\d{1,3}\)?(?:[\s-]?\d{2,5}){1,4}(?![\w-])"
)
LEAST_DIGITS: Final = 7  # a street number and a postal code are not a phone number
POSTAL_CODE_DIGITS: Final = 5


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without identifiers. ``left_out`` counts what was removed, of which ``identity_codes`` so many."""

    text: str
    left_out: int
    identity_codes: int = 0


def holds_identity_code(text: str) -> bool:
    """Whether the text holds a Finnish personal identity code whose check character is right.

    The date is not looked at: a code with a day that does not exist still points at somebody.
    """
    return any(_checks(found) for found in _IDENTITY_CODE.finditer(text))


def identifier_in(text: str) -> str:
    """Why a text that would be stored is refused: ``identity_code``, ``email`` or ``phone``; "" when it is not.

    A mistyped identity code is not refused (a report number may look like one); ``cleaned`` takes it out all the same.
    """
    if holds_identity_code(text):
        return "identity_code"
    if any(found[1] for found in _EMAIL.finditer(text)):
        return "email"
    return "phone" if any(_is_phone(found) for found in _PHONE.finditer(text)) else ""


def _checks(found: re.Match[str]) -> bool:
    day, month, year, _, number, check = found.groups()
    return CHECK_CHARACTERS[int(day + month + year + number) % 31] == check.upper()


def _may_be_identity_code(found: re.Match[str]) -> bool:
    """A real day, or a check character that holds: either is enough for leaving it out."""
    return (1 <= int(found[1]) <= 31 and 1 <= int(found[2]) <= 12) or _checks(found)


def _is_phone(found: re.Match[str]) -> bool:
    return sum(char.isdigit() for char in found[0]) >= LEAST_DIGITS


def cleaned(text: str) -> Cleaned:
    """The text without identity codes (true or mistyped), e-mail addresses and phone numbers."""
    codes = 0
    others = 0

    def drop_code(found: re.Match[str]) -> str:
        nonlocal codes
        if not _may_be_identity_code(found):
            return found[0]
        codes += 1
        return " "

    def drop_email(found: re.Match[str]) -> str:
        nonlocal others
        if not found[1]:
            return found[0]
        others += 1
        return " "

    def drop_phone(found: re.Match[str]) -> str:
        nonlocal others
        if not _is_phone(found):
            return found[0]
        others += 1
        return " "

    text = _IDENTITY_CODE.sub(drop_code, text)
    text = _EMAIL.sub(drop_email, text)
    text = _PHONE.sub(drop_phone, text)
    return Cleaned(text, codes + others, codes)
