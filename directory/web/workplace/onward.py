"""Where a form of the shelf leads back to: the page it was sent from, at the listing it was about, ticks kept."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import request, url_for

from directory.web.addresses import page_name, safe_back
from directory.web.language import ui_language
from directory.web.referral.choice import choice_from

PAGES = ("search", "shelf", "activity")


def sent_from() -> str:
    """The page that the form names, when it is one of ours; the shelf otherwise."""
    return safe_back(request.values.get("back", ""), PAGES) or url_for("workplace.shelf")


def onward(public_id: str) -> str:
    """The page to go to after a form about a listing. What was ticked for the slip on that page stays ticked."""
    back = sent_from()
    parts = urlsplit(back)
    if page_name(parts.path) == "activity":
        return back
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name != "a"]
    ticked = choice_from(request.form, ui_language()).ids
    query = urlencode([*kept, *(("a", one) for one in ticked)])
    return f"{parts.path}{'?' if query else ''}{query}#a-{public_id}"
