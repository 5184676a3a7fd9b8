"""The migrations and the models describe the same tables, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from directory import migrations
from directory.db import Database
from directory.models import Base


def test_migrations_make_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    migrations.upgrade(database.engine)
    assert migrations.current(database.engine) == migrations.head()
