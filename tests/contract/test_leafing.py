"""From a flood of what matches: the best come first, and leafing on shows each of them once."""

from collections.abc import Sequence
from typing import Any

import pytest

from search.engine import SearchEngine
from search.frequencies import Frequencies
from search.searching import Searcher
from search.selecting import ANYWHERE_RANKED, BEYOND_LIMIT, NEAR_LIMIT, NEAR_RANKED
from search.types import Document, Question, Results, Sort, Understood, Wanted
from tests.search.documents import NOW, document, session

MANY = NEAR_LIMIT + BEYOND_LIMIT
GRIEF = "needs:grief"


def group(number: int, name: str, **changes: Any) -> Document:
    codes = {"needs": ("grief",), "kinds": ("peer_group",), **changes.pop("codes", {})}
    return document(f"{name}{number:03}", "Sururyhmä", codes=codes, sessions=(session(number % 9, 10),), **changes)


# Written first, so that an engine which cannot tell them apart brings these.
DOCUMENTS = [
    *(group(n, "auttajaksi", codes={"kinds": ("volunteering",)}) for n in range(MANY)),
    *(group(n, "taynna", codes={"capacity": ("full",)}) for n in range(MANY)),
    *(group(n, "naisille", gender="women") for n in range(MANY)),
    *(group(n, "lapsille", age_max=12.0) for n in range(MANY)),
    *(group(n, "valmis", verified_on=NOW.date()) for n in range(NEAR_RANKED)),
]


class Grief:
    """Understands every question as one of a grieving man of 70."""

    def understand(self, question: Question) -> Understood:
        wanted = Wanted(GRIEF, 1.0, main=True)
        return Understood(text=question.text, language="fi", concepts=(wanted,), age=70.0, gender="men")


def ask(engine: SearchEngine, page: int, sort: Sort = Sort.BEST) -> Results:
    question = Question(text="suru", ui_language="fi", now=NOW, page=page, per_page=20, sort=sort)
    return Searcher(Grief(), {}, Frequencies()).search(engine, question)


def leafed(engine: SearchEngine, sort: Sort) -> Sequence[str]:
    last = -(-ask(engine, 1, sort).listed // 20)
    return [hit.id for page in range(1, last + 1) for hit in ask(engine, page, sort).hits]


def test_what_suits_comes_before_a_flood_of_what_does_not(filled: SearchEngine) -> None:
    found = ask(filled, 1)
    assert found.total == len(DOCUMENTS)
    assert {hit.id.rstrip("0123456789") for hit in found.hits} == {"valmis"}


@pytest.mark.parametrize("sort", [Sort.BEST, Sort.NEXT])
def test_leafing_on_shows_each_once(filled: SearchEngine, sort: Sort) -> None:
    ids = leafed(filled, sort)
    assert len(ids) == len(set(ids)) == MANY
    assert ids[:ANYWHERE_RANKED] == [hit.id for page in range(1, 5) for hit in ask(filled, page, sort).hits]
