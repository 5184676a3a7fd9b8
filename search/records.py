"""Records: what ranking reads of a candidate, kept small and quick to read back.

A record is JSON bytes with one-letter keys; an engine stores it as it is and hands it back with the candidate,
so that ranking is the same whatever the engine.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any, Final, Generic, TypeVar

import orjson

from search.types import Document, DocumentFeatures, Point

SESSIONS_KEPT: Final = 40
SCALE: Final = 100  # weights are kept as whole hundredths

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Record:
    """One candidate. ``words`` and ``concepts`` weights in hundredths; ``sessions`` (start, end) in epoch seconds;
    ``places`` (lat, lon, municipality, county) with None for an unknown point; ``verified`` a day number or 0."""

    id: str
    revision: int
    import_id: str
    words: Mapping[str, int]
    title: frozenset[str]
    concepts: Mapping[str, int]
    codes: Mapping[str, list[str]]
    gender: str
    age_min: float | None
    age_max: float | None
    area_level: str
    municipalities: tuple[str, ...]
    counties: tuple[str, ...]
    places: tuple[tuple[float | None, float | None, str, str], ...]
    sessions: tuple[tuple[int, int], ...]
    verified: int
    text_languages: tuple[str, ...]

    def points(self) -> tuple[Point, ...]:
        """Known points of where it is held."""
        return tuple(Point(lat, lon) for lat, lon, _, _ in self.places if lat is not None and lon is not None)

    @property
    def verified_on(self) -> date | None:
        """The day somebody last confirmed it, None when nobody did."""
        return date.fromordinal(self.verified) if self.verified else None


def encode(document: Document, features: DocumentFeatures) -> bytes:
    """The record of a document."""
    return orjson.dumps(
        {
            "i": document.id,
            "r": document.revision,
            "x": document.import_id,
            "w": {word: round(weight * SCALE) for word, weight in features.words.items()},
            "t": sorted(features.title),
            "c": {code: round(strength * SCALE) for code, strength in features.concepts.items()},
            "f": {facet: list(codes) for facet, codes in document.codes.items() if codes},
            "g": document.gender,
            "a": [document.age_min, document.age_max],
            "l": document.area_level,
            "m": document.area_municipalities,
            "k": document.area_counties,
            "p": [
                [p.point.lat if p.point else None, p.point.lon if p.point else None, p.municipality, p.county]
                for p in document.places
            ],
            "s": [
                [int(s.start.astimezone(UTC).timestamp()), int(s.end.astimezone(UTC).timestamp())]
                for s in document.sessions[:SESSIONS_KEPT]
            ],
            "v": document.verified_on.toordinal() if document.verified_on else 0,
            "n": list(document.texts),
        }
    )


def decode(data: bytes | str) -> Record:
    """Read a record back. Raises ``ValueError`` for anything that ``encode`` did not make."""
    raw: dict[str, Any] = orjson.loads(data)
    try:
        return Record(
            id=raw["i"],
            revision=raw["r"],
            import_id=raw["x"],
            words=raw["w"],
            title=frozenset(raw["t"]),
            concepts=raw["c"],
            codes=raw["f"],
            gender=raw["g"],
            age_min=raw["a"][0],
            age_max=raw["a"][1],
            area_level=raw["l"],
            municipalities=tuple(raw["m"]),
            counties=tuple(raw["k"]),
            places=tuple(tuple(place) for place in raw["p"]),
            sessions=tuple((start, end) for start, end in raw["s"]),
            verified=raw["v"],
            text_languages=tuple(raw["n"]),
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"not a record: {error}") from error


class RecordCache(Generic[Key]):
    """The records read last, decoded; the same question asked again does not decode again. Not shared by processes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Key, Record] = OrderedDict()

    def get(self, key: Key) -> Record | None:
        """The record, if it is kept."""
        record = self._kept.get(key)
        if record is not None:
            self._kept.move_to_end(key)
        return record

    def put(self, key: Key, record: Record) -> Record:
        """Keep a record, letting go of the one unused longest."""
        self._kept[key] = record
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return record
