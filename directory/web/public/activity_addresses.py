"""Addresses of many activity pages at once: a list asks the router once, not once a card."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import quote

from flask import url_for

from directory.web.addresses import address
from directory.web.language import ui_language

MARK = "x-x"


def activity_addresses(back: str = "") -> Callable[[str, Mapping[str, str]], str]:
    """A function from public id and titles by language to the page's address in the language of this page.

    ``back`` is the path and query of the results the reader comes from, or "".
    """
    language = ui_language()
    head, _, tail = url_for("public.activity", address=MARK).partition(MARK)
    if back:
        tail += f"?back={quote(back, safe='')}"

    def of(public_id: str, titles: Mapping[str, str]) -> str:
        return f"{head}{_address(public_id, tuple(titles.items()), language)}{tail}"

    return of


@lru_cache(maxsize=4096)
def _address(public_id: str, titles: tuple[tuple[str, str], ...], language: str) -> str:
    return address(public_id, dict(titles), language)
