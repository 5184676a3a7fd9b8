"""What history names by its number keeps that number for itself: SQLite gave a deleted row's number to the next one.

Revision ID: 0005
Revises: 0004
"""

from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

TABLES = ('account', 'activity', 'organisation', 'workplace')


def upgrade() -> None:
    if op.get_bind().dialect.name != 'sqlite':
        return  # sequences of PostgreSQL give no number twice
    for table in TABLES:
        with op.batch_alter_table(table, recreate='always', table_kwargs={'sqlite_autoincrement': True}):
            pass
        # Numbers that only the history still names count as given too.
        used = f"SELECT max(n) FROM (SELECT max(id) AS n FROM {table} UNION ALL SELECT max(subject_id) FROM revision WHERE subject_type = '{table}')"
        op.execute(f"DELETE FROM sqlite_sequence WHERE name = '{table}'")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) SELECT '{table}', coalesce(({used}), 0)")


def downgrade() -> None:
    if op.get_bind().dialect.name != 'sqlite':
        return
    for table in TABLES:
        with op.batch_alter_table(table, recreate='always'):
            pass
