"""The list of municipalities to choose from, the same on every page that has one."""

from functools import lru_cache

from markupsafe import Markup

from directory.vocabulary import municipalities
from directory.web.formatting import collation_key
from directory.web.language import ui_language


def municipality_options(selected: str = "") -> Markup:
    """``<option>`` elements of every municipality that exists now, in the page's language and its alphabet."""
    return _options(ui_language(), selected)


@lru_cache(maxsize=1024)
def _options(language: str, selected: str) -> Markup:
    names = [(town.names[language], code) for code, town in municipalities().items() if town.active]
    names.sort(key=lambda item: collation_key(item[0], language))
    option = Markup('<option value="{}"{}>{}</option>')
    mark = Markup(" selected")
    return Markup("").join(option.format(code, mark if code == selected else "", name) for name, code in names)
