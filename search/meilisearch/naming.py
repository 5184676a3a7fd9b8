"""Names of our indexes on the server: prefix and form, so that no version ever asks an index of another form."""

import re

from search.index import FORM


def index_name(prefix: str) -> str:
    """The live index: ``activities_3``."""
    return f"{prefix}_{FORM}"


def building_name(live: str) -> str:
    """The index that is being built beside the live one."""
    return f"{live}__new"


def is_form_of(prefix: str, uid: str) -> bool:
    """Whether an index is ours, of whatever form; one that is being built is not."""
    return re.fullmatch(re.escape(prefix) + r"_\d+", uid) is not None


def pattern(prefix: str) -> str:
    """What keys are for: every form, and what is being built."""
    return f"{prefix}_*"
