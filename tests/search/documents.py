"""Small documents to try engines and ranking with."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from search.index import IndexEntry, entry_of
from search.records import Record, decode, encode
from search.types import Document, DocumentTexts, Place, Point, Session
from search.zone import HELSINKI
from tests.search.plain import features_of

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=HELSINKI)  # a Tuesday
JOENSUU = Place(Point(62.601, 29.763), "167", "11")
LIEKSA = Place(Point(63.317, 30.021), "422", "11")
TURKU = Place(Point(60.452, 22.267), "853", "02")


def session(days: int, hour: int) -> Session:
    """A two-hour session so many days from now."""
    start = NOW.replace(hour=hour) + timedelta(days=days)
    return Session(start, start + timedelta(hours=2))


def document(id_: str, title: str, **changes: Any) -> Document:
    """A document in Joensuu with one Finnish text; ``changes`` are fields of ``Document``."""
    made = Document(
        id=id_,
        revision=1,
        texts={"fi": DocumentTexts(title=title, summary="", description=changes.pop("body", ""))},
        codes={},
        area_municipalities=("167",),
        area_counties=("11",),
        places=(JOENSUU,),
        import_id=f"import-{id_}",
    )
    return replace(made, **changes)


def entry(made: Document) -> IndexEntry:
    """Its index entry, by plain words."""
    return entry_of(made, features_of(made))


def record(made: Document) -> Record:
    """Its record, as an engine would give it back."""
    return decode(encode(made, features_of(made)))
