"""Comparing what was ticked, two or three at a time. Like the choice, it is all in the address."""

from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, current_app, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.services import referrals
from directory.vocabulary import UI_LANGUAGES
from directory.web.addresses import safe_back
from directory.web.alternates import offer_addresses
from directory.web.clock import now as moment
from directory.web.language import add_page, ui_language
from directory.web.pages import Link
from directory.web.public.activity.making import texts_of
from directory.web.public.home import home_municipality
from directory.web.referral.choice import Choice, choice_from, ids_of
from directory.web.referral.comparison import columns_of, rows_of
from directory.web.translating import gettext as _
from directory.web.words import Words

AT_ONCE: Final = 3
LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that was ticked, and whether it is in the table."""

    id: str
    title: Words
    shown: bool


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "compare", compare)


def compare() -> Response:
    """The table; with fewer than two activities, how to choose some."""
    language, now, home = ui_language(), moment(), home_municipality()
    choice = choice_from(request.args, language)
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        activities = referrals.chosen_activities(session, choice.ids, now)
        shown = _shown([activity.public_id for activity in activities])
        compared = [activity for activity in activities if activity.public_id in shown]
        columns = columns_of(compared, language)
        rows = rows_of(compared, now=now, language=language, home=home) if len(compared) >= LEAST else ()
        candidates = [
            Candidate(activity.public_id, texts_of(activity, language).title, activity.public_id in shown)
            for activity in activities
        ]
    back = safe_back(request.args.get("back", ""))
    offer_addresses({code: _arguments(choice, shown, back) for code in UI_LANGUAGES})
    response = make_response(
        render_template(
            "referral/compare.html",
            page_title=_("Compare activities"),
            columns=columns,
            rows=rows,
            candidates=candidates,
            choose_some=len(candidates) > AT_ONCE,
            too_many=len(ids_of(request.args.getlist("only"))) > AT_ONCE,
            left_out=len(choice.ids) - len(activities),
            ids=choice.ids,
            back=Link(back, _("Back to the results"))
            if back
            else Link(url_for("public.search"), _("Search all activities")),
            back_value=back,
        )
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _shown(ids: list[str]) -> tuple[str, ...]:
    """Which of the ticked ones are in the table: those asked for, else the first ones."""
    asked = [public_id for public_id in ids_of(request.args.getlist("only")) if public_id in ids]
    return tuple((asked if len(asked) >= LEAST else ids)[:AT_ONCE])


def _arguments(choice: Choice, shown: tuple[str, ...], back: str) -> dict[str, Any]:
    values: dict[str, Any] = {"a": list(choice.ids)}
    if len(choice.ids) > AT_ONCE:
        values["only"] = list(shown)
    return values | ({"back": back} if back else {})
