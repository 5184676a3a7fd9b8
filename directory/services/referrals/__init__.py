"""Referral slips: which activities a person was given on paper. Nothing about the person is taken, stored or logged."""

from directory.services.referrals.calling import Calling, calling
from directory.services.referrals.codes import new_code, new_short_code, plain_code
from directory.services.referrals.making import ACTIVITIES_MAX, DAYS_KEPT, TEXT_SIZES, NewSlip, chosen_activities, make
from directory.services.referrals.reading import delete_expired, find
from directory.services.referrals.snapshot import (
    Change,
    Hours,
    Present,
    changes_between,
    changes_since,
    lost_sessions,
    present,
    snapshot,
)

__all__ = [
    "ACTIVITIES_MAX",
    "DAYS_KEPT",
    "TEXT_SIZES",
    "Calling",
    "Change",
    "Hours",
    "NewSlip",
    "Present",
    "calling",
    "changes_between",
    "changes_since",
    "chosen_activities",
    "delete_expired",
    "find",
    "lost_sessions",
    "make",
    "new_code",
    "new_short_code",
    "plain_code",
    "present",
    "snapshot",
]
