"""Whether business ids, phone numbers, e-mail and web addresses hold."""

import re
from typing import Final
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

BUSINESS_ID: Final = re.compile(r"(\d{7})-(\d)")
# Weights of the check digit, from the guideline of the Finnish Patent and Registration Office and the Tax
# Administration on the business identity code.
BUSINESS_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2)


def is_business_id(value: object) -> bool:
    """Whether the value is a Y-tunnus whose check digit holds."""
    match = BUSINESS_ID.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return False
    remainder = sum(w * int(d) for w, d in zip(BUSINESS_ID_WEIGHTS, match[1], strict=True)) % 11
    return remainder != 1 and int(match[2]) == (0 if remainder == 0 else 11 - remainder)


def is_phone(value: object) -> bool:
    """Whether the value could be dialled from Finland: short service numbers and demo numbers count too."""
    if not isinstance(value, str):
        return False
    try:
        number = phonenumbers.parse(value, "FI")
    except phonenumbers.NumberParseException:
        return False
    return len(str(number.national_number)) >= 3


def is_email(value: object) -> bool:
    """Whether the value has the form of an e-mail address; no look-up is made."""
    if not isinstance(value, str):
        return False
    try:
        # The reserved .example names of demo data are allowed on purpose.
        validate_email(value, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        # email-validator refuses reserved names such as .example; their form is checked under another name.
        local, _, domain = value.rpartition("@")
        if not domain.endswith(".example"):
            return False
        try:
            validate_email(f"{local}@{domain.removesuffix('.example')}.fi", check_deliverability=False)
        except EmailNotValidError:
            return False
    return True


def is_web_address(value: object) -> bool:
    """Whether the value is an absolute http or https address with a host."""
    if not isinstance(value, str) or len(value) > 500 or any(c.isspace() for c in value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
