"""Codes of slips: a long one that cannot be guessed, for the QR code, and one that can be read aloud.

The long code has 132 bits (OWASP ASVS 5.0.0, 6.5.3 asks for 128). The readable one, ``KUUSI-4827``, is for typing from
paper; it opens the same page, which holds nothing but public listings, and tries at it are slowed down.
"""

import secrets
from typing import Final

from directory.models.base import PUBLIC_ID_ALPHABET

CODE_LENGTH: Final = 27  # log2(30) × 27 ≈ 132 bits

# Short Finnish words of nature without å, ä and ö: easy to type on any keyboard, and none that could hurt.
WORDS: Final = tuple(
    """
    aalto aho aura haapa halla hanhi harju havu hehku honka huurre ilta jokisuu joutsen kaisla kaste katiska
    kallio kanto kanerva kataja kelo kielo kiuru koivu koski kuikka kuisma kumpu kurki kuura kuusi laakso lahti
    laine lampi latva lehmus lehti lehto leivo lumi luoto marja meri metso muikku niemi niitty norppa oksa orvokki
    otava paju pihka pihlaja poro puro ranta rinne ruoho ruska salo sammal satakieli silmu sini suvi talvi taimi
    tammi tikka tuomi tuuli tyrsky ulappa unikko usva utu vaara vaahtera valo varpu vesi viima virta vuono
    """.split()  # noqa: SIM905 - reads better than ninety quoted words
)


def new_code() -> str:
    """A random long code."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(CODE_LENGTH))


def new_short_code() -> str:
    """A random readable code in its stored form: ``kuusi-4827``."""
    return f"{secrets.choice(WORDS)}-{1000 + secrets.randbelow(9000)}"


def plain_code(typed: str) -> str:
    """A code as stored from what somebody typed: case, spaces and dashes do not matter. Empty when it cannot be one."""
    letters = "".join(c for c in typed.casefold() if c.isascii() and c.isalnum())
    if len(letters) == CODE_LENGTH:
        return letters
    word, digits = letters.rstrip("0123456789"), letters.lstrip("abcdefghijklmnopqrstuvwxyz")
    return f"{word}-{digits}" if word in WORDS and len(digits) == 4 and word + digits == letters else ""
