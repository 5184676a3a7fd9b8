"""Names of places inside a sentence: "Lieksassa", "i Lieksa", "in Lieksa"."""

import csv
from collections.abc import Mapping
from functools import cache
from typing import Final

from directory.vocabulary import REFERENCE, counties, municipalities

_IN: Final = {"sv": "i {name}", "en": "in {name}"}
ON_ISLANDS: Final = frozenset({"Åland", "Kimitoön", "Karlö"})


@cache
def _finnish() -> Mapping[str, str]:
    """Municipality code → where-form of its Finnish name; kept as a list, since names follow usage, not rules."""
    with (REFERENCE / "municipality_forms.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["where_fi"] for row in csv.DictReader(file)}


def in_municipality(code: str, language: str) -> str:
    """``Tampereella``, ``i Tammerfors``, ``in Tampere``. Raises ``KeyError`` for an unknown municipality."""
    name = municipalities()[code].names[language]
    if language == "fi":
        return _finnish().get(code, name)
    if language == "sv" and name in ON_ISLANDS:
        return f"på {name}"
    return _IN[language].format(name=name)


def in_county(code: str, language: str) -> str:
    """``Pohjois-Karjalan hyvinvointialueella``, ``i Norra Karelens välfärdsområde``."""
    name = counties()[code].names[language]
    if language == "fi":
        if name.endswith("alue"):
            return f"{name}ella"
        return {"Helsingin kaupunki": "Helsingissä", "Ahvenanmaa": "Ahvenanmaalla"}.get(name, name)
    if language == "sv" and name in ON_ISLANDS:
        return f"på {name}"
    return f"i {name}" if language == "sv" else f"in {name}"
