"""Activities: made, changed and taken from draft to archive.

Every act checks the actor's permission and the version that was read, writes a revision, and notes what the search
engines must take in, all in the caller's transaction.
"""

from directory.services.activities.change import (
    ActivityChange,
    BreakChange,
    ContactChange,
    ExceptionChange,
    LocationChange,
    RowChange,
    TextChange,
)
from directory.services.activities.checking import faults_of
from directory.services.activities.current import change_of
from directory.services.activities.editing import create, update
from directory.services.activities.lifecycle import (
    archive,
    end,
    faults_of_public,
    pause,
    publish,
    reopen,
    resume,
    send_back,
    submit,
)
from directory.services.activities.subject import subject_of

__all__ = [
    "ActivityChange",
    "BreakChange",
    "ContactChange",
    "ExceptionChange",
    "LocationChange",
    "RowChange",
    "TextChange",
    "archive",
    "change_of",
    "create",
    "end",
    "faults_of",
    "faults_of_public",
    "pause",
    "publish",
    "reopen",
    "resume",
    "send_back",
    "subject_of",
    "submit",
    "update",
]
