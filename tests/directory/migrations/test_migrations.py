"""A database knows its version; every migration can be taken back, and none takes along what people have stored."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, inspect, select, text

from directory import migrations
from directory.db import Database
from directory.models import Account, Activity, Membership, Organisation, Revision, Workplace
from directory.models.base import Base

NAMED_IN_HISTORY = {"account": Account, "activity": Activity, "organisation": Organisation, "workplace": Workplace}
# An account with a role, as it was stored before the joining came.
EARLIER = (
    """INSERT INTO account (id, public_id, email, name, ui_language, password_hash, active, demo, created_at)
    VALUES (1, 'a', 'aino@demo.example', 'Aino', 'fi', '', :yes, :no, :now)""",
    "INSERT INTO membership (id, account_id, role) VALUES (1, 1, 'editor')",
)


def test_a_database_knows_its_version(database: Database) -> None:
    assert migrations.current(database.engine) == migrations.head()


def test_an_empty_database_has_no_version() -> None:
    engine = create_engine("sqlite://")
    assert migrations.current(engine) is None
    engine.dispose()


def test_every_table_can_be_taken_away_again(database: Database) -> None:
    migrations.downgrade(database.engine, "base")
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    migrations.upgrade(database.engine)
    assert migrations.current(database.engine) == migrations.head()


def test_an_upgrade_keeps_the_rows_that_hang_on_a_copied_table(database: Database) -> None:
    migrations.downgrade(database.engine, "0003")
    with database.engine.begin() as connection:
        for statement in EARLIER:
            connection.execute(text(statement), {"yes": True, "no": False, "now": datetime.now(UTC)})
    migrations.upgrade(database.engine)
    with database.read() as session:
        assert session.scalars(select(Membership.role).join(Account)).all() == ["editor"]
    migrations.downgrade(database.engine, "0003")
    with database.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM membership")) == 1
        if database.engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1


@pytest.mark.parametrize("kind", NAMED_IN_HISTORY)
def test_a_number_that_history_names_is_given_once(database: Database, kind: str) -> None:
    first = _made(database, kind)
    with database.write() as session:
        session.delete(session.get(NAMED_IN_HISTORY[kind], first))
    assert _made(database, kind) > first


def test_numbers_given_before_the_upgrade_count_too(database: Database) -> None:
    migrations.downgrade(database.engine, "0004")
    with database.write() as session:
        session.add(Revision(subject_type="workplace", subject_id=7, actor_role="admin", action="delete"))
    migrations.upgrade(database.engine)
    number = _made(database, "workplace")
    assert number == 8 if database.engine.dialect.name == "sqlite" else number


def _made(database: Database, kind: str) -> int:
    """The number of a new row; an activity's organisation is made beside it."""
    with database.write() as session:
        made: Base
        if kind == "account":
            made = Account(email="aino@demo.example")
        elif kind == "workplace":
            made = Workplace(name="Keskus")
        else:
            made = Organisation(names={"fi": "Ry"}, type="association")
            session.add(made)
            session.flush()
            if kind == "activity":
                made = Activity(organisation_id=made.id, area_level="municipal")
        session.add(made)
        session.flush()
        return int(inspect(made).identity[0])
