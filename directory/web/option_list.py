"""Choices as ready markup: a results page has some hundred and fifty, whose words are always the same."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from directory.web.pages import Option


def option_list(options: Iterable[Option], *, single: bool = False, form: str = "search") -> Markup:
    """A labelled box for each choice, a round one with ``single``, with its number of results when it was counted.

    Zero stays visible but cannot be chosen.
    """
    kind = "radio" if single else "checkbox"
    return Markup("".join([_box(option, kind, form) for option in options]))  # noqa: S704 - escaped below


def _box(option: Option, kind: str, form: str) -> str:
    start, end = _words(option.name, option.value, option.text, kind, form)
    number = "" if option.count is None else f'<span class="n">{option.count}</span>'
    checked = " checked" if option.chosen else ""
    if option.disabled:
        return f'<label class="opt opt--none">{start}{checked} disabled>{end}{number}</label>'
    return f'<label class="opt">{start}{checked}>{end}{number}</label>'


@lru_cache(maxsize=4096)
def _words(name: str, value: str, text: str, kind: str, form: str) -> tuple[str, str]:
    start = Markup('<input type="{}" name="{}" value="{}" form="{}"').format(kind, name, value, form)
    return str(start), f"<span>{escape(text)}</span>"
