"""A bounded load: so many connections, each asking again as soon as it is answered."""

import http.client
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from time import perf_counter
from typing import Final
from urllib.parse import urlsplit

ENGINE: Final = re.compile(r"engine;desc=(\w+);dur=([0-9.]+)")


@dataclass(frozen=True, slots=True)
class Load:
    """What a load brought: milliseconds of every answer, answers that were no success, and how long it lasted.

    ``own`` are the milliseconds that no search engine took, of answers that tell; ``engines`` are those that did.
    """

    times: tuple[float, ...]
    own: tuple[float, ...]
    engines: frozenset[str]
    failed: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds if self.seconds else 0.0


def percentile(times: Sequence[float], share: float) -> float:
    """Milliseconds below which this share of answers lies; 0 when there are none."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def load(url: str, paths: Sequence[str], connections: int, seconds: float) -> Load:
    """Ask the paths in turn over keep-alive connections for so long; each connection begins elsewhere in the list."""
    address = urlsplit(url)
    times: list[list[float]] = [[] for _ in range(connections)]
    own: list[list[float]] = [[] for _ in range(connections)]
    engines: set[str] = set()
    failed = [0] * connections
    until = perf_counter() + seconds

    def one(number: int) -> None:
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
        place = number * len(paths) // connections
        while perf_counter() < until:
            began, engine = perf_counter(), None
            try:
                connection.request("GET", paths[place % len(paths)], headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                answer.read()
                engine = ENGINE.search(answer.getheader("Server-Timing", ""))
                failed[number] += answer.status != 200
            except (http.client.HTTPException, OSError):
                failed[number] += 1
                connection.close()
            took = (perf_counter() - began) * 1000
            times[number].append(took)
            if engine:
                own[number].append(took - float(engine[2]))
                engines.add(engine[1])
            place += 1
        connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(connections)]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = perf_counter() - began
    return Load(
        tuple(chain.from_iterable(times)),
        tuple(chain.from_iterable(own)),
        frozenset(engines),
        sum(failed),
        seconds,
    )
