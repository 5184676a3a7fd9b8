"""The second factor: an authenticator app's code, or one of ten recovery codes; who needs one."""

from directory.services.second_factor.recovery import left, new_recovery_codes, use_recovery_code
from directory.services.second_factor.requirement import actor_in, lacking, lacks, required, satisfied
from directory.services.second_factor.totp import (
    SetUp,
    begin_set_up,
    code_matches,
    reopen_set_up,
    reseal,
    turn_off,
    turn_on,
)

__all__ = [
    "SetUp",
    "actor_in",
    "begin_set_up",
    "code_matches",
    "lacking",
    "lacks",
    "left",
    "new_recovery_codes",
    "reopen_set_up",
    "required",
    "reseal",
    "satisfied",
    "turn_off",
    "turn_on",
    "use_recovery_code",
]
