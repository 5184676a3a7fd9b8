"""A database knows its version; every migration can be taken back."""

from sqlalchemy import create_engine, inspect

from directory import migrations
from directory.db import Database


def test_a_database_knows_its_version(database: Database) -> None:
    assert migrations.current(database.engine) == migrations.head()


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
