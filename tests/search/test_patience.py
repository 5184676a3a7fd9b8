"""Patience: one limit for however many calls."""

import time

from search.patience import at_most, patience, waiting


def test_without_a_caller_in_a_hurry_a_call_has_its_own_limit() -> None:
    assert at_most(5.0) == 5.0


def test_only_waits_are_taken_off() -> None:
    with patience(0.5):
        assert at_most(5.0) == 0.5
        assert at_most(0.2) == 0.2
        began = time.perf_counter()
        while time.perf_counter() - began < 0.02:
            pass
        assert at_most(5.0) == 0.5
        with waiting():
            while time.perf_counter() - began < 0.05:
                pass
        assert 0.0 < at_most(5.0) < 0.48


def test_it_ends_at_nothing() -> None:
    with patience(0.001):
        began = time.perf_counter()
        with waiting():
            while time.perf_counter() - began < 0.005:
                pass
        assert at_most(5.0) == 0.0
    assert at_most(5.0) == 5.0
