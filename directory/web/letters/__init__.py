"""What the service writes to people by mail: plain text, in the reader's own language."""

from directory.web.letters.changes import (
    account_closed,
    email_changed,
    password_changed,
    second_factor_changed,
    second_factor_moved,
    second_factor_reset,
)
from directory.web.letters.joining import confirm_joining, invitation, known_already, use_provider
from directory.web.letters.links import email_confirmation, email_in_use, sign_in_link
from directory.web.letters.unused import warn_unused

__all__ = [
    "account_closed",
    "confirm_joining",
    "email_changed",
    "email_confirmation",
    "email_in_use",
    "invitation",
    "known_already",
    "password_changed",
    "second_factor_changed",
    "second_factor_moved",
    "second_factor_reset",
    "sign_in_link",
    "use_provider",
    "warn_unused",
]
