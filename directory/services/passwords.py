"""Passwords: what is allowed, how they are kept.

Rules of NIST SP 800-63B-4 and OWASP ASVS 5.0.0 (6.2): at least 15 characters when the password is the only
factor and eight with a second one, any characters, no composition rules, no forced changes, and none of those that were
found most often in lists of stolen ones.
"""

import gzip
import unicodedata
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST: Final = 15
LEAST_WITH_SECOND_FACTOR: Final = 8
MOST: Final = 200  # long pass phrases are welcome; a megabyte of hashing is not
# The library's defaults: Argon2id, 3 passes, 64 MiB, 4 lanes (RFC 9106, low-memory choice).
_HASHER: Final = PasswordHasher()
# Verified when there is no such account, so that the answer takes as long.
_NOBODY: Final = _HASHER.hash("no such account")
# Passwords of stolen lists in lower case, one a line: the 20,000 most common, and 138,000 of 15 characters or more,
# of letters with a few digits after them or of digits alone. Sources: NOTICE.
COMMON: Final = Path(__file__).parent.parent / "reference" / "common_passwords.txt.gz"
EASY: Final = frozenset(
    [
        "salasana",
        "password",
        "lösenord",
        "qwerty",
        "asdfgh",
        "123456",
        "234567",
        "111111",
        "abcdef",
        "perkele",
        "saatana",
        "suomi",
        "finland",
        "toimintahaku",
        "verksamhetsguiden",
        "activityguide",
        "kissa",
        "koira",
        "rakkaus",
        "letmein",
        "welcome",
        "tervetuloa",
    ]
)


def normalised(password: str) -> str:
    """The password in one Unicode form, whichever keyboard typed it."""
    return unicodedata.normalize("NFC", password)


def fault(password: str, *known: str, least: int = LEAST) -> str:
    """What is wrong with a new password: ``short``, ``long``, ``easy``, or "" when it will do.

    ``known`` are words an attacker would try first: the person's name and address. ``least`` is the fewest characters,
    ``LEAST_WITH_SECOND_FACTOR`` when the password is not the only factor.
    """
    password = normalised(password)
    if len(password) < least:
        return "short"
    if len(password) > MOST:
        return "long"
    rest = password.casefold()
    easy = EASY | {word for text in known for word in _words(text)}
    for word in sorted(easy, key=len, reverse=True):
        rest = rest.replace(word, "")
    # What is left after the guessable words must still be some work to guess.
    return "easy" if len(set(rest)) < 6 or _is_common(password.casefold()) else ""


def _is_common(password: str) -> bool:
    """Whether it was found in stolen lists: as it is, with digits and signs around it, or one such word repeated."""
    # Read when somebody chooses a password, and not kept: that is seldom, and 2.5 MB in every process are not.
    known = gzip.decompress(COMMON.read_bytes())
    return any(f"\n{word}\n".encode() in known for word in _cores(password))


def _cores(password: str) -> set[str]:
    """The password, what it repeats, and both without what is often put around a word."""
    units = {password, password[: _period(password)]}
    return units | {core for unit in units if (core := unit.strip("".join(c for c in unit if not c.isalpha())))}


def _period(text: str) -> int:
    """How long the piece is that the text repeats, the last time perhaps cut short; its whole length when none is."""
    return next(n for n in range(1, len(text) + 1) if text.startswith(text[n:]))


def _words(text: str) -> list[str]:
    cleaned = "".join(c if c.isalnum() else " " for c in text.casefold())
    return [word for word in cleaned.split() if len(word) > 3]


def hashed(password: str) -> str:
    """The Argon2id hash to store."""
    return _HASHER.hash(normalised(password))


def matches(stored: str, password: str) -> bool:
    """Whether the password is right; takes as long for an account without one."""
    try:
        _HASHER.verify(stored or _NOBODY, normalised(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(stored)
