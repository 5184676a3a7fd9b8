"""What makes it easy to come along, in the resident's words. Only what holds is listed."""

from flask_babel import lazy_gettext as _l

from directory.models import Activity
from directory.vocabulary import codes, label

# The code list speaks to staff of "the client"; the page speaks to you.
OUTREACH = {
    "fetched_from_home": _l("You are fetched from home"),
    "first_call": _l("The group phones you first"),
    "accompanied": _l("Somebody comes with you the first time"),
    "transport": _l("Help with getting there"),
    "drop_in": _l("Come without signing up"),
    "anonymous": _l("No need to say who you are"),
}
SAME = {"no_signup": "drop_in", "no_id": "anonymous"}  # threshold -> outreach help that says the same


def easy_lines(activity: Activity, language: str) -> tuple[str, ...]:
    """Outreach help first, then the threshold, nothing twice."""
    help_ = [code for code in activity.outreach_help if code in OUTREACH]
    lines = [str(OUTREACH[code]) for code in help_]
    threshold = [code for code in activity.threshold if code in codes("threshold") and SAME.get(code) not in help_]
    if activity.substance_free and "sober" not in threshold:
        threshold.append("sober")
    lines += [label("threshold", code, language) for code in threshold]
    return tuple(dict.fromkeys(lines))
