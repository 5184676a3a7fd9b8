"""The circuit breaker, with a clock of its own."""

from typing import Any

import pytest

from search.errors import EngineUnavailable, IndexMissing
from search.failover import LONGEST_SECONDS, OPEN_SECONDS, Breaker, Failover


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_an_open_breaker_lets_one_caller_try_when_the_pause_is_over() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    assert breaker.allows()
    breaker.failed(EngineUnavailable("down"))
    assert not breaker.closed
    assert not breaker.allows()
    clock.now += OPEN_SECONDS
    assert breaker.allows()
    assert not breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.closed
    assert breaker.last_error == ""


def test_the_pause_doubles_up_to_a_minute() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(10):
        breaker.failed(EngineUnavailable("down"))
    clock.now += LONGEST_SECONDS - 1
    assert not breaker.allows()
    clock.now += 1
    assert breaker.allows()


def engine(name: str) -> Any:
    return type("Engine", (), {"name": name})()


@pytest.mark.parametrize("error", [EngineUnavailable, IndexMissing])
def test_the_second_engine_answers_for_the_first(error: type[Exception]) -> None:
    failover = Failover(engine("first"), engine("second"))
    asked = []

    def call(one: Any) -> str:
        asked.append(one.name)
        if one.name == "first":
            raise error("no")
        return "answer"

    assert failover.ask(call) == ("answer", True)
    assert failover.ask(call) == ("answer", True)
    assert asked == ["first", "second", "second"]


def test_without_a_second_engine_the_error_comes_through() -> None:
    def call(_one: Any) -> str:
        raise IndexMissing("none")

    with pytest.raises(IndexMissing):
        Failover(engine("only")).ask(call)
