"""The whole paper, in the client's language whatever the language of the page around it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from babel import Locale, UnknownLocaleError
from flask import current_app
from flask_babel import force_locale
from markupsafe import Markup

from directory.config import Settings
from directory.models import Activity
from directory.vocabulary import label
from directory.web.formatting import day_long
from directory.web.qr import qr_svg
from directory.web.referral.items import item_of
from directory.web.referral.sheet import Sheet
from directory.web.translating import gettext as _


def sheet_of(
    activities: Sequence[Activity],
    *,
    language: str,
    now: datetime,
    text_size: str = "normal",
    interpreter: str = "",
    workplace: str = "",
    printed: Sequence[Mapping[str, Any]] | None = None,
    made_on: date | None = None,
    code: str = "",
    address: str = "",
    qr_address: str = "",
    kept_until: date | None = None,
) -> Sheet:
    """The paper of these activities. ``printed`` holds what was said of each when the slip was made.

    ``interpreter`` is the language an interpreter is needed for, named in itself too; it is stored nowhere.
    """
    with force_locale(language):
        return Sheet(
            language=language,
            title=_title(len(activities)),
            lead=_("You can go by yourself, or ask somebody to call for you."),
            header=_header(workplace, made_on or now.date(), language),
            items=tuple(
                item_of(activity, i + 1, language=language, now=now, printed=printed[i] if printed else None)
                for i, activity in enumerate(activities)
            ),
            text_size=text_size,
            interpreter=_interpreter(interpreter, language),
            code=code.upper(),
            address=address,
            qr=qr_svg(qr_address) if qr_address else None,
            kept_until=day_long(kept_until, language) if kept_until else "",
        )


def sheet_markup(sheet: Sheet) -> Markup:
    """The paper as markup; its own words in the client's language."""
    with force_locale(sheet.language):
        template = current_app.jinja_env.get_template("referral/sheet.html")
        return Markup(template.render(sheet=sheet))  # noqa: S704 - the template escapes


def _title(number: int) -> str:
    words = {
        1: lambda: _("A place for you"),
        2: lambda: _("Two places for you"),
        3: lambda: _("Three places for you"),
        4: lambda: _("Four places for you"),
        5: lambda: _("Five places for you"),
        6: lambda: _("Six places for you"),
        7: lambda: _("Seven places for you"),
        8: lambda: _("Eight places for you"),
    }
    return words.get(number, lambda: _("Places for you"))()


def _header(workplace: str, day: date, language: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    parts = [workplace, _("Printed %(day)s", day=day_long(day, language))]
    if settings.demo:
        parts.append(_("demo, names are made up"))
    return " · ".join(part for part in parts if part)


def _interpreter(code: str, language: str) -> str:
    """``An interpreter is needed: venäjä (русский)``; empty without a code."""
    if not code:
        return ""
    name = label("languages", code, language)
    own = own_name(code)
    return _("An interpreter is needed: %(language)s", language=f"{name} ({own})" if own and own != name else name)


def own_name(code: str) -> str:
    """The name of a language in itself; empty when it is not known."""
    try:
        return Locale.parse(code).get_language_name(code) or ""
    except (UnknownLocaleError, ValueError):
        return ""
