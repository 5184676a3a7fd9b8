"""Patience: one limit for however many calls."""

import pytest

from search.patience import at_most, patience, waiting


class Clock:
    """A clock that the test moves on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("search.patience.perf_counter", clock)
    return clock


def test_without_a_caller_in_a_hurry_a_call_has_its_own_limit() -> None:
    assert at_most(5.0) == 5.0


def test_only_waits_are_taken_off(clock: Clock) -> None:
    with patience(0.5):
        assert at_most(5.0) == 0.5
        assert at_most(0.2) == 0.2
        clock.now += 0.3
        assert at_most(5.0) == 0.5
        for left in (0.4, 0.3):
            with waiting():
                clock.now += 0.1
            assert at_most(5.0) == pytest.approx(left)


def test_it_ends_at_nothing(clock: Clock) -> None:
    with patience(0.001):
        with waiting():
            clock.now += 0.005
        assert at_most(5.0) == 0.0
    assert at_most(5.0) == 5.0
