"""Workplaces with their shelf, and referral slips.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

import directory.models.base


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('workplace',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('municipalities', sa.JSON(), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('email_domains', sa.JSON(), nullable=False),
    sa.Column('created_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workplace')),
    sa.UniqueConstraint('public_id', name=op.f('uq_workplace_public_id'))
    )
    op.create_table('referral_slip',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('short_code', sa.String(length=16), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('text_size', sa.String(length=8), nullable=False),
    sa.Column('workplace_id', sa.Integer(), nullable=True),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['workplace_id'], ['workplace.id'], name=op.f('fk_referral_slip_workplace_id_workplace'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral_slip')),
    sa.UniqueConstraint('code', name=op.f('uq_referral_slip_code')),
    sa.UniqueConstraint('short_code', name=op.f('uq_referral_slip_short_code'))
    )
    with op.batch_alter_table('referral_slip', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_referral_slip_expires_on'), ['expires_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_slip_workplace_id'), ['workplace_id'], unique=False)

    op.create_table('referral_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slip_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('printed', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_referral_item_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['slip_id'], ['referral_slip.id'], name=op.f('fk_referral_item_slip_id_referral_slip'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral_item'))
    )
    with op.batch_alter_table('referral_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_referral_item_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_item_slip_id'), ['slip_id'], unique=False)

    op.create_table('shelf_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workplace_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('folder', sa.String(length=60), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=False),
    sa.Column('noted_by', sa.String(length=100), nullable=False),
    sa.Column('noted_at', directory.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('added_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_shelf_item_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workplace_id'], ['workplace.id'], name=op.f('fk_shelf_item_workplace_id_workplace'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shelf_item')),
    sa.UniqueConstraint('workplace_id', 'activity_id', name=op.f('uq_shelf_item_workplace_id_activity_id'))
    )
    with op.batch_alter_table('shelf_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shelf_item_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shelf_item_workplace_id'), ['workplace_id'], unique=False)

    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.add_column(sa.Column('workplace_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_membership_workplace_id'), ['workplace_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_membership_workplace_id_workplace'), 'workplace', ['workplace_id'], ['id'], ondelete='CASCADE')



def downgrade() -> None:
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_membership_workplace_id_workplace'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_membership_workplace_id'))
        batch_op.drop_column('workplace_id')

    with op.batch_alter_table('shelf_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shelf_item_workplace_id'))
        batch_op.drop_index(batch_op.f('ix_shelf_item_activity_id'))

    op.drop_table('shelf_item')
    with op.batch_alter_table('referral_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_referral_item_slip_id'))
        batch_op.drop_index(batch_op.f('ix_referral_item_activity_id'))

    op.drop_table('referral_item')
    with op.batch_alter_table('referral_slip', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_referral_slip_workplace_id'))
        batch_op.drop_index(batch_op.f('ix_referral_slip_expires_on'))

    op.drop_table('referral_slip')
    op.drop_table('workplace')
