"""The database: one engine a process, one session a request, one commit a unit of work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker


class Database:
    """Hands out sessions and units of work.

    ``after_write`` callables run after each commit with this database as their argument, never inside the
    transaction: the drain of the index outbox hangs there. What they raise is theirs to handle.
    """

    def __init__(self, url: str) -> None:
        self.engine = _make_engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self.after_write: list[Callable[[Database], None]] = []

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading; rolled back and closed at the end."""
        session = self._sessions()
        try:
            yield session
        finally:
            session.close()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One unit of work: commits at the end, rolls back on any error, then runs ``after_write``."""
        with self.write_quietly() as session:
            yield session
        for callback in self.after_write:
            callback(self)

    @contextmanager
    def write_quietly(self) -> Iterator[Session]:
        """One unit of work without ``after_write``, for those who do what hangs there."""
        session = self._sessions()
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def _make_engine(url: str) -> Engine:
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # Readers and the writer of two gunicorn workers do not wait for each other in WAL mode.
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA busy_timeout = 10000")
    cursor.close()
