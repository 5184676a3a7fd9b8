"""Joining, second factors, waiting mail, saved searches and outcomes.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

import directory.models.base

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('mail_domain',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('domain', sa.String(length=253), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('county', sa.String(length=2), nullable=True),
    sa.Column('self_registration', sa.Boolean(), nullable=False),
    sa.Column('oidc_issuer', sa.String(length=255), nullable=False),
    sa.Column('oidc_client_id', sa.String(length=255), nullable=False),
    sa.Column('oidc_client_secret', sa.String(length=500), nullable=False),
    sa.Column('provider_only', sa.Boolean(), nullable=False),
    sa.Column('created_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_domain')),
    sa.UniqueConstraint('domain', name=op.f('uq_mail_domain_domain')),
    sa.UniqueConstraint('public_id', name=op.f('uq_mail_domain_public_id'))
    )
    op.create_table('waiting_mail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('to', sa.String(length=254), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('unsubscribe_url', sa.String(length=500), nullable=False),
    sa.Column('created_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('due_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('problem', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_waiting_mail'))
    )
    with op.batch_alter_table('waiting_mail', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_waiting_mail_due_at'), ['due_at'], unique=False)

    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('workplace_id', sa.Integer(), nullable=True),
    sa.Column('municipality', sa.String(length=3), nullable=True),
    sa.Column('county', sa.String(length=2), nullable=True),
    sa.Column('invited_by', sa.Integer(), nullable=True),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('created_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('accepted_at', directory.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['invited_by'], ['account.id'], name=op.f('fk_invitation_invited_by_account'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_invitation_organisation_id_organisation'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workplace_id'], ['workplace.id'], name=op.f('fk_invitation_workplace_id_workplace'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('public_id', name=op.f('uq_invitation_public_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitation_token_hash'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_email'), ['email'], unique=False)
        batch_op.create_index(batch_op.f('ix_invitation_expires_at'), ['expires_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_invitation_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_invitation_workplace_id'), ['workplace_id'], unique=False)

    op.create_table('recovery_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.String(length=255), nullable=False),
    sa.Column('used_at', directory.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_recovery_code_account_id_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code'))
    )
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_code_account_id'), ['account_id'], unique=False)

    op.create_table('saved_search',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('arguments', sa.JSON(), nullable=False),
    sa.Column('alert', sa.Boolean(), nullable=False),
    sa.Column('known', sa.JSON(), nullable=False),
    sa.Column('told_at', directory.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', directory.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_saved_search_account_id_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_search')),
    sa.UniqueConstraint('public_id', name=op.f('uq_saved_search_public_id'))
    )
    with op.batch_alter_table('saved_search', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_search_account_id'), ['account_id'], unique=False)

    op.create_table('sign_in_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('browser_hash', sa.String(length=64), nullable=False),
    sa.Column('created_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('used_at', directory.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sign_in_link_account_id_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_link_token_hash'))
    )
    with op.batch_alter_table('sign_in_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_link_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sign_in_link_expires_at'), ['expires_at'], unique=False)

    op.create_table('referral_outcome',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('workplace_id', sa.Integer(), nullable=True),
    sa.Column('slip_id', sa.Integer(), nullable=True),
    sa.Column('by_code', sa.Boolean(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('reason', sa.String(length=24), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_referral_outcome_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['slip_id'], ['referral_slip.id'], name=op.f('fk_referral_outcome_slip_id_referral_slip'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['workplace_id'], ['workplace.id'], name=op.f('fk_referral_outcome_workplace_id_workplace'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referral_outcome')),
    sa.UniqueConstraint('public_id', name=op.f('uq_referral_outcome_public_id')),
    sa.UniqueConstraint('slip_id', 'activity_id', 'kind', name=op.f('uq_referral_outcome_slip_id_activity_id_kind'))
    )
    with op.batch_alter_table('referral_outcome', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_referral_outcome_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_outcome_month'), ['month'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_outcome_slip_id'), ['slip_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_referral_outcome_workplace_id'), ['workplace_id'], unique=False)

    op.create_table('slip_tally',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workplace_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_slip_tally_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workplace_id'], ['workplace.id'], name=op.f('fk_slip_tally_workplace_id_workplace'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_slip_tally')),
    sa.UniqueConstraint('workplace_id', 'activity_id', 'month', name=op.f('uq_slip_tally_workplace_id_activity_id_month'))
    )
    with op.batch_alter_table('slip_tally', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_slip_tally_activity_id'), ['activity_id'], unique=False)

    op.create_table('handled_news',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workplace_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('news', sa.JSON(), nullable=False),
    sa.Column('handled_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_handled_news_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workplace_id'], ['workplace.id'], name=op.f('fk_handled_news_workplace_id_workplace'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handled_news')),
    sa.UniqueConstraint('workplace_id', 'activity_id', name=op.f('uq_handled_news_workplace_id_activity_id'))
    )
    with op.batch_alter_table('handled_news', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_handled_news_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_handled_news_handled_at'), ['handled_at'], unique=False)

    op.create_table('told_news',
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('news', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_told_news_account_id_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('account_id', name=op.f('pk_told_news'))
    )
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('totp_secret', sa.String(length=255), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('totp_since', directory.models.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('totp_step', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('oidc_issuer', sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column('oidc_subject', sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column('warned_at', directory.models.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('digest', sa.String(length=8), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('digest_on', sa.Date(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_account_oidc_issuer_oidc_subject'), ['oidc_issuer', 'oidc_subject'])

    with op.batch_alter_table('sign_in_session', schema=None) as batch_op:
        batch_op.add_column(sa.Column('second_factor', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('proved_at', directory.models.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('by_link', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.add_column(sa.Column('bring', sa.JSON(), nullable=False, server_default='{}'))

    with op.batch_alter_table('location', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stop', sa.JSON(), nullable=False, server_default='{}'))

    with op.batch_alter_table('workplace', schema=None) as batch_op:
        batch_op.add_column(sa.Column('county', sa.String(length=2), nullable=True))
        batch_op.add_column(sa.Column('folders', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.drop_column('email_domains')

    with op.batch_alter_table('shelf_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed_at', directory.models.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('noted_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_shelf_item_noted_by_id_account'), 'account', ['noted_by_id'], ['id'], ondelete='SET NULL')



def downgrade() -> None:
    with op.batch_alter_table('shelf_item', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_shelf_item_noted_by_id_account'), type_='foreignkey')
        batch_op.drop_column('noted_by_id')
        batch_op.drop_column('removed_at')

    with op.batch_alter_table('workplace', schema=None) as batch_op:
        batch_op.add_column(sa.Column('email_domains', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.drop_column('folders')
        batch_op.drop_column('county')

    with op.batch_alter_table('location', schema=None) as batch_op:
        batch_op.drop_column('stop')

    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_column('bring')

    with op.batch_alter_table('sign_in_session', schema=None) as batch_op:
        batch_op.drop_column('by_link')
        batch_op.drop_column('proved_at')
        batch_op.drop_column('second_factor')

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_account_oidc_issuer_oidc_subject'), type_='unique')
        batch_op.drop_column('digest_on')
        batch_op.drop_column('digest')
        batch_op.drop_column('warned_at')
        batch_op.drop_column('oidc_subject')
        batch_op.drop_column('oidc_issuer')
        batch_op.drop_column('totp_step')
        batch_op.drop_column('totp_since')
        batch_op.drop_column('totp_secret')

    op.drop_table('told_news')
    with op.batch_alter_table('handled_news', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_handled_news_handled_at'))
        batch_op.drop_index(batch_op.f('ix_handled_news_activity_id'))

    op.drop_table('handled_news')
    with op.batch_alter_table('slip_tally', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_slip_tally_activity_id'))

    op.drop_table('slip_tally')
    with op.batch_alter_table('referral_outcome', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_referral_outcome_workplace_id'))
        batch_op.drop_index(batch_op.f('ix_referral_outcome_slip_id'))
        batch_op.drop_index(batch_op.f('ix_referral_outcome_month'))
        batch_op.drop_index(batch_op.f('ix_referral_outcome_activity_id'))

    op.drop_table('referral_outcome')
    with op.batch_alter_table('sign_in_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_link_expires_at'))
        batch_op.drop_index(batch_op.f('ix_sign_in_link_account_id'))

    op.drop_table('sign_in_link')
    with op.batch_alter_table('saved_search', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_saved_search_account_id'))

    op.drop_table('saved_search')
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recovery_code_account_id'))

    op.drop_table('recovery_code')
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_invitation_workplace_id'))
        batch_op.drop_index(batch_op.f('ix_invitation_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_invitation_expires_at'))
        batch_op.drop_index(batch_op.f('ix_invitation_email'))

    op.drop_table('invitation')
    with op.batch_alter_table('waiting_mail', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_waiting_mail_due_at'))

    op.drop_table('waiting_mail')
    op.drop_table('mail_domain')
