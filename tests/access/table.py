"""Reads matrix.txt: one line a route, one column a member of the cast."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.access.stage import MEMBERS

TABLE: Final = Path(__file__).parent / "matrix.txt"
# A fault of the form (400) hides who may: a maker sends forms that hold.
ANSWERS: Final = frozenset({"in", "200", "204", "302", "303", "403", "404", "410"})


@dataclass(frozen=True)
class Row:
    """One line. ``variant`` tells which thing it is done to; ``seen`` is where a 403 is seen by whoever gets it."""

    endpoint: str
    method: str
    variant: str
    answers: tuple[str, ...]
    seen: str = ""

    @property
    def route(self) -> str:
        """What a new route must have a row for."""
        return f"{self.endpoint} {self.method}"

    @property
    def name(self) -> str:
        """The line's first part, which also names its maker."""
        return " ".join(part for part in (self.endpoint, self.method, self.variant) if part)

    def expected(self) -> dict[str, str]:
        """Member → answer."""
        return dict(zip(MEMBERS, self.answers, strict=True))


def rows(text: str) -> list[Row]:
    """The rows of a table. Raises ``ValueError`` that names the line."""
    found: dict[str, Row] = {}
    head: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, rest = line.partition("|")
        cells, _, seen = rest.partition("|")
        if not head:
            head = tuple(cells.split())
            if head != MEMBERS:
                raise ValueError(f"line {number}: the columns are {' '.join(MEMBERS)}")
            continue
        row = _row(name.split(), tuple(cells.split()), seen.strip(), number)
        if row.name in found:
            raise ValueError(f"line {number}: {row.name} stands here twice")
        found[row.name] = row
    return list(found.values())


def line(name: str, answers: tuple[str, ...]) -> str:
    """A row as it is written."""
    return f"{name:<50}|" + "".join(f" {answer:<10}" for answer in answers).rstrip()


def _row(name: list[str], answers: tuple[str, ...], seen: str, number: int) -> Row:
    if len(name) < 2 or len(answers) != len(MEMBERS):
        raise ValueError(f"line {number}: endpoint METHOD [which thing] | one answer for each of {len(MEMBERS)}")
    if unknown := set(answers) - ANSWERS:
        raise ValueError(f"line {number}: {sorted(unknown)} is none of {sorted(ANSWERS)}")
    return Row(name[0], name[1], " ".join(name[2:]), answers, seen)
