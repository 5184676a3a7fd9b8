"""How long a caller waits for a search server in all, however many calls its question takes.

Only time spent waiting for the server counts: a process that is still reading its lexicon shall not take the server
for slow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import perf_counter


@dataclass(slots=True)
class _Left:
    seconds: float


_left: ContextVar[_Left | None] = ContextVar("patience", default=None)


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Everything asked of a server in this block may take ``seconds`` together."""
    token = _left.set(_Left(seconds))
    try:
        yield
    finally:
        _left.reset(token)


def at_most(seconds: float) -> float:
    """How long the next call may wait: ``seconds``, or what is left of the caller's patience; never below 0."""
    left = _left.get()
    return seconds if left is None else max(0.0, min(seconds, left.seconds))


@contextmanager
def waiting() -> Iterator[None]:
    """A wait for the server, taken off the caller's patience."""
    left, began = _left.get(), perf_counter()
    try:
        yield
    finally:
        if left is not None:
            left.seconds -= perf_counter() - began
