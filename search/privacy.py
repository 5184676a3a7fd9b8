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
_EMAIL: Final = re.compile(r"[\w.+%-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
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


def is_identity_code(text: str) -> bool:
    """Whether this is a Finnish personal identity code with a true check character."""
    found = _IDENTITY_CODE.fullmatch(text.strip())
    if not found:
        return False
    day, month, year, _, number, check = found.groups()
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return False
    return CHECK_CHARACTERS[int(day + month + year + number) % 31] == check.upper()


def cleaned(text: str) -> Cleaned:
    """The text without identity codes (true or mistyped), e-mail addresses and phone numbers."""
    codes = 0
    others = 0

    def drop_code(found: re.Match[str]) -> str:
        nonlocal codes
        day, month = int(found[1]), int(found[2])
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return found[0]
        codes += 1
        return " "

    def drop_email(_found: re.Match[str]) -> str:
        nonlocal others
        others += 1
        return " "

    def drop_phone(found: re.Match[str]) -> str:
        nonlocal others
        if sum(char.isdigit() for char in found[0]) < LEAST_DIGITS:
            return found[0]
        others += 1
        return " "

    text = _IDENTITY_CODE.sub(drop_code, text)
    text = _EMAIL.sub(drop_email, text)
    text = _PHONE.sub(drop_phone, text)
    return Cleaned(text, codes + others, codes)
