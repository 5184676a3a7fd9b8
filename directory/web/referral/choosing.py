"""Choosing what goes on the slip: a preview whose whole state is its address, and the making of the slip."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import InvalidChange
from directory.services import referrals, workplaces
from directory.services.referrals import ACTIVITIES_MAX, NewSlip
from directory.vocabulary import UI_LANGUAGES
from directory.web.addresses import page_name, safe_back
from directory.web.alternates import offer_addresses
from directory.web.auth.user import current_actor, signed_in_user
from directory.web.clock import now as moment
from directory.web.language import add_page, ui_language
from directory.web.pages import Link
from directory.web.public.home import home_municipality
from directory.web.referral.choice import Choice, choice_from
from directory.web.referral.instead import instead_of
from directory.web.referral.languages import client_languages
from directory.web.referral.making import sheet_markup, sheet_of
from directory.web.security import limiter
from directory.web.translating import gettext as _
from directory.web.words import Words

MADE_PER_ADDRESS = "60/minute"  # a whole centre may sit behind one address


@dataclass(frozen=True, slots=True)
class Chosen:
    """An activity in the list of what was chosen, with what the buttons beside it send."""

    id: str
    title: Words
    up: str
    down: str
    out: str


def register(blueprint: Blueprint) -> None:
    """Add the preview and the making."""
    add_page(blueprint, "slip", preview, endpoint="choose")
    add_page(blueprint, "slip", limiter.limit(MADE_PER_ADDRESS)(make), endpoint="make", methods=("POST",))


def preview() -> Response:
    """The paper as it would be, with the means to order it, choose its language and make it."""
    choice = choice_from(request.args, ui_language(), next(iter(_workplace_languages()), ""))
    if order := request.args.get("move", ""):
        # The address then says the new order, so that going back and reloading do not move anything again.
        return redirect(url_for("referral.choose", **choice.moved(order).arguments(), **_back_argument()))
    return _page(choice)


def make() -> Response:
    """Store the slip and open it, ready to print."""
    choice = choice_from(request.form, ui_language())
    database: Database = current_app.extensions["database"]
    new = NewSlip(choice.ids, choice.language, choice.text_size)
    try:
        with database.write_quietly() as session:
            slip = referrals.make(session, current_actor(), new, now=moment())
            code = slip.code
    except InvalidChange:
        return _page(choice, status=400)
    more: dict[str, Any] = {"interpreter": choice.interpreter} if choice.interpreter else {}
    return redirect(url_for("referral.slip", code=code, made="1", **more), 303)


def _page(choice: Choice, status: int = 200) -> Response:
    database: Database = current_app.extensions["database"]
    now = moment()
    with database.read() as session:
        activities = referrals.chosen_activities(session, choice.ids, now)
        workplace = workplaces.name_for(session, current_actor())
        sheet = sheet_of(
            activities,
            language=choice.language,
            now=now,
            text_size=choice.text_size,
            interpreter=choice.interpreter,
            workplace=workplace,
        )
        instead = instead_of(
            session, activities, now=now, language=ui_language(), home=home_municipality(), swap=_swap(choice)
        )
    chosen = [
        Chosen(item.public_id, item.title, f"{item.public_id}:up", f"{item.public_id}:down", f"{item.public_id}:out")
        for item in sheet.items
    ]
    back = safe_back(request.values.get("back", ""))
    offer_addresses({code: choice.arguments() | _back_argument() for code in UI_LANGUAGES})
    response = make_response(
        render_template(
            "referral/choose.html",
            page_title=_("Referral slip"),
            sheet=sheet_markup(sheet) if sheet.items else "",
            chosen=chosen,
            instead=instead,
            choice=choice,
            client=choice.interpreter or choice.language,
            clients=client_languages(ui_language(), _workplace_languages()),
            left_out=len(choice.ids) - len(activities),
            most=ACTIVITIES_MAX,
            back=_back_link(back),
            compare_url=url_for("referral.compare", a=[one.id for one in chosen], **_back_argument()),
            back_value=back,
        ),
        status,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _swap(choice: Choice) -> Callable[[str, str], str]:
    """Makes the address of the preview with one activity in the place of another."""

    def address(old: str, new: str) -> str:
        return url_for("referral.choose", **choice.swapped(old, new).arguments(), **_back_argument())

    return address


def _workplace_languages() -> tuple[str, ...]:
    """The languages that the professional's workplace gives its slips in; none for everybody else."""
    user = signed_in_user()
    return user.at.languages if user is not None and user.at is not None else ()


def _back_link(back: str) -> Link:
    if page_name(urlsplit(back).path) == "shelf":
        return Link(back, _("Back to the shelf"))
    return Link(back, _("Back to the results")) if back else Link(url_for("public.search"), _("Search all activities"))


def _back_argument() -> dict[str, Any]:
    back = safe_back(request.values.get("back", ""))
    return {"back": back} if back else {}
