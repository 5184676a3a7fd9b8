"""Days, times of day and periods in a question: torstaisin, illalla, tällä viikolla, nästa vecka, tonight."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from search.types import PartKind
from search.understanding.reading import Reading, Token

LANGUAGES: Final = ("fi", "sv", "en")
_WEEKDAYS: Final = ("mo", "tu", "we", "th", "fr")


@dataclass(frozen=True, slots=True)
class _Words:
    days: Mapping[str, tuple[str, ...]]
    times: Mapping[str, str]
    periods: Mapping[tuple[str, ...], str]
    tonight: frozenset[tuple[str, ...]]


def read_times(reading: Reading) -> None:
    """Take days, times of day and one period out of the question."""
    words = _words(reading.language)
    surfaces = [token.surface for token in reading.tokens]
    for phrase, period in words.periods.items():
        length = len(phrase)
        for start in range(len(surfaces) - length + 1):
            if tuple(surfaces[start : start + length]) != phrase or reading.period:
                continue
            if reading.add(PartKind.PERIOD, f"period:{period}", period, range(start, start + length)):
                reading.period = period
                if phrase in words.tonight:
                    reading.times.append("evening")
    for position, token in enumerate(reading.tokens):
        if not token.taken:
            _read_day(reading, position, token, words)


def _read_day(reading: Reading, position: int, token: Token, words: _Words) -> None:
    for form in dict.fromkeys((token.surface, *token.word.lemmas)):
        if days := words.days.get(form):
            code = ",".join(days)
            if reading.add(PartKind.DAY, f"day:{code}", code, [position]):
                reading.days += [day for day in days if day not in reading.days]
            return
        if (time := words.times.get(form)) and not (form == "ilta" and len(reading.tokens) == 1):
            if reading.add(PartKind.TIME, f"time:{time}", time, [position]) and time not in reading.times:
                reading.times.append(time)
            return


@cache
def _words(language: str) -> _Words:
    raw = _raw()
    days: dict[str, tuple[str, ...]] = {}
    for day, by_language in raw["days"].items():
        for word in _listed(by_language[language]):
            days[word] = (*days.get(word, ()), day)
    for word in _listed(raw["weekdays"][language]):
        days[word] = _WEEKDAYS
    times = {word: time for time, by_language in raw["times"].items() for word in _listed(by_language[language])}
    periods = {
        tuple(phrase.split()): period
        for period, by_language in raw["periods"].items()
        for phrase in _listed(by_language[language])
    }
    longest_first = dict(sorted(periods.items(), key=lambda item: -len(item[0])))
    tonight = frozenset(tuple(phrase.split()) for phrase in _listed(raw["tonight"][language]))
    return _Words(days, times, longest_first, tonight)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


@cache
def _raw() -> Mapping[str, Any]:
    text = (Path(__file__).parent / "times.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return loaded
