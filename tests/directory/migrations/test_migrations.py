"""The schema that migrations build is the schema the models mean, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from directory import migrations
from directory.db import Database
from directory.models import Base


def test_migrations_and_models_agree(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_database_knows_its_version(database: Database) -> None:
    assert migrations.current(database.engine) == migrations.head()


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    before = inspect(database.engine).get_table_names()
    migrations.upgrade(database.engine)
    assert inspect(database.engine).get_table_names() == before


def test_an_empty_database_has_no_version() -> None:
    engine = create_engine("sqlite://")
    assert migrations.current(engine) is None
    engine.dispose()


def test_every_table_can_be_taken_away_again(database: Database) -> None:
    from alembic import command

    config = migrations._config()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    migrations.upgrade(database.engine)
    assert migrations.current(database.engine) == migrations.head()
