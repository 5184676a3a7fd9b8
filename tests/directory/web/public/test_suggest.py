"""Suggestions while typing."""

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def client(demo: Flask) -> FlaskClient:
    """A browser on the demo."""
    return demo.test_client()


def test_titles_that_begin_alike_lead_to_their_pages(client: FlaskClient) -> None:
    answer = client.get("/fi/haku/ehdota?q=ukko")
    lines = answer.get_json()["lines"]
    assert any(line["text"] == "Ukkojen verstas" for line in lines)
    for line in lines:
        assert client.get(line["url"]).status_code in {200, 301, 302, 308}
    assert "private" in answer.headers["Cache-Control"]


def test_a_line_in_another_language_carries_it(client: FlaskClient) -> None:
    lines = client.get("/sv/sok/foreslag?q=ukkojen").get_json()["lines"]
    assert {line["lang"] for line in lines if line["text"].startswith("Ukkojen")} == {"fi"}


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=%ED%A0%80", "q=" + "x" * 10_000, "q=%3Cb%3E"])
def test_odd_beginnings_give_a_list_all_the_same(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/en/search/suggest?{query}")
    assert answer.status_code == 200
    assert isinstance(answer.get_json()["lines"], list)
