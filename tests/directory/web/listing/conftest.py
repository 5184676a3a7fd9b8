"""Cards of the demo to change and show."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from directory.models import Activity, ActivityCard
from directory.services.cards import Card, card_from_bytes


@pytest.fixture
def demo_card(demo: Flask) -> Callable[[str], Card]:
    """The card of a demo activity by its import id."""

    def read(import_id: str) -> Card:
        with demo.extensions["database"].read() as session:
            found = session.scalar(
                select(ActivityCard.card)
                .join(Activity, Activity.id == ActivityCard.activity_id)
                .where(Activity.import_id == import_id)
            )
        assert found is not None
        return card_from_bytes(found)

    return read
