"""The schema and its history. ``upgrade`` brings a database to the newest version; numbered 0001, 0002 …"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

FOLDER = Path(__file__).parent


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """One transaction that may copy tables.

    SQLite changes a table by copying it: dropping the old one would take along every row that hangs on it, so foreign
    keys are off meanwhile and checked before the commit.
    """
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.commit()
        try:
            with connection.begin():
                yield connection
                if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                    raise RuntimeError(f"rows that hang on nothing: {sorted({row[0] for row in broken})}")
        finally:
            if sqlite:
                connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to ``revision``; an up-to-date one stays as it is."""
    config = _config()
    with _changing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the schema back to ``revision``, ``base`` for none at all."""
    config = _config()
    with _changing(engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def head() -> str:
    """The newest version there is."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current(engine: Engine) -> str | None:
    """The version the database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def autogenerate(engine: Engine, number: str, message: str) -> None:
    """Write the next migration from the difference between the models and the database (for developers)."""
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.revision(config, message, autogenerate=True, rev_id=number)
