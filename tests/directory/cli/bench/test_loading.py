"""What a load measures: every answer's time, what of it was the engine's, and what failed."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from flask import Flask

from directory.cli.bench.baseline import app as plain_pages
from directory.cli.bench.loading import ENGINE, load, percentile
from directory.cli.bench.questions import search_paths, suggest_paths


class Pages(BaseHTTPRequestHandler):
    """``/found`` says that an engine took ten milliseconds; everything else is missing."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        found = self.path == "/found"
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", "2")
        if found:
            self.send_header("Server-Timing", "engine;desc=embedded;dur=10.0")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_takes_the_engine_out_of_every_answer(url: str) -> None:
    found = load(url, ["/found"], 2, 0.2)
    assert len(found.own) == len(found.times) > 2
    assert sorted(found.own) == pytest.approx(sorted(time - 10.0 for time in found.times))
    assert found.engines == {"embedded"}
    assert found.failed == 0
    assert found.per_second == pytest.approx(len(found.times) / found.seconds)


def test_counts_what_failed(url: str) -> None:
    found = load(url, ["/found", "/missing"], 1, 0.2)
    assert found.failed in {len(found.times) // 2, (len(found.times) - 1) // 2}
    assert load("http://127.0.0.1:1", ["/"], 1, 0.05).failed > 0


def test_percentiles() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([], 0.95) == 0.0


def test_the_search_page_tells_what_its_engine_took(demo: Flask) -> None:
    answers = [demo.test_client().get(path) for path in search_paths(3)]
    assert {answer.status_code for answer in answers} == {200}
    told = [ENGINE.search(answer.headers["Server-Timing"]) for answer in answers]
    assert all(one is not None and one[1] == "embedded" and float(one[2]) > 0 for one in told)


def test_asks_the_same_each_time_and_seldom_twice(demo: Flask) -> None:
    assert search_paths(50) == search_paths(50)
    assert len(set(search_paths(500))) > 250
    assert demo.test_client().get(suggest_paths(1)[0]).status_code == 200


def test_the_plain_pages_are_there() -> None:
    client = plain_pages().test_client()
    assert client.get("/ok").text == "ok"
    assert client.get("/items").text.count("<li>") == 20
