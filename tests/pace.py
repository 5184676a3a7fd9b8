"""Limits in seconds hold for a machine of everyday pace; a slower or busier one is given proportionally more."""

import time

COUNTS_IN = 0.03  # seconds in which a machine of everyday pace counts to a million


def slowness() -> float:
    """How many times slower this machine is just now than one of everyday pace; at least 1."""
    quickest = min(_counting() for _ in range(3))
    return max(1.0, quickest / COUNTS_IN)


def _counting() -> float:
    start = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number
    return time.process_time() - start
