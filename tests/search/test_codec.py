"""Documents as bytes and back."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from search.codec import document_from_bytes, document_to_bytes
from search.types import Document, DocumentTexts, Place, Point, Session

HELSINKI = ZoneInfo("Europe/Helsinki")
FULL = Document(
    id="abc",
    revision=7,
    texts={"fi": DocumentTexts("Puupaja", "Tehdään puusta", search_words=("verstas",), labels=("yksinäisyys",))},
    codes={"needs": ("loneliness",), "kinds": ()},
    gender="men",
    age_min=0.5,
    age_max=None,
    area_level="county",
    area_municipalities=("422",),
    area_counties=("14",),
    places=(Place(Point(63.32, 30.02), "422", "14"), Place(None, "167", "14")),
    # One session on either side of the end of summer time.
    sessions=(
        Session(datetime(2026, 10, 24, 17, tzinfo=HELSINKI), datetime(2026, 10, 24, 19, tzinfo=HELSINKI)),
        Session(datetime(2026, 10, 26, 17, tzinfo=HELSINKI), datetime(2026, 10, 26, 19, tzinfo=HELSINKI)),
    ),
    verified_on=date(2026, 11, 1),
    import_id="puupaja",
    labels={"fi": ("yksinäisyys",), "sv": ("ensamhet",), "en": ("loneliness",)},
)


@pytest.mark.parametrize("document", [FULL, Document("x", 1, {}, {})])
def test_what_is_stored_is_what_is_read(document: Document) -> None:
    assert document_from_bytes(document_to_bytes(document)) == document


def test_sessions_keep_their_local_hours() -> None:
    read = document_from_bytes(document_to_bytes(FULL))
    assert [one.start.isoformat() for one in read.sessions] == [
        "2026-10-24T17:00:00+03:00",
        "2026-10-26T17:00:00+02:00",
    ]


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        document_from_bytes(b"no document")
