"""What was used last is kept, and no more than there is room for."""

from search.recent import Recent


def test_lets_go_of_what_was_unused_longest() -> None:
    kept: Recent[str, int] = Recent(2)
    assert kept.get("a") is None
    assert (kept.put("a", 1), kept.put("b", 2)) == (1, 2)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (1, None, 3)


def test_can_be_emptied() -> None:
    kept: Recent[str, int] = Recent(2)
    kept.put("a", 1)
    kept.clear()
    assert kept.get("a") is None
