"""Alembic's way to the database; the connection comes from ``directory.migrations``."""

from alembic import context

from directory.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    # SQLite cannot alter tables in place; Alembic then copies them.
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
