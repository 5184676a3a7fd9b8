"""What the worker does again and again, each thing at its own pace, until it is interrupted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic, sleep


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do every so many seconds; it says itself what went wrong and raises nothing."""

    seconds: float
    do: Callable[[], object]


def go_on(chores: Sequence[Chore]) -> None:
    """Do each chore when its time has come, counted from now. Ends by interruption only."""
    due = [monotonic() + chore.seconds for chore in chores]
    while True:
        sleep(max(0.0, min(due) - monotonic()))
        for number, chore in enumerate(chores):
            if monotonic() >= due[number]:
                chore.do()
                due[number] = monotonic() + chore.seconds
