"""Phone numbers as people in Finland write them, and as a phone dials them."""

import re
from functools import lru_cache
from typing import Final

import phonenumbers

GROUPED: Final = re.compile(r"(?:\+358 ?|\+(?!358))?\d+(?: \d+)+")  # groups of digits as a person would write them
SHORT_MAX: Final = 6  # digits; longer numbers are never short codes such as 112 or 116 117


@lru_cache(maxsize=4096)
def phone_shown(number: str) -> str:
    """``+358 50 00 136`` → ``050 00 136``; a foreign number keeps its country code.

    Groups of digits stay as they were given; a number without groups gets those of its kind.
    """
    compact = " ".join(number.split())
    parsed = _parsed(compact)
    if parsed is None or GROUPED.fullmatch(compact) or not phonenumbers.is_valid_number(parsed):
        return "0" + compact.removeprefix("+358").strip() if compact.startswith("+358") else compact
    at_home = parsed.country_code == phonenumbers.country_code_for_region("FI")
    form = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)


@lru_cache(maxsize=4096)
def phone_uri(number: str) -> str:
    """``tel:+3585000136`` (RFC 3966). Short codes, and what cannot be parsed, keep their digits: ``tel:116117``."""
    digits = "".join(c for c in number if c.isdigit() or c == "+")
    parsed = _parsed(number)
    if parsed is None or (len(digits) <= SHORT_MAX and not digits.startswith(("0", "+"))):
        return "tel:" + digits
    return "tel:" + phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, "FI")
    except phonenumbers.NumberParseException:
        return None
