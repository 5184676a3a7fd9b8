"""How common analysed forms are: what makes a word of the question telling, and what the speller may correct to.

Counted while an index is built and kept beside it as JSON; the same for both engines.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log
from pathlib import Path

import orjson


@dataclass(frozen=True, slots=True)
class Frequencies:
    """``documents`` in all; ``of`` maps a form to how many of them have it."""

    documents: int = 0
    of: Mapping[str, int] = field(default_factory=dict)

    def rarity(self, form: str) -> float:
        """0 for a form in every document, 1 for one in a single document or in none."""
        count = self.of.get(form, 0)
        if self.documents < 2 or count <= 1:
            return 1.0
        return 1 - log(count) / log(self.documents) if count < self.documents else 0.0


class FrequencyCounter:
    """Counts forms while documents stream by."""

    def __init__(self) -> None:
        self._documents = 0
        self._of: Counter[str] = Counter()

    def add(self, forms: Iterable[str]) -> None:
        """One document's forms."""
        self._documents += 1
        self._of.update(forms)

    def counted(self) -> Frequencies:
        """What was counted."""
        return Frequencies(self._documents, dict(self._of))


def save(frequencies: Frequencies, path: Path) -> None:
    """Write beside the index, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(orjson.dumps({"documents": frequencies.documents, "of": dict(frequencies.of)}))
    beside.replace(path)


def load(path: Path) -> Frequencies:
    """Read what ``save`` wrote; nothing is known when there is no file yet."""
    try:
        raw = orjson.loads(path.read_bytes())
    except FileNotFoundError:
        return Frequencies()
    return Frequencies(raw["documents"], raw["of"])
