"""The circuit breaker, with a clock of its own, and who answers when."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from search.errors import EngineUnavailable, IndexMissing, QuestionRefused
from search.failover import LONGEST_SECONDS, OPEN_SECONDS, Breaker, Failover
from search.patience import at_most


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_an_open_breaker_lets_one_caller_try_when_the_pause_is_over() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    assert not breaker.trial_due()
    breaker.failed(EngineUnavailable("down"))
    assert not breaker.closed
    assert not breaker.trial_due()
    clock.now += OPEN_SECONDS
    assert breaker.trial_due()
    assert not breaker.trial_due()
    breaker.succeeded()
    assert breaker.closed
    assert breaker.last_error == ""


def test_the_pause_doubles_up_to_its_limit_with_every_trial() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    breaker.failed(EngineUnavailable("down"))
    pauses = []
    for _ in range(6):
        begun = clock.now
        while not breaker.trial_due():
            clock.now += 0.5
        pauses.append(clock.now - begun)
        breaker.failed(EngineUnavailable("down"), trial=True)
    assert pauses == [1, 2, 4, 8, LONGEST_SECONDS, LONGEST_SECONDS]


def test_many_callers_failing_at_once_make_one_short_pause() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(10):
        breaker.failed(EngineUnavailable("down"))
    clock.now += OPEN_SECONDS
    assert breaker.trial_due()


class Engine:
    """Answers with its name, or raises."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.error: Exception | None = None
        self.asked = 0

    def answer(self) -> str:
        self.asked += 1
        if self.error is not None:
            raise self.error
        return self.name


def ask(one: Any) -> str:
    answer: str = one.answer()
    return answer


@pytest.fixture
def pair() -> tuple[Failover, Engine, Engine, Clock]:
    first, second, clock = Engine("first"), Engine("second"), Clock()
    failover = Failover(first, second)  # type: ignore[arg-type]
    failover.breaker = Breaker(clock)
    return failover, first, second, clock


Pair = tuple[Failover, Engine, Engine, Clock]


@pytest.mark.parametrize("error", [EngineUnavailable, IndexMissing])
def test_the_second_engine_answers_for_the_first(pair: Pair, error: type[Exception]) -> None:
    failover, first, _, _ = pair
    first.error = error("no")
    assert failover.ask(ask) == ("second", True)
    assert failover.ask(ask) == ("second", True)
    assert first.asked == 1


def threads_named(name: str) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == name]


def test_nobody_waits_for_the_trial_and_it_brings_the_first_engine_back(pair: Pair) -> None:
    failover, first, _, clock = pair
    first.error = EngineUnavailable("no")
    failover.ask(ask)
    clock.now += OPEN_SECONDS
    tried, answering = threading.Event(), threading.Event()

    def held() -> str:
        tried.set()
        assert answering.wait(10)
        return "first"

    first.answer = held  # type: ignore[method-assign]
    assert failover.ask(ask) == ("second", True)
    assert tried.wait(10)
    assert failover.ask(ask) == ("second", True)
    answering.set()
    for thread in threads_named("search-trial"):
        thread.join(10)
    assert failover.ask(ask) == ("first", False)


def test_a_trial_that_fails_in_whatever_way_leaves_it_open(pair: Pair) -> None:
    failover, first, _, clock = pair
    first.error = EngineUnavailable("no")
    failover.ask(ask)
    clock.now += OPEN_SECONDS
    first.error = RuntimeError("broken in a new way")
    assert failover.ask(ask) == ("second", True)
    for thread in threads_named("search-trial"):
        thread.join(10)
    assert "broken in a new way" in failover.breaker.last_error
    assert not failover.breaker.closed


def test_a_question_that_is_refused_closes_the_engine_to_nobody_else(pair: Pair) -> None:
    failover, first, _, _ = pair
    first.error = QuestionRefused("what?")
    assert failover.ask(ask) == ("second", True)
    first.error = None
    assert failover.ask(ask) == ("first", False)


def test_when_the_second_cannot_either_the_first_is_asked_after_all(pair: Pair) -> None:
    failover, first, second, _ = pair
    first.error = EngineUnavailable("no")
    failover.ask(ask)
    first.error, second.error = None, IndexMissing("none yet")
    assert failover.ask(ask) == ("first", False)


def test_without_a_second_engine_the_error_comes_through() -> None:
    only = Engine("only")
    only.error = IndexMissing("none")
    with pytest.raises(IndexMissing):
        Failover(only).ask(ask)  # type: ignore[arg-type]


def test_only_the_first_engine_has_a_limit(pair: Pair) -> None:
    failover, first, _, _ = pair
    limits: list[float] = []

    def limited(fails: bool) -> Callable[[], str]:
        def answer() -> str:
            limits.append(at_most(60.0))
            if fails:
                raise EngineUnavailable("no")
            return "limited"

        return answer

    first.answer = limited(fails=True)  # type: ignore[method-assign]
    pair[2].answer = limited(fails=False)  # type: ignore[method-assign]
    assert failover.ask(ask) == ("limited", True)
    assert limits == [0.8, 60.0]
