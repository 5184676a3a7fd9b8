"""Finnish public holidays with their names, worked out once per year."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

import holidays

# Language of ours -> language of the package.
_LANGUAGES: Final = (("fi", "fi"), ("sv", "sv_FI"), ("en", "en_US"))
# Names as the Finland-Swedish almanac and British English have them.
_NAMES: Final = {
    "Trettondag": "Trettondagen",
    "Pingst": "Pingstdagen",
    "Second Day of Christmas": "Boxing Day",
}


@cache
def public_holidays(year: int) -> Mapping[date, Mapping[str, str]]:
    """Public holidays of a year and their names by language (the ``holidays`` package).

    Midsummer Eve and Christmas Eve are among them: by law they are days off for the state and, by collective
    agreement, for almost everybody.
    """
    names: dict[date, dict[str, str]] = {}
    for ours, theirs in _LANGUAGES:
        for day, name in holidays.country_holidays("FI", years=year, language=theirs, categories=("public",)).items():
            names.setdefault(day, {})[ours] = _NAMES.get(name, name)
    return MappingProxyType({day: MappingProxyType(by_language) for day, by_language in names.items()})


def holiday_name(day: date) -> Mapping[str, str]:
    """The names of the public holiday by language; empty on other days."""
    return public_holidays(day.year).get(day, _NONE)


def is_public_holiday(day: date) -> bool:
    """Whether the day is a public holiday in Finland."""
    return day in public_holidays(day.year)


_NONE: Final[Mapping[str, str]] = MappingProxyType({})
