"""Databases on a PostgreSQL server for the tests."""

import uuid
from collections.abc import Callable

from sqlalchemy import Connection, Engine, create_engine, text

from directory import migrations
from directory.db import Database

# No table or index made anew has the number of the one before: a test that changes the schema shows in them.
SCHEMA = text(
    "SELECT string_agg(oid || ' ' || relnatts, ',' ORDER BY oid) FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace"
)
TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'")
COUNTED = text("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL")
OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
Work = Callable[[Connection], str]


class EmptyDatabases:
    """Empty databases at the newest version, one at a time.

    Making one takes the server longer than most tests run. So one that was used is emptied, its counters set back, and
    given to the next test; one whose schema was changed is taken away and made anew.
    """

    def __init__(self, server: str) -> None:
        self._server = server.rsplit("/", 1)[0]
        self._admin = create_engine(_with_driver(server), isolation_level="AUTOCOMMIT")
        self._spare = ""
        self._schemas: dict[str, str] = {}
        self._template = f"template_{uuid.uuid4().hex[:12]}"
        self._run(f"CREATE DATABASE {self._template}")
        database = Database(self.url(self._template))
        migrations.upgrade(database.engine)
        database.dispose()

    def url(self, name: str) -> str:
        """The address of one of them."""
        return f"{self._server}/{name}"

    def take(self) -> str:
        """The name of an empty one, the caller's own until it is given back."""
        name, self._spare = self._spare, ""
        if not name:
            name = f"test_{uuid.uuid4().hex[:12]}"
            self._run(f"CREATE DATABASE {name} TEMPLATE {self._template}")
            self._schemas[name] = self._inside(name, _schema)
        return name

    def give_back(self, name: str) -> None:
        """Make it ready for the next, or take it away when it cannot be."""
        if not self._spare and self._inside(name, _schema) == self._schemas[name]:
            self._inside(name, _empty)
            self._spare = name
        else:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Take all of them away."""
        for name in filter(None, (self._spare, self._template)):
            self._run(f"DROP DATABASE {name} WITH (FORCE)")
        self._admin.dispose()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))

    def _inside(self, name: str, work: Work) -> str:
        engine: Engine = create_engine(_with_driver(self.url(name)))
        with engine.begin() as connection:
            done = work(connection)
        engine.dispose()
        return done


def _with_driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _schema(connection: Connection) -> str:
    return str(connection.scalar(SCHEMA))


def _empty(connection: Connection) -> str:
    connection.execute(OTHERS)  # what a test left open would keep its locks
    connection.execute(text("SET LOCAL session_replication_role = replica"))  # in any order of the tables
    for table in connection.scalars(TABLES).all():
        connection.execute(text(f'DELETE FROM "{table}"'))  # noqa: S608 - names from the schema
    for counter in connection.scalars(COUNTED).all():
        connection.execute(text(f'ALTER SEQUENCE "{counter}" RESTART'))
    return ""
