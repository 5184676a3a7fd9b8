"""Never dark: when the first engine does not answer, the second one does, and the first is left alone for a while.

What a reader notices: while the first engine is closed off, nothing; the second answers at once. Only who asks in the
very moment the first one begins to hang waits for it, ``seconds`` in all. Whether it is back is tried in the
background with a question that the second one has answered already, so nobody waits for the trial.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic
from typing import Final, TypeVar

from search.engine import SearchEngine
from search.errors import EngineUnavailable, IndexMissing, QuestionRefused, SearchError
from search.patience import patience

OPEN_SECONDS: Final = 1.0  # an engine that failed is tried again after this long, doubled with every further failure
LONGEST_SECONDS: Final = 15.0
PATIENCE: Final = 0.8  # seconds that a question waits for the first engine in all

Answer = TypeVar("Answer")


class Breaker:
    """A circuit breaker: closed, or open until a trial goes well. Trials have growing pauses between them."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._try_at = 0.0
        self.last_error = ""

    @property
    def closed(self) -> bool:
        """Whether the engine may be asked: the last call went well."""
        return self._failures == 0

    def trial_due(self) -> bool:
        """Whether to try an open one now. When the pause is over, one caller gets True and makes the trial."""
        with self._lock:
            now = self._clock()
            if self._failures == 0 or now < self._try_at:
                return False
            self._try_at = now + self._pause()
            return True

    def succeeded(self) -> None:
        """The trial went well."""
        with self._lock:
            self._failures, self.last_error = 0, ""

    def failed(self, error: Exception, *, trial: bool = False) -> None:
        """A call or a trial did not go well. Calls begun before it opened, and failing after, make no pause longer."""
        with self._lock:
            self.last_error = f"{type(error).__name__}: {error}"
            if self._failures and not trial:
                return
            self._failures += 1
            self._try_at = self._clock() + self._pause()

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
    """The engine in use and the one that stands in. The second may be None: then errors of the first come through.

    ``seconds`` is how long a question waits for the first one in all.
    """

    def __init__(self, first: SearchEngine, second: SearchEngine | None = None, seconds: float = PATIENCE) -> None:
        self.first, self.second, self.seconds = first, second, seconds
        self.breaker = Breaker()

    def ask(self, call: Callable[[SearchEngine], Answer]) -> tuple[Answer, bool]:
        """The answer, and whether the second engine gave it. Raises what the last engine asked raised.

        ``call`` may be made again in another thread; it must hold nothing of the request.
        """
        if self.second is None:
            return call(self.first), False
        if self.breaker.closed:
            try:
                return self._first(call), False
            except QuestionRefused:
                return call(self.second), True
            except (EngineUnavailable, IndexMissing) as error:
                self.breaker.failed(error)
            return call(self.second), True
        if self.breaker.trial_due():
            Thread(target=self._try, args=(call,), name="search-trial", daemon=True).start()
        try:
            return call(self.second), True
        except SearchError:
            return self._first(call), False

    def states(self) -> list[EngineState]:
        """Ask both engines how they are; nothing is raised."""
        with patience(self.seconds):
            return [state_of(engine) for engine in (self.first, self.second) if engine is not None]

    def _first(self, call: Callable[[SearchEngine], Answer]) -> Answer:
        with patience(self.seconds):
            return call(self.first)

    def _try(self, call: Callable[[SearchEngine], object]) -> None:
        try:
            self._first(call)
        except Exception as error:  # noqa: BLE001 - nobody waits for this call: whatever it is, the trial failed
            self.breaker.failed(error, trial=True)
        else:
            self.breaker.succeeded()


def state_of(engine: SearchEngine) -> EngineState:
    """How one engine is doing."""
    try:
        engine.health()
        documents = engine.stats().documents
    except (EngineUnavailable, IndexMissing) as error:
        return EngineState(engine.name, False, 0, f"{type(error).__name__}: {error}")
    return EngineState(engine.name, True, documents)
