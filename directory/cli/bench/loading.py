"""A bounded load: so many connections, each asking again as soon as it is answered."""

import http.client
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Load:
    """What a load brought: milliseconds of every answer, answers that were no success, and how long it lasted."""

    times: tuple[float, ...]
    failed: int
    seconds: float

    def percentile(self, share: float) -> float:
        """Milliseconds below which this share of answers lies."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds if self.seconds else 0.0


def load(url: str, paths: Sequence[str], connections: int, seconds: float) -> Load:
    """Ask the paths in turn over keep-alive connections for so long; each connection begins elsewhere in the list."""
    address = urlsplit(url)
    times: list[list[float]] = [[] for _ in range(connections)]
    failed = [0] * connections
    until = perf_counter() + seconds

    def one(number: int) -> None:
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
        place = number * len(paths) // connections
        while perf_counter() < until:
            began = perf_counter()
            try:
                connection.request("GET", paths[place % len(paths)], headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                answer.read()
                failed[number] += answer.status != 200
            except (http.client.HTTPException, OSError):
                failed[number] += 1
                connection.close()
            times[number].append((perf_counter() - began) * 1000)
            place += 1
        connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(connections)]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(tuple(time for some in times for time in some), sum(failed), perf_counter() - began)
