"""Collecting every fault of a file with its path, the value found and what is allowed."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final, TypeVar

T = TypeVar("T")
SHOWN: Final = 80
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGES: Final = ("fi", "sv", "en")
# PostgreSQL stores no NUL, and nobody reads the other control characters; tabs and line ends may stand.
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def is_text(value: object, most: int) -> bool:
    """Whether the value is a string of 1 to ``most`` characters that says something and has no control characters."""
    return isinstance(value, str) and bool(value.strip()) and len(value) <= most and not CONTROL.search(value)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where (``activities[3].age_min``), what stands there, what may."""

    path: str
    value: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.path}: {self.value} - {self.allowed}"


class Checker:
    """Walks through one record and notes its faults; every method returns the value or a harmless default."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def fault(self, key: str, value: object, allowed: str) -> None:
        """Note a fault below this record's path."""
        shown = "missing" if value is _MISSING else repr(value)
        self.faults.append(Fault(f"{self.path}{key}", shown[:SHOWN], allowed))

    def known_keys(self, raw: Mapping[str, Any], keys: Collection[str], key: str = "") -> None:
        """Every key must be one of ``keys``."""
        for name in raw:
            if name not in keys:
                self.fault(f"{key}.{name}", raw[name], "no such field")

    def one_of(self, raw: Mapping[str, Any], key: str, allowed: Collection[str], where: str = "") -> None:
        """A single code out of a list."""
        value = raw.get(key, _MISSING)
        if not isinstance(value, str) or value not in allowed:
            self.fault(f"{where}.{key}", value, "one of " + ", ".join(sorted(allowed)))

    def codes(self, raw: Mapping[str, Any], key: str, allowed: Collection[str], where: str = "") -> None:
        """A list of codes without duplicates."""
        value = raw.get(key, _MISSING)
        if not isinstance(value, list):
            self.fault(f"{where}.{key}", value, "a list of codes")
            return
        for i, code in enumerate(value):
            if not isinstance(code, str) or code not in allowed:
                self.fault(f"{where}.{key}[{i}]", code, "one of " + ", ".join(sorted(allowed)))
            elif code in value[:i]:
                self.fault(f"{where}.{key}[{i}]", code, "each code once")

    def text(self, raw: Mapping[str, Any], key: str, *, most: int, where: str = "", optional: bool = False) -> None:
        """A string of 1 to ``most`` characters (empty or missing too when optional)."""
        value = raw.get(key, _MISSING)
        if optional and value in (_MISSING, None, ""):
            return
        if not is_text(value, most):
            self.fault(f"{where}.{key}", value, f"text of 1 to {most} characters")

    def localised(
        self,
        raw: Mapping[str, Any],
        key: str,
        *,
        where: str = "",
        optional: bool = False,
        languages: Collection[str] = LANGUAGES,
        most: int = 1000,
    ) -> None:
        """``{language: text}`` with at least one language and no empty text."""
        value = raw.get(key, _MISSING)
        if optional and value in (_MISSING, None):
            return
        if not isinstance(value, dict) or not value:
            self.fault(f"{where}.{key}", value, "texts by language: " + ", ".join(sorted(languages)))
            return
        for language, text in value.items():
            if language not in languages:
                self.fault(f"{where}.{key}.{language}", text, "a language of " + ", ".join(sorted(languages)))
            elif not is_text(text, most):
                self.fault(f"{where}.{key}.{language}", text, f"text of 1 to {most} characters")

    def flag(self, raw: Mapping[str, Any], key: str, where: str = "", *, optional: bool = False) -> None:
        """true or false."""
        value = raw.get(key, _MISSING)
        if optional and value in (_MISSING, None):
            return
        if not isinstance(value, bool):
            self.fault(f"{where}.{key}", value, "true or false")

    def number(
        self, raw: Mapping[str, Any], key: str, low: float, high: float, where: str = "", *, optional: bool = True
    ) -> float | None:
        """A number between two bounds, or null when optional."""
        value = raw.get(key, _MISSING)
        if optional and value in (_MISSING, None):
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            self.fault(f"{where}.{key}", value, f"a number from {low:g} to {high:g}")
            return None
        return float(value)

    def day(self, raw: Mapping[str, Any], key: str, where: str = "", *, optional: bool = False) -> date | None:
        """A date YYYY-MM-DD."""
        value = raw.get(key, _MISSING)
        if optional and value in (_MISSING, None):
            return None
        if (day := _parsed(value, 10, date.fromisoformat)) is None:
            self.fault(f"{where}.{key}", value, "a date YYYY-MM-DD")
        return day

    def clock(self, raw: Mapping[str, Any], key: str, where: str = "", *, optional: bool = False) -> time | None:
        """A time HH:MM."""
        value = raw.get(key, _MISSING)
        if optional and value in (_MISSING, None):
            return None
        if (clock := _parsed(value, 5, time.fromisoformat)) is None:
            self.fault(f"{where}.{key}", value, "a time HH:MM")
        return clock

    def records(self, raw: Mapping[str, Any], key: str, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
        """The objects of a list with their paths."""
        value = raw.get(key, [])
        if not isinstance(value, list):
            self.fault(f"{where}.{key}", value, "a list")
            return
        for i, record in enumerate(value):
            if isinstance(record, dict):
                yield f"{where}.{key}[{i}]", record
            else:
                self.fault(f"{where}.{key}[{i}]", record, "an object")


def _parsed(value: object, length: int, parse: Callable[[str], T]) -> T | None:
    try:
        return parse(value) if isinstance(value, str) and len(value) == length else None
    except ValueError:
        return None


_MISSING: Final = object()
