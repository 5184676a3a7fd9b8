"""Phone numbers as people in Finland write them, and as a phone dials them."""

from functools import lru_cache

import phonenumbers


@lru_cache(maxsize=4096)
def phone_shown(number: str) -> str:
    """``+358 50 00 136`` → ``050 00 136``; a foreign number keeps its country code."""
    compact = " ".join(number.split())
    if compact.startswith("+358"):
        return "0" + compact.removeprefix("+358").strip()
    return compact


@lru_cache(maxsize=4096)
def phone_uri(number: str) -> str:
    """``tel:+3585000136`` (RFC 3966); the digits as they are where the number cannot be parsed."""
    try:
        parsed = phonenumbers.parse(number, "FI")
    except phonenumbers.NumberParseException:
        return "tel:" + "".join(c for c in number if c.isdigit() or c == "+")
    return "tel:" + phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
