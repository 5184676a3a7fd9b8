"""One page for a volunteer with a phone: type the code, press what came of it. Coordinators see sums of their area."""

from datetime import date
from itertools import groupby
from typing import Final

from flask import Blueprint, current_app, render_template, request
from sqlalchemy.orm import Session

from directory.db import Database
from directory.errors import NotFound
from directory.services import outcomes
from directory.services.access import Actor
from directory.services.outcomes import TickedSlip, WrongCode
from directory.vocabulary import OutcomeKind, Role
from directory.web.auth.user import current_actor, sign_in_needed, signed_in_user
from directory.web.clock import now as moment
from directory.web.formatting import month_year
from directory.web.language import add_page, ui_language
from directory.web.outcomes.count_form import count_form, undo
from directory.web.outcomes.page import CountForm, OverviewPage, OwnLine, OwnMonth
from directory.web.outcomes.tables import told_tables
from directory.web.outcomes.tick_rows import text_of, tick_rows
from directory.web.outcomes.words import kind_name, reason_name
from directory.web.pages import Field, FieldError
from directory.web.security import limiter
from directory.web.translating import gettext as _
from search.privacy import cleaned

CODE_MAX: Final = 40
# Wrong codes an account may type: readable codes are short, and nobody may try them in bulk.
WRONG_CODES: Final = "20 per minute;100 per hour"


def account_key() -> str:
    """Whose tries are counted together: the account's, wherever it is signed in."""
    user = signed_in_user()
    return f"account:{user.account_id}" if user else request.remote_addr or ""


wrong_codes = limiter.shared_limit(
    WRONG_CODES,
    scope="outcome-code",
    key_func=account_key,
    deduct_when=lambda response: response.status_code == 404,
)


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "outcomes", wrong_codes(overview), endpoint="overview")


@sign_in_needed
def overview() -> tuple[str, int]:
    """The page, with the slip of a code that was typed."""
    typed = request.args.get("code", "")[:CODE_MAX].strip()
    return show(typed)


def show(typed: str = "", *, count: CountForm | None = None, errors: tuple[FieldError, ...] = ()) -> tuple[str, int]:
    """The page and its status: 404 for a code that opens nothing, 400 for another fault."""
    actor, language, today = current_actor(), ui_language(), moment().date()
    gives = actor.has(Role.EDITOR)
    coordinates = actor.has(Role.COORDINATOR) or actor.has(Role.ADMIN)
    if not (gives or coordinates):
        raise NotFound("outcomes")
    database: Database = current_app.extensions["database"]
    found, problem, status = None, "", 400 if errors else 200
    with database.read() as opened:
        if typed and gives:
            found, problem, status = _find(opened, actor, typed)
        own = _own_months(opened, actor, language, today) if gives else ()
        reasons = outcomes.reasons_given(opened, actor, today=today) if gives else []
        form = count or (count_form(opened, actor, {}, {}) if gives else None)
        area = told_tables(outcomes.for_area(opened, actor, today=today), language) if coordinates else None
    if problem:
        errors = (FieldError("code", problem),)
    page = OverviewPage(
        gives=gives,
        code=_code_field(typed if problem else "", problem, another=found is not None),
        errors=errors,
        errors_title=_("Nothing was marked") if problem else _("Not saved yet"),
        slip_code=found.code.upper() if found else "",
        rows=tick_rows(found, language) if found else (),
        undo=undo(),
        count=form,
        own=own,
        reasons=tuple((reason_name(reason, language), str(number)) for reason, number in reasons),
        area=area,
    )
    title = _("What came of it")
    kinds = tuple(kind_name(kind, language) for kind in OutcomeKind)
    return render_template("outcomes/overview.html", page=page, page_title=title, kinds=kinds), status


def _find(opened: Session, actor: Actor, typed: str) -> tuple[TickedSlip | None, str, int]:
    try:
        return outcomes.slip_of_code(opened, actor, typed, now=moment()), "", 200
    except WrongCode as error:
        return None, code_problem(error), 400 if error.reason == "unreadable" else 404


def code_problem(error: WrongCode) -> str:
    """What to tell whoever typed the code."""
    return {
        "unreadable": _("This is not a code of a list. It is a word and four digits, for example KUUSI-4827."),
        "unknown": _(
            "There is no list with this code. Check it on the paper. A list lasts 90 days; after that, give a number."
        ),
        "others": _("None of your organisation’s activities is on this list. Check the code on the paper."),
    }[error.reason]


def _code_field(typed: str, problem: str, *, another: bool) -> Field:
    return Field(
        "code",
        _("Code of another list") if another else _("Code of the list"),
        cleaned(typed).text.strip(),
        hint=_("It stands at the foot of the paper, for example KUUSI-4827."),
        error=problem,
        required=True,
        autocomplete="off",
        maxlength=CODE_MAX,
    )


def _own_months(opened: Session, actor: Actor, language: str, today: date) -> tuple[OwnMonth, ...]:
    by_month = groupby(outcomes.month_lines(opened, actor, today=today), key=lambda line: line.month)
    return tuple(
        OwnMonth(
            month_year(month, language),
            tuple(
                OwnLine(text_of(line.titles, language), (str(line.came), str(line.came_again), str(line.not_fit)))
                for line in lines
            ),
        )
        for month, lines in by_month
    )
