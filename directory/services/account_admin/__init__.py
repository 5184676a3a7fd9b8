"""Accounts as administrators see and change them; coordinators see those of their own area."""

from directory.services.account_admin.changing import (
    add_role,
    disable,
    enable,
    end_sessions,
    remove_role,
    reset_second_factor,
)
from directory.services.account_admin.finding import Found, Query, find, seen_roles, the_account

__all__ = [
    "Found",
    "Query",
    "add_role",
    "disable",
    "enable",
    "end_sessions",
    "find",
    "remove_role",
    "reset_second_factor",
    "seen_roles",
    "the_account",
]
