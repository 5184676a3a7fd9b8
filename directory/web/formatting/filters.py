"""The formatting functions as template filters, in the language of the page."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from directory.vocabulary import label
from directory.web.formatting import dates, numbers, phones
from directory.web.language import ui_language


def _in_page_language(function: Callable[..., str]) -> Callable[..., str]:
    def shown(*values: Any, language: str = "") -> str:
        return function(*values, language or ui_language())

    return shown


def init_formatting(app: Flask) -> None:
    """Add the filters ``day_short``, ``session_line``, ``distance``, ``phone``, ``tel``, ``code`` … to templates."""
    for function in (
        dates.day_short,
        dates.day_long,
        dates.day_heading,
        dates.day_range,
        dates.weekday_short,
        dates.clock_range,
        dates.session_line,
        numbers.distance,
        numbers.euros,
        numbers.list_of,
    ):
        app.jinja_env.filters[function.__name__] = _in_page_language(function)
    app.jinja_env.filters["phone"] = phones.phone_shown
    app.jinja_env.filters["tel"] = phones.phone_uri
    app.jinja_env.filters["code"] = lambda code, code_list, language="": label(
        code_list, code, language or ui_language()
    )
