"""What a document must be, said without any engine's syntax: a small tree of tests that each engine translates."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The document has at least one of these tokens in the field."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A number of the document lies between two bounds, both included; None leaves a side open."""

    field: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these holds; true when empty."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these holds; false when empty."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """This does not hold."""

    of: "Condition"


Condition: TypeAlias = AnyOf | Between | All | Either | Not

EVERYTHING = All(())


def both(*conditions: Condition | None) -> Condition:
    """All of the given conditions, flattened; None says nothing."""
    parts: list[Condition] = []
    for condition in conditions:
        if isinstance(condition, All):
            parts.extend(condition.of)
        elif condition is not None:
            parts.append(condition)
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def either(conditions: Iterable[Condition]) -> Condition:
    """Any of the given conditions."""
    parts = tuple(conditions)
    return parts[0] if len(parts) == 1 else Either(parts)


@dataclass(frozen=True, slots=True)
class Tally:
    """What to count: the tokens of the counted field over documents that meet ``required``, and under each name of
    ``also`` how many meet that too (tests of tokens and numbers, or all of several such)."""

    required: Condition
    also: tuple[tuple[str, Condition], ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """A condition that moves a document up by ``weight`` (above 0) without being required."""

    condition: Condition
    weight: float


@dataclass(frozen=True, slots=True)
class Selection:
    """What to fetch: documents that meet ``required``, best fulfilled wishes first, ``limit`` at most."""

    required: Condition
    wishes: tuple[Wish, ...] = ()
    limit: int = 200
