"""Distances, money, ages and lists."""

from collections.abc import Mapping, Sequence
from typing import Final

NBSP: Final = "\u00a0"
AND: Final = {"fi": "ja", "sv": "och", "en": "and"}
YEARS: Final = {
    "fi": {
        "same": "{low}-vuotiaat",
        "both": "{low}–{high}-vuotiaat",
        "low": "{low} vuotta täyttäneet",
        "high": "enintään {high}-vuotiaat",
    },
    "sv": {"same": "{low} år", "both": "{low}–{high} år", "low": "{low} år och äldre", "high": "högst {high} år"},
    "en": {
        "same": "{low} years",
        "both": "{low} to {high} years",
        "low": "{low} and over",
        "high": "up to {high} years",
    },
}
# For a line of a card, where it is said what the number is about: three cards are to fit the first screen. No line
# breaks before the unit.
YEARS_IN_BRIEF: Final = {
    "fi": {
        "same": "{low}\u00a0v",
        "both": "{low}–{high}\u00a0v",
        "low": "{low}+\u00a0v",
        "high": "enintään {high}\u00a0v",
    },
    "sv": {
        "same": "{low}\u00a0år",
        "both": "{low}–{high}\u00a0år",
        "low": "{low}+\u00a0år",
        "high": "högst {high}\u00a0år",
    },
    "en": {"same": "age {low}", "both": "ages {low}–{high}", "low": "ages {low}+", "high": "up to age {high}"},
}


def decimal(value: float, language: str, places: int) -> str:
    """A number with a decimal comma, in English a point; no trailing zeros."""
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if language == "en" else text.replace(".", ",")


def distance(km: float, language: str) -> str:
    """``300 m``, ``1,2 km``, ``56 km``; metres rounded to hundreds, kilometres from ten on to whole ones."""
    if km < 0.95:
        return f"{max(1, round(km * 10)) * 100}{NBSP}m"
    return f"{decimal(km, language, 1 if km < 10 else 0)}{NBSP}km"


def euros(amount: float, language: str) -> str:
    """``6 €``, ``6,50 €``, ``1 200 €``, ``€6.50``, ``€1,200``."""
    text = f"{amount:,.2f}".removesuffix(".00")
    if language == "en":
        return f"€{text}"
    return f"{text.replace(',', NBSP).replace('.', ',')}{NBSP}€"


def age_range(low: float | None, high: float | None, language: str) -> str:
    """``63 vuotta täyttäneet``, ``13–20 år``, ``up to 17 years``; empty when neither is stated."""
    return _ages(low, high, language, YEARS[language])


def age_range_in_brief(low: float | None, high: float | None, language: str) -> str:
    """``63+ v``, ``13–20 år``, ``up to age 17``; empty when neither is stated."""
    return _ages(low, high, language, YEARS_IN_BRIEF[language])


def _ages(low: float | None, high: float | None, language: str, forms: Mapping[str, str]) -> str:
    values = {
        "low": decimal(low, language, 1) if low is not None else "",
        "high": decimal(high, language, 1) if high is not None else "",
    }
    if low is not None and high is not None:
        return forms["same" if low == high else "both"].format(**values)
    if low is not None:
        return forms["low"].format(**values)
    return forms["high"].format(**values) if high is not None else ""


def list_of(items: Sequence[str], language: str) -> str:
    """``a, b ja c``; no comma before the last."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {AND[language]} {items[-1]}"
