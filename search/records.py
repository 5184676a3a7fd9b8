"""Records: what ranking reads of a candidate, kept small and quick to read back.

An engine stores a record as bytes and hands it back with the candidate, so that ranking is the same whatever the
engine. Words are kept as sorted hashes with weights: two hundred candidates of hundreds of words each are never
turned into dictionaries for the sake of the three words of a question. Likewise only what ranking looks at in every
candidate is read at once; times stay numbers in a row, and the other codes wait until somebody asks for them.
"""

import struct
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import UTC, date
from typing import Any, Final, NamedTuple, TypeVar
from zlib import crc32

import orjson

from search.recent import Recent
from search.types import Document, DocumentFeatures, Point

SESSIONS_KEPT: Final = 40
SCALE: Final = 100  # weights are kept as whole hundredths
IN_TITLE: Final = 128  # added to the weight of a word that stands in a title
# Facets of which every candidate is asked.
RANKED_BY: Final = frozenset({"target_groups", "kinds", "languages", "capacity"})
_SIZES: Final = struct.Struct("<IIII")  # numbers of words and of moments, bytes of the header and of the other codes

Key = TypeVar("Key")


def word_hash(form: str) -> int:
    """The number a form is looked up by: 32 bits, so that one in millions of look-ups is wrong."""
    return crc32(form.encode("utf-8", "surrogatepass"))


class Words:
    """Weights of a document's words by ``word_hash``."""

    __slots__ = ("_hashes", "_weights")

    def __init__(self, hashes: "memoryview[int] | array[int]", weights: bytes) -> None:
        self._hashes, self._weights = hashes, weights

    def weight(self, hashed: int) -> int:
        """Hundredths, plus ``IN_TITLE``; 0 for a word the document does not have."""
        hashes = self._hashes
        place = bisect_left(hashes, hashed)
        return self._weights[place] if place < len(hashes) and hashes[place] == hashed else 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and (list(self._hashes), self._weights) == (list(other._hashes), other._weights)

    __hash__ = None  # type: ignore[assignment]  # compared in tests only


class Record(NamedTuple):
    """One candidate. ``concepts`` strengths in hundredths; ``codes`` those of ``RANKED_BY``; ``places`` (lat, lon,
    municipality, county) with None for an unknown point; ``verified`` a day number or 0; ``sessions`` start and end in
    epoch seconds, one after the other.
    """

    id: str
    revision: int
    import_id: str
    concepts: Mapping[str, int]
    codes: Mapping[str, list[str]]
    gender: str
    age_min: float | None
    age_max: float | None
    area_level: str
    municipalities: list[str]
    counties: list[str]
    places: list[tuple[float | None, float | None, str, str]]
    verified: int
    text_languages: list[str]
    words: Words
    sessions: "memoryview[int]"
    other_codes: bytes

    def points(self) -> list[Point]:
        """Known points of where it is held."""
        return [Point(lat, lon) for lat, lon, _, _ in self.places if lat is not None and lon is not None]

    def codes_of(self, facet: str) -> list[str]:
        """Codes of one facet."""
        return (self.codes if facet in RANKED_BY else self.all_codes()).get(facet, [])

    def all_codes(self) -> dict[str, list[str]]:
        """Codes of every facet that has any."""
        others: dict[str, list[str]] = orjson.loads(self.other_codes)
        return {**self.codes, **others}

    @property
    def verified_on(self) -> date | None:
        """The day somebody last confirmed it, None when nobody did."""
        return date.fromordinal(self.verified) if self.verified else None


def encode(document: Document, features: DocumentFeatures) -> bytes:
    """The record of a document."""
    weights: dict[int, int] = {}
    for form, weight in features.words.items():
        value = max(1, min(SCALE, round(weight * SCALE))) + (IN_TITLE if form in features.title else 0)
        hashed = word_hash(form)
        weights[hashed] = max(value, weights.get(hashed, 0))
    hashes = array("I", sorted(weights))
    moments = array("I", _moments(document))
    codes = {facet: codes for facet, codes in document.codes.items() if codes}
    header = orjson.dumps(_header(document, features, {facet: c for facet, c in codes.items() if facet in RANKED_BY}))
    others = orjson.dumps({facet: c for facet, c in codes.items() if facet not in RANKED_BY})
    sizes = _SIZES.pack(len(hashes), len(moments), len(header), len(others))
    return b"".join((sizes, hashes.tobytes(), moments.tobytes(), bytes(weights[h] for h in hashes), header, others))


def _header(document: Document, features: DocumentFeatures, codes: Mapping[str, Sequence[str]]) -> list[Any]:
    return [
        document.id,
        document.revision,
        document.import_id,
        {code: round(strength * SCALE) for code, strength in features.concepts.items()},
        codes,
        document.gender,
        document.age_min,
        document.age_max,
        document.area_level,
        document.area_municipalities,
        document.area_counties,
        [
            (p.point.lat if p.point else None, p.point.lon if p.point else None, p.municipality, p.county)
            for p in document.places
        ],
        document.verified_on.toordinal() if document.verified_on else 0,
        list(document.texts),
    ]


def _moments(document: Document) -> list[int]:
    return [
        int(moment.astimezone(UTC).timestamp())
        for session in document.sessions[:SESSIONS_KEPT]
        for moment in (session.start, session.end)
    ]


def decode(data: bytes) -> Record:
    """Read a record back. Raises ``ValueError`` for anything that ``encode`` did not make."""
    try:
        words, moments, header_size, others_size = _SIZES.unpack_from(data)
        view, start = memoryview(data), _SIZES.size
        middle = start + 4 * words
        later = middle + 4 * moments
        end = later + words
        header = orjson.loads(view[end : end + header_size])
        found = Words(view[start:middle].cast("I"), data[later:end])
        others = data[end + header_size : end + header_size + others_size]
        return Record._make([*header, found, view[middle:later].cast("I"), others])
    except (TypeError, IndexError, OverflowError, struct.error) as error:
        raise ValueError(f"not a record: {error}") from error


def stamp(data: bytes) -> int:
    """Tells one version of a record from another."""
    return crc32(data)


def identity(data: bytes) -> tuple[str, int]:
    """Only the id and the revision of a record."""
    record = decode(data)
    return record.id, record.revision


class RecordCache(Recent[Key, Record]):
    """The records read last, decoded; the same question asked again does not decode again."""
