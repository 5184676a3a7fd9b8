"""How many activities there are for a need or a theme: counted by search, kept for a few minutes.

The numbers on the front page are the same for everyone in a municipality, so nothing about a reader is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Final, Generic, TypeVar

from sqlalchemy.orm import Session

from directory.services.finding import Finder
from search.types import Filters, Question

KEPT: Final = 300.0  # seconds; a new activity is in the numbers five minutes later
PLACES_MAX: Final = 400  # municipalities and the whole country

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values for a few minutes in one process."""

    def __init__(self) -> None:
        self._values: dict[object, tuple[float, Value]] = {}
        self._lock = Lock()

    def get(self, key: object, make: Callable[[], Value]) -> Value:
        """The kept value, or a new one when it is older than ``KEPT``."""
        moment = monotonic()
        with self._lock:
            found = self._values.get(key)
        if found is not None and moment - found[0] < KEPT:
            return found[1]
        value = make()
        with self._lock:
            if len(self._values) > PLACES_MAX:
                self._values.clear()
            self._values[key] = (moment, value)
        return value


_needs: Kept[Mapping[str, int]] = Kept()
_themes: Kept[tuple[int, ...]] = Kept()


def _question(home: str, moment: datetime, codes: Mapping[str, tuple[str, ...]]) -> Question:
    places = (home,) if home else ()
    return Question("", "fi", moment, Filters(codes=codes, municipalities=places), per_page=1)


def needs_tally(finder: Finder, session: Session, home: str, moment: datetime) -> Mapping[str, int]:
    """Need → number of activities in and near the municipality, or in the whole country."""

    def count() -> Mapping[str, int]:
        facets = finder.find(session, _question(home, moment, {})).results.facets
        return {found.code: found.count for found in facets.get("needs", ())}

    return _needs.get((id(finder), home), count)


def themes_tally(
    finder: Finder, session: Session, home: str, moment: datetime, themes: Sequence[Mapping[str, tuple[str, ...]]]
) -> tuple[int, ...]:
    """For each set of codes, how many activities have any of them."""

    def count() -> tuple[int, ...]:
        return tuple(finder.find(session, _question(home, moment, codes)).results.total for codes in themes)

    return _themes.get((id(finder), home), count)
