"""One line per request, and never the question."""

import json
import logging
from typing import Any

import pytest
from flask.testing import FlaskClient

from directory.web.request_log import JsonLines

QUESTION = "yksinäinen mies 131052-308T"


def lines(written: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.splitlines() if line.startswith("{")]


@pytest.mark.parametrize("path", ["/fi/haku", "/fi/puuttuu", "/fi/talla-viikolla"])
def test_the_question_is_nowhere(client: FlaskClient, capsys: pytest.CaptureFixture[str], path: str) -> None:
    answer = client.get(path, query_string={"q": QUESTION}, headers={"Referer": f"https://a.example/?q={QUESTION}"})
    written = capsys.readouterr().err
    (line,) = [line for line in lines(written) if line["message"] == "request"]
    # What leads nowhere may hold anything that somebody typed or pasted behind our name.
    assert line["path"] == ("no such page" if answer.status_code == 404 else path)
    assert line["method"] == "GET"
    assert line["status"] == answer.status_code
    assert line["ms"] >= 0
    assert line["request_id"] == answer.headers["X-Request-ID"]
    for secret in ("131052", "yksin", "q=", "127.0.0.1", "a.example"):
        assert secret not in written


@pytest.mark.parametrize("path", ["/fi/toiminta/", "/fi/jarjesto/", "/fi/kunnat/", "/fi/", "/l/", "/", "/fi/l/kuusi/"])
def test_what_is_typed_into_an_address_is_nowhere_either(
    client: FlaskClient, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    assert client.get(f"{path}131052-308T").status_code >= 300
    assert client.get(f"{path}Zebulon").status_code >= 300
    written = capsys.readouterr().err
    assert len(lines(written)) == 2
    assert "131052" not in written
    assert "Zebulon" not in written


def test_a_line_break_in_an_address_forges_no_line(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    client.get('/fi/a%0A{"level": "error"}')
    assert len(lines(capsys.readouterr().err)) == 1


def test_health_and_static_files_are_quiet(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    client.get("/health")
    assert lines(capsys.readouterr().err) == []


def test_outside_a_request_there_is_no_request_id() -> None:
    record = logging.LogRecord("directory", logging.WARNING, "x.py", 1, "told %s", ("so",), None)
    line = json.loads(JsonLines().format(record))
    assert line["message"] == "told so"
    assert "request_id" not in line
