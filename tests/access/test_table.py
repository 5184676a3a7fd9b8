"""The table is read as people mean it, and a slip of the pen is told."""

import pytest

from tests.access.stage import MEMBERS
from tests.access.table import rows

HEAD = "who | " + " ".join(MEMBERS)
FULL = "shelf.add POST | in 302 404 404 404 404 404 403 | shelf.show"


def test_a_row_says_who_gets_what() -> None:
    (row,) = rows(f"# about the shelf\n{HEAD}\n\nshelf.add POST a note | in 302 404 404 404 404 404 403 | shelf.show\n")
    assert (row.route, row.name, row.seen) == ("shelf.add POST", "shelf.add POST a note", "shelf.show")
    assert row.expected()["prof"] == "302"
    assert row.expected()["admin"] == "403"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("who | reader admin\n", "line 1: the columns"),
        (f"{HEAD}\n{FULL}\n{FULL}\n", "line 3: shelf.add POST stands here twice"),
        (f"{HEAD}\nshelf.add POST | in 302\n", "line 2: endpoint METHOD"),
        (f"{HEAD}\nshelf.add | in 302 404 404 404 404 404 403\n", "line 2: endpoint METHOD"),
        (f"{HEAD}\n{FULL.replace('403', '400')}\n", "line 2: \\['400'\\] is none of"),
    ],
)
def test_a_slip_of_the_pen_is_told(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        rows(text)
