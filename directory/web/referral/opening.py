"""A slip by its code: the activities as they are now, what changed since, and the ways to hand it over."""

from typing import Any

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import NotFound
from directory.models import ReferralSlip
from directory.services import referrals, workplaces
from directory.services.referrals import TEXT_SIZES
from directory.vocabulary import UI_LANGUAGES, codes
from directory.web.alternates import offer_addresses
from directory.web.base import base_url
from directory.web.clock import now as moment
from directory.web.language import LANGUAGE_NAMES, add_page, ui_language
from directory.web.pages import Field
from directory.web.public.home import home_municipality
from directory.web.referral.choice import INTERPRETED
from directory.web.referral.instead import Instead, instead_of
from directory.web.referral.making import sheet_markup, sheet_of
from directory.web.referral.sheet import Sheet
from directory.web.referral.texts import mail_link, message_text, record_text, sms_link
from directory.web.security import limiter
from directory.web.translating import gettext as _
from search.privacy import cleaned

TRIES_PER_ADDRESS = "60/minute"  # readable codes are short: nobody may try them in bulk
CODE_TYPED_MAX = 40


def register(blueprint: Blueprint) -> None:
    """Add the slip's page, its short address and the form for a typed code."""
    add_page(blueprint, "slip", limiter.limit(TRIES_PER_ADDRESS)(slip), under="/<code>", endpoint="slip")
    blueprint.add_url_rule("/l/<code>", endpoint="short", view_func=limiter.limit(TRIES_PER_ADDRESS)(short))
    blueprint.add_url_rule("/l", endpoint="typed", view_func=limiter.limit(TRIES_PER_ADDRESS)(typed))


def short(code: str) -> Response:
    """From the address on the paper to the page, in the language of the paper."""
    database: Database = current_app.extensions["database"]
    try:
        with database.read() as session:
            found = referrals.find(session, code, today=moment().date())
            target = url_for("referral.slip", code=found.code, ui_language=found.language)
    except NotFound:
        return code_form(code, status=404)
    return redirect(target, 302)


def typed() -> Response:
    """The form for a code, and on from it."""
    written = request.args.get("code", "")[:CODE_TYPED_MAX].strip()
    if code := referrals.plain_code(written):
        return redirect(url_for("referral.short", code=code))
    # What cannot be a code goes into no address.
    return code_form(written, status=404 if written else 200)


def code_form(code: str, status: int = 200) -> Response:
    """Where to type a code; says so when there is no such slip any more."""
    problem = _("There is no list with this code. A list can be opened for 90 days.") if status == 404 else ""
    shown = cleaned(code[:CODE_TYPED_MAX]).text
    field = Field("code", _("Code of the list"), shown, hint=_("For example KUUSI-4827"), error=problem, required=True)
    page = render_template("referral/code.html", page_title=_("Open a list by its code"), field=field, problem=problem)
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def slip(code: str) -> Response:
    """The slip's page."""
    database: Database = current_app.extensions["database"]
    try:
        with database.read() as session:
            found = referrals.find(session, code, today=moment().date())
            sheet = sheet_of_slip(session, found)
            activities = [item.activity for item in found.items]
            home = home_municipality()
            instead = instead_of(session, activities, now=moment(), language=ui_language(), home=home)
            page = _page(found, sheet, instead)
    except NotFound:
        return code_form(code, status=404)
    response = make_response(page)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def sheet_of_slip(session: Session, found: ReferralSlip) -> Sheet:
    """The paper of a stored slip, with the language, size and interpreter the address asks for."""
    asked = _asked()
    base = base_url()
    return sheet_of(
        [item.activity for item in found.items],
        language=asked.get("client", found.language),
        now=moment(),
        text_size=asked.get("size", found.text_size),
        interpreter=asked.get("interpreter", ""),
        workplace=workplaces.name_of(session, found.workplace_id),
        printed=[item.printed for item in found.items],
        made_on=found.made_on,
        code=found.short_code,
        address=f"{base.partition('://')[2]}/l/{found.short_code}",
        qr_address=f"{base}/l/{found.code}",
        kept_until=found.expires_on,
    )


def _asked() -> dict[str, str]:
    """How the address wants the paper: ``client``, ``size``, ``interpreter``. Only what is known is taken."""
    known = {
        "client": UI_LANGUAGES,
        "size": TEXT_SIZES,
        "interpreter": tuple(code for code in codes("languages") if code not in INTERPRETED),
    }
    return {name: request.args[name] for name, values in known.items() if request.args.get(name) in values}


def _page(found: ReferralSlip, sheet: Sheet, instead: tuple[Instead, ...]) -> str:
    kept: dict[str, Any] = dict(_asked())
    made = request.args.get("made") == "1"
    stay: dict[str, Any] = kept | ({"made": "1"} if made else {})
    offer_addresses(dict.fromkeys(UI_LANGUAGES, stay))
    short_address = f"{base_url()}/l/{found.short_code}"
    message = message_text(sheet, short_address)
    resized: dict[str, Any] = stay | {"size": "large" if sheet.text_size == "normal" else "normal"}
    return render_template(
        "referral/slip.html",
        page_title=_("Referral slip %(code)s", code=sheet.code),
        code=found.code,
        sheet=sheet_markup(sheet),
        made=made,
        items=[item for item in sheet.items if item.phone],
        instead=instead,
        language=sheet.language,
        languages={code: LANGUAGE_NAMES[code] for code in sorted(UI_LANGUAGES, key=lambda c: c != ui_language())},
        kept=kept,
        size=sheet.text_size,
        size_url=url_for("referral.slip", code=found.code, **resized),
        pdf_url=url_for("referral.pdf", code=found.code, **kept),
        sms_url=sms_link(message),
        mail_url=mail_link(sheet.title, message),
        message=message,
        record=record_text(found, sheet),
    )
