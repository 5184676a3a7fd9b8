"""Somebody who knows the rule, and all that is told, works out nothing about a small number."""

from itertools import product

import pytest

from directory.services.outcomes.suppression import LEAST, tell

# The most each of a workplace's activities could have: how many slips had it, as far as the team knows.
KNOWN = [(1,), (9, 9), (4, 4, 4), (1, 2, 6), (6, 1, 1, 1), (3, 3, 3, 7)]


def test_four_is_hidden_and_five_is_told() -> None:
    most = {"a": 9, "b": 9}
    assert tell({"a": 4, "b": 0}, most).cells == {}
    assert tell({"a": 5, "b": 0}, most).cells == {"a": 5}


def test_nought_looks_like_four() -> None:
    most = {"a": 9, "b": 9, "c": 9}
    assert tell({"a": 7}, most) == tell({"a": 7, "b": 4}, most) == tell({"a": 7, "b": 1, "c": 3}, most)


def test_a_total_is_told_when_it_gives_nobody_away() -> None:
    most = dict.fromkeys("abcde", 9)
    assert tell({"a": 12, "b": 3, "c": 2, "d": 1}, most).total == 18
    assert tell({"a": 12, "b": 3, "c": 1}, most).total is None  # the rest are four
    assert tell({"a": 12, "b": 4, "c": 4, "d": 4, "e": 4}, most).total is None  # each must then be four


@pytest.mark.parametrize("known", KNOWN, ids=str)
@pytest.mark.parametrize("unnamed", [0, 2], ids=["nothing else", "another activity that was not counted on"])
def test_every_hidden_number_could_be_anything(known: tuple[int, ...], unnamed: int) -> None:
    """Every table there could be, sorted by what is told of it: each hidden cell keeps its whole range."""
    most = dict(enumerate(known))
    ranges = [range(limit + 1) for limit in known] + [range(unnamed + 1)]
    by_told: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for table in product(*ranges):
        told = tell(dict(enumerate(table)), most)
        by_told.setdefault((tuple(sorted(told.cells.items())), told.total), []).append(table)
    for (cells, _total), tables in by_told.items():
        shown = {key for key, _count in cells}
        for key in set(most) - shown:
            possible = {table[key] for table in tables}
            assert possible == set(range(min(LEAST - 1, most[key]) + 1)), (cells, _total, key)


def test_the_attack_would_find_a_careless_total() -> None:
    """The same attack on a total that is always told: it finds small numbers, so it can fail."""
    by_total: dict[int, set[int]] = {}
    for table in product(range(5), repeat=2):
        by_total.setdefault(sum(table), set()).add(table[0])
    assert by_total[8] == {4}
