"""Pages of listings that the test makes itself, at a moment that stands still."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask

from directory.models import Activity
from directory.services.activities import ActivityChange
from tests.directory.web.public.listings import NOW, WORKSHOP, listed
from tests.pages import Page, checked_page

Reader = Callable[..., Page]


@pytest.fixture
def monday() -> Iterator[None]:
    """Monday 23.11.2026, ten o'clock in Finland."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def publish(app: Flask, monday: None) -> Callable[..., str]:
    """Publishes a listing; gives its public id."""

    def made(change: ActivityChange = WORKSHOP, edit: Callable[[Activity], Any] | None = None, **values: Any) -> str:
        with app.extensions["database"].write() as session:
            activity = listed(session, change, **values)
            if edit is not None:
                edit(activity)
            return activity.public_id

    return made


@pytest.fixture
def read(app: Flask, monday: None) -> Reader:
    """Reads a page of the test's own app, following one move to the right slug; checks it as every page."""
    client = app.test_client()

    def page(path: str, status: int = 200, **options: Any) -> Page:
        answer = client.get(path, **options)
        if answer.status_code == 301:
            path = answer.headers["Location"]
        return checked_page(client, path, status, **options)

    return page
