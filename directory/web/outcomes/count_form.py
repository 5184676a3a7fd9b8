"""The form for a month's numbers, and taking back what was just set."""

from collections.abc import Mapping
from typing import Final

from flask import session
from sqlalchemy.orm import Session

from directory.services import outcomes
from directory.services.access import Actor
from directory.vocabulary import OutcomeKind
from directory.web.clock import now as moment
from directory.web.formatting import collation_key, month_year
from directory.web.language import ui_language
from directory.web.listing.languages import pick_text
from directory.web.outcomes.page import CountForm, Undo
from directory.web.outcomes.words import kind_name
from directory.web.pages import Field
from directory.web.translating import gettext as _

UNDO: Final = "outcome_undo"  # the session's name for what a set number was before


def count_form(opened: Session, actor: Actor, typed: Mapping[str, str], faults: Mapping[str, str]) -> CountForm | None:
    """The form for a month's numbers with what was typed; None when there is no activity to count for."""
    language, today = ui_language(), moment().date()
    own = outcomes.own_activities(opened, actor)
    if not own:
        return None
    titles = {one.public_id: pick_text(one.titles, language)[1] for one in own}
    by_title = dict(sorted(titles.items(), key=lambda item: collation_key(item[1], language)))
    months = {f"{month:%Y-%m}": month_year(month, language) for month in outcomes.open_months(today)}
    choices = (
        Field("activity", _("Activity"), typed.get("activity", ""), kind="select", options=by_title),
        Field(
            "month",
            _("Month"),
            typed.get("month", ""),
            kind="select",
            options=months,
            error=faults.get("month", ""),
            hint=_("Numbers of a month can be given until the end of the next month."),
        ),
    )
    numbers = tuple(
        Field(kind.value, kind_name(kind, language), typed.get(kind, ""), error=faults.get(kind, ""), maxlength=3)
        for kind in OutcomeKind
    )
    return CountForm(choices, numbers, open=bool(typed))


def undo() -> Undo | None:
    """What was just set, once: how it was before."""
    kept = session.pop(UNDO, None) if UNDO in session else None
    if not isinstance(kept, dict):
        return None
    return Undo(str(kept.get("said", "")), tuple((n, str(v)) for n, v in kept.get("fields", {}).items()))
