"""Never dark: when the first engine does not answer, the second one does, and the first is left alone for a while."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Final, TypeVar

from search.engine import SearchEngine
from search.errors import EngineUnavailable, IndexMissing

OPEN_SECONDS: Final = 5.0  # an engine that failed is tried again after this long, doubled with every further failure
LONGEST_SECONDS: Final = 60.0

Answer = TypeVar("Answer")


class Breaker:
    """A circuit breaker: closed, or open until a moment after which one caller may try."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._try_at = 0.0
        self.last_error = ""

    @property
    def closed(self) -> bool:
        """Whether the last call went well."""
        return self._failures == 0

    def allows(self) -> bool:
        """Whether to call now. When the pause is over, one caller gets True and the others wait for its outcome."""
        with self._lock:
            if self._failures == 0:
                return True
            now = self._clock()
            if now < self._try_at:
                return False
            self._try_at = now + self._pause()
            return True

    def succeeded(self) -> None:
        """The call went well."""
        if self._failures:
            with self._lock:
                self._failures, self.last_error = 0, ""

    def failed(self, error: Exception) -> None:
        """The call did not go well."""
        with self._lock:
            self._failures += 1
            self._try_at = self._clock() + self._pause()
            self.last_error = f"{type(error).__name__}: {error}"

    def _pause(self) -> float:
        return float(min(LONGEST_SECONDS, OPEN_SECONDS * 2 ** max(0, self._failures - 1)))


@dataclass(frozen=True, slots=True)
class EngineState:
    """How an engine is doing, for ``/health``."""

    name: str
    answers: bool
    documents: int
    error: str = ""


class Failover:
    """The engine in use and the one that stands in. The second may be None: then errors of the first come through."""

    def __init__(self, first: SearchEngine, second: SearchEngine | None = None) -> None:
        self.first, self.second = first, second
        self.breaker = Breaker()

    def ask(self, call: Callable[[SearchEngine], Answer]) -> tuple[Answer, bool]:
        """The answer, and whether the second engine gave it. Raises what the last engine asked raised."""
        if self.second is None:
            return call(self.first), False
        if self.breaker.allows():
            try:
                answer = call(self.first)
            except (EngineUnavailable, IndexMissing) as error:
                self.breaker.failed(error)
            else:
                self.breaker.succeeded()
                return answer, False
        return call(self.second), True

    def states(self) -> list[EngineState]:
        """Ask both engines how they are; nothing is raised."""
        return [state_of(engine) for engine in (self.first, self.second) if engine is not None]


def state_of(engine: SearchEngine) -> EngineState:
    """How one engine is doing."""
    try:
        engine.health()
        documents = engine.stats().documents
    except (EngineUnavailable, IndexMissing) as error:
        return EngineState(engine.name, False, 0, f"{type(error).__name__}: {error}")
    return EngineState(engine.name, True, documents)
