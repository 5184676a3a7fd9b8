"""Waiting for the server's tasks: a task that fails changes nothing, so every one is looked after."""

from collections.abc import Iterable
from time import monotonic, sleep
from typing import Any, Final

from search.errors import EngineUnavailable, WriteFailed
from search.meilisearch.connection import Connection
from search.meilisearch.errors import mapped
from search.patience import at_most

FIRST_WAIT: Final = 0.005
LONGEST_WAIT: Final = 0.05


def wait(connection: Connection, tasks: Iterable[Any], timeout: float) -> None:
    """Return when all have succeeded. Raises ``WriteFailed`` for a failed or cancelled one and ``EngineUnavailable``
    when they take longer than ``timeout`` seconds in all, or than the caller waits: they may still succeed, and writing
    again does no harm."""
    until = monotonic() + at_most(timeout)
    for task in tasks:
        pause = FIRST_WAIT
        while True:
            with mapped():
                state = connection.client.get_task(task.task_uid)
            if state.status == "succeeded":
                break
            if state.status in {"failed", "canceled"}:
                raise WriteFailed(f"Meilisearch task {task.task_uid}: {state.error or state.status}")
            if monotonic() > until:
                raise EngineUnavailable(f"Meilisearch task {task.task_uid} is still {state.status}")
            sleep(pause)
            pause = min(LONGEST_WAIT, pause * 1.5)
