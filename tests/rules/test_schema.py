"""The migrations and the models describe the same tables, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from directory import migrations
from directory.db import Database
from directory.models import Base, Workplace


def test_migrations_make_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    migrations.upgrade(database.engine)
    assert migrations.current(database.engine) == migrations.head()


@pytest.mark.parametrize("time", ["first", "again"])
def test_each_test_has_an_empty_database_that_counts_from_one(database: Database, time: str) -> None:
    with database.write_quietly() as session:
        assert session.scalars(select(Workplace)).all() == []
        place = Workplace(name="Lieksan sote-keskus", municipalities=["422"], languages=["fi"])
        session.add(place)
        session.flush()
        assert place.id == 1
