"""``/health``."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient


def test_well(demo: Flask) -> None:
    answer = demo.test_client().get("/health")
    assert answer.status_code == 200
    state = answer.get_json()
    assert state["status"] == "ok"
    assert state["database"] is True
    (engine,) = state["search"]["engines"]
    assert (engine["name"], engine["answers"], engine["documents"]) == ("embedded", True, 280)
    assert answer.headers["Cache-Control"] == "no-store"


def test_alive_without_an_index(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.get_json()["search"]["engines"][0]["answers"] is False


def test_a_database_that_cannot_be_read(make_app: Callable[..., Flask]) -> None:
    app = make_app(database_url="sqlite:////nowhere/at/all.sqlite")
    answer = app.test_client().get("/health")
    assert answer.status_code == 503
    assert answer.get_json()["status"] == "failing"
    assert "nowhere" not in answer.get_data(as_text=True)
