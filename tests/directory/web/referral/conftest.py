"""Slips made through the pages of the demo."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from directory.models import Activity

FINNISH = ("ukkojen-verstas-lieksa", "perjantain-loylyvuoro-nurmes", "tupa-lieksa")


@pytest.fixture
def site(peopled: Flask) -> FlaskClient:
    """A browser on a demo of the test's own."""
    return peopled.test_client()


@pytest.fixture
def ids(peopled: Flask) -> list[str]:
    """Public ids of three Finnish-only activities around Lieksa."""
    with peopled.extensions["database"].read() as session:
        found = {
            row.import_id: row.public_id
            for row in session.execute(
                select(Activity.import_id, Activity.public_id).where(Activity.import_id.in_(FINNISH))
            )
        }
    return [found[one] for one in FINNISH]


def token_of(html: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert found
    return found[1]


@pytest.fixture
def make(site: FlaskClient, ids: list[str]) -> Callable[..., str]:
    """Makes a slip of the three and gives the path of its page, without the question."""

    def made(**values: str) -> str:
        html = site.get("/fi/ohjauslista", query_string={"a": ids}).get_data(as_text=True)
        form = {"csrf_token": token_of(html), "a": ids, "client": "fi"} | values
        response = site.post("/fi/ohjauslista", data=form)
        assert response.status_code == 303, response.get_data(as_text=True)
        return str(response.location).partition("?")[0]

    return made
