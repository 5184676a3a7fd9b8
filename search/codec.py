"""Documents as bytes and back: how they are stored between a change and its indexing."""

from datetime import date, datetime
from typing import Any

import orjson

from search.types import Document, DocumentTexts, Place, Point, Session
from search.zone import HELSINKI


def document_to_bytes(document: Document) -> bytes:
    """The document as UTF-8 JSON."""
    return orjson.dumps(document)


def document_from_bytes(data: bytes) -> Document:
    """The document of ``document_to_bytes``. Raises ``ValueError`` for anything else."""
    raw: dict[str, Any] = orjson.loads(data)
    raw["texts"] = {language: _texts(texts) for language, texts in raw["texts"].items()}
    raw["codes"] = {facet: tuple(codes) for facet, codes in raw["codes"].items()}
    raw["labels"] = {language: tuple(labels) for language, labels in raw["labels"].items()}
    raw["places"] = tuple(_place(place) for place in raw["places"])
    raw["sessions"] = tuple(Session(_moment(s["start"]), _moment(s["end"])) for s in raw["sessions"])
    raw["area_municipalities"] = tuple(raw["area_municipalities"])
    raw["area_counties"] = tuple(raw["area_counties"])
    raw["verified_on"] = date.fromisoformat(raw["verified_on"]) if raw["verified_on"] else None
    return Document(**raw)


def _texts(raw: dict[str, Any]) -> DocumentTexts:
    return DocumentTexts(**{**raw, "search_words": tuple(raw["search_words"]), "labels": tuple(raw["labels"])})


def _place(raw: dict[str, Any]) -> Place:
    point = Point(**raw["point"]) if raw["point"] else None
    return Place(point=point, municipality=raw["municipality"], county=raw["county"])


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(HELSINKI)
