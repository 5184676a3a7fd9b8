"""Secrets that are stored: sealed with a key that comes from the signing key, never in the clear.

Fernet (AES-128-CBC with HMAC-SHA256) of the cryptography library; the key comes by HKDF-SHA256 (RFC 5869) from
``SECRET_KEY``. Earlier keys (``SECRET_KEY_FALLBACKS``) still open what they sealed.
"""

import base64
from collections.abc import Sequence
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE: Final = b"directory: stored secrets"


def seal(secret_key: str, text: str) -> str:
    """The text, unreadable without the key."""
    return _fernet(secret_key).encrypt(text.encode()).decode()


def unseal(secret_keys: Sequence[str], sealed: str) -> str:
    """The text again. Raises ``ValueError`` when none of the keys sealed it."""
    try:
        return MultiFernet([_fernet(key) for key in secret_keys]).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ValueError("sealed with another key") from error


def _fernet(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
