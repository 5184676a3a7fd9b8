"""The first tables: organisations, activities and all that belongs to them, accounts and what is to be indexed.

Revision ID: 0001
Revises: 
"""

import sqlalchemy as sa
from alembic import op

import directory.models.base


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('ui_language', sa.String(length=2), nullable=False),
    sa.Column('password_hash', sa.String(length=255), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('demo', sa.Boolean(), nullable=False),
    sa.Column('created_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', directory.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('email', name=op.f('uq_account_email')),
    sa.UniqueConstraint('public_id', name=op.f('uq_account_public_id'))
    )
    op.create_table('cooperation_contact',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('municipality', sa.String(length=3), nullable=True),
    sa.Column('county', sa.String(length=2), nullable=True),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('role', sa.JSON(), nullable=False),
    sa.Column('phone', sa.String(length=40), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('hours', sa.JSON(), nullable=False),
    sa.CheckConstraint('(municipality IS NULL) <> (county IS NULL)', name=op.f('ck_cooperation_contact_one_area')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cooperation_contact'))
    )
    op.create_index(op.f('ix_cooperation_contact_county'), 'cooperation_contact', ['county'])
    op.create_index(op.f('ix_cooperation_contact_municipality'), 'cooperation_contact', ['municipality'])

    op.create_table('index_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('engine', sa.String(length=16), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('not_before', directory.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('task_uid', sa.Integer(), nullable=True),
    sa.Column('last_error', sa.String(length=500), nullable=False),
    sa.Column('at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_index_change'))
    )
    op.create_index(op.f('ix_index_change_activity_id'), 'index_change', ['activity_id'])
    op.create_index(op.f('ix_index_change_engine'), 'index_change', ['engine'])

    op.create_table('organisation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('import_id', sa.String(length=200), nullable=True),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('descriptions', sa.JSON(), nullable=False),
    sa.Column('sectors', sa.JSON(), nullable=False),
    sa.Column('type', sa.String(length=32), nullable=False),
    sa.Column('stea_funded', sa.Boolean(), nullable=False),
    sa.Column('business_id', sa.String(length=9), nullable=True),
    sa.Column('home_municipality', sa.String(length=3), nullable=True),
    sa.Column('website', sa.String(length=500), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('phone', sa.String(length=40), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('created_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['parent_id'], ['organisation.id'], name=op.f('fk_organisation_parent_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation')),
    sa.UniqueConstraint('import_id', name=op.f('uq_organisation_import_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_organisation_public_id'))
    )
    op.create_index(op.f('ix_organisation_business_id'), 'organisation', ['business_id'])
    op.create_index(op.f('ix_organisation_home_municipality'), 'organisation', ['home_municipality'])
    op.create_index(op.f('ix_organisation_parent_id'), 'organisation', ['parent_id'])

    op.create_table('sign_in_attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_attempt'))
    )
    op.create_index(op.f('ix_sign_in_attempt_at'), 'sign_in_attempt', ['at'])
    op.create_index(op.f('ix_sign_in_attempt_key'), 'sign_in_attempt', ['key'])

    op.create_table('activity',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('import_id', sa.String(length=200), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('kinds', sa.JSON(), nullable=False),
    sa.Column('needs', sa.JSON(), nullable=False),
    sa.Column('target_groups', sa.JSON(), nullable=False),
    sa.Column('modes', sa.JSON(), nullable=False),
    sa.Column('outreach_help', sa.JSON(), nullable=False),
    sa.Column('threshold', sa.JSON(), nullable=False),
    sa.Column('referral_routes', sa.JSON(), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('accessibility', sa.JSON(), nullable=False),
    sa.Column('tier', sa.String(length=16), nullable=True),
    sa.Column('age_min', sa.Numeric(precision=4, scale=1, asdecimal=False), nullable=True),
    sa.Column('age_max', sa.Numeric(precision=4, scale=1, asdecimal=False), nullable=True),
    sa.Column('gender', sa.String(length=8), nullable=False),
    sa.Column('area_level', sa.String(length=16), nullable=False),
    sa.Column('area_municipalities', sa.JSON(), nullable=False),
    sa.Column('cost', sa.String(length=16), nullable=True),
    sa.Column('cost_amount', sa.Numeric(precision=8, scale=2, asdecimal=False), nullable=True),
    sa.Column('cost_note', sa.JSON(), nullable=False),
    sa.Column('schedule_note', sa.JSON(), nullable=False),
    sa.Column('meets_name', sa.String(length=100), nullable=False),
    sa.Column('meets_at', sa.String(length=8), nullable=True),
    sa.Column('do_before', sa.JSON(), nullable=False),
    sa.Column('capacity', sa.String(length=16), nullable=True),
    sa.Column('capacity_stated_on', sa.Date(), nullable=True),
    sa.Column('substance_free', sa.Boolean(), nullable=True),
    sa.Column('lifecycle', sa.String(length=16), nullable=False),
    sa.Column('paused_until', sa.Date(), nullable=True),
    sa.Column('review_rhythm', sa.String(length=8), nullable=False),
    sa.Column('created_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('updated_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_activity_organisation_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity')),
    sa.UniqueConstraint('import_id', name=op.f('uq_activity_import_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_activity_public_id'))
    )
    op.create_index('ix_activity_lifecycle_organisation', 'activity', ['lifecycle', 'organisation_id'])
    op.create_index(op.f('ix_activity_organisation_id'), 'activity', ['organisation_id'])

    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('municipality', sa.String(length=3), nullable=True),
    sa.Column('county', sa.String(length=2), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_membership_account_id_account'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_membership_organisation_id_organisation'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership'))
    )
    op.create_index(op.f('ix_membership_account_id'), 'membership', ['account_id'])
    op.create_index(op.f('ix_membership_organisation_id'), 'membership', ['organisation_id'])

    op.create_table('revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject_type', sa.String(length=32), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor_role', sa.String(length=16), nullable=False),
    sa.Column('action', sa.String(length=32), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['account.id'], name=op.f('fk_revision_actor_id_account'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision'))
    )
    op.create_index('ix_revision_subject', 'revision', ['subject_type', 'subject_id'])

    op.create_table('sign_in_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('device', sa.String(length=100), nullable=False),
    sa.Column('created_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('expires_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sign_in_session_account_id_account'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_session_token_hash'))
    )
    op.create_index(op.f('ix_sign_in_session_account_id'), 'sign_in_session', ['account_id'])

    op.create_table('activity_card',
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('published', sa.Boolean(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('sessions_until', sa.Date(), nullable=True),
    sa.Column('card', sa.LargeBinary(), nullable=False),
    sa.Column('document', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_activity_card_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('activity_id', name=op.f('pk_activity_card')),
    sa.UniqueConstraint('public_id', name=op.f('uq_activity_card_public_id'))
    )
    op.create_index(op.f('ix_activity_card_published'), 'activity_card', ['published'])
    op.create_index(op.f('ix_activity_card_sessions_until'), 'activity_card', ['sessions_until'])

    op.create_table('activity_text',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('title', sa.String(length=100), nullable=False),
    sa.Column('summary', sa.String(length=160), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('how_to_join', sa.Text(), nullable=False),
    sa.Column('who_meets', sa.Text(), nullable=False),
    sa.Column('search_words', sa.JSON(), nullable=False),
    sa.Column('origin', sa.String(length=16), nullable=False),
    sa.Column('source_language', sa.String(length=2), nullable=True),
    sa.Column('updated_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('stale', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_activity_text_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_text')),
    sa.UniqueConstraint('activity_id', 'language', name=op.f('uq_activity_text_activity_id_language'))
    )
    op.create_index(op.f('ix_activity_text_activity_id'), 'activity_text', ['activity_id'])

    op.create_table('contact',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('role', sa.JSON(), nullable=False),
    sa.Column('phone', sa.String(length=40), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('audience', sa.String(length=16), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_contact_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact'))
    )
    op.create_index(op.f('ix_contact_activity_id'), 'contact', ['activity_id'])

    op.create_table('feedback',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('field', sa.String(length=32), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('ui_language', sa.String(length=2), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_at', directory.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_feedback_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback')),
    sa.UniqueConstraint('public_id', name=op.f('uq_feedback_public_id'))
    )
    op.create_index(op.f('ix_feedback_activity_id'), 'feedback', ['activity_id'])
    op.create_index(op.f('ix_feedback_state'), 'feedback', ['state'])

    op.create_table('location',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('street', sa.String(length=200), nullable=False),
    sa.Column('postal_code', sa.String(length=5), nullable=False),
    sa.Column('municipality', sa.String(length=3), nullable=False),
    sa.Column('lat', sa.Double(), nullable=True),
    sa.Column('lon', sa.Double(), nullable=True),
    sa.Column('precision', sa.String(length=16), nullable=False),
    sa.Column('entrance_note', sa.JSON(), nullable=False),
    sa.Column('accessibility', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_location_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_location'))
    )
    op.create_index(op.f('ix_location_activity_id'), 'location', ['activity_id'])
    op.create_index(op.f('ix_location_municipality'), 'location', ['municipality'])

    op.create_table('provenance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('field_group', sa.String(length=16), nullable=False),
    sa.Column('source', sa.String(length=32), nullable=False),
    sa.Column('source_id', sa.String(length=200), nullable=False),
    sa.Column('source_modified', directory.models.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('licence', sa.String(length=64), nullable=False),
    sa.Column('unmapped', sa.JSON(), nullable=False),
    sa.Column('imported_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_provenance_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_provenance')),
    sa.UniqueConstraint('activity_id', 'field_group', 'source', name=op.f('uq_provenance_activity_id_field_group_source'))
    )
    op.create_index(op.f('ix_provenance_activity_id'), 'provenance', ['activity_id'])
    op.create_index(op.f('ix_provenance_source_id'), 'provenance', ['source_id'])

    op.create_table('schedule',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.String(length=2), nullable=False),
    sa.Column('start', sa.Time(), nullable=False),
    sa.Column('end', sa.Time(), nullable=False),
    sa.Column('ends_next_day', sa.Boolean(), nullable=False),
    sa.Column('every_weeks', sa.Integer(), nullable=True),
    sa.Column('nth', sa.Integer(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('not_on_public_holidays', sa.Boolean(), nullable=True),
    sa.Column('note', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_schedule_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_schedule'))
    )
    op.create_index(op.f('ix_schedule_activity_id'), 'schedule', ['activity_id'])

    op.create_table('verification',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('verified_on', sa.Date(), nullable=False),
    sa.Column('by_role', sa.String(length=16), nullable=False),
    sa.Column('method', sa.String(length=8), nullable=True),
    sa.Column('confirmed', sa.JSON(), nullable=False),
    sa.Column('recorded_at', directory.models.base.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_verification_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verification'))
    )
    op.create_index(op.f('ix_verification_activity_id'), 'verification', ['activity_id'])
    op.create_index(op.f('ix_verification_verified_on'), 'verification', ['verified_on'])

    op.create_table('schedule_break',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('schedule_id', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('note', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['schedule_id'], ['schedule.id'], name=op.f('fk_schedule_break_schedule_id_schedule'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_schedule_break'))
    )
    op.create_index(op.f('ix_schedule_break_schedule_id'), 'schedule_break', ['schedule_id'])

    op.create_table('schedule_exception',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('schedule_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('start', sa.Time(), nullable=True),
    sa.Column('end', sa.Time(), nullable=True),
    sa.Column('note', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['schedule_id'], ['schedule.id'], name=op.f('fk_schedule_exception_schedule_id_schedule'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_schedule_exception'))
    )
    op.create_index(op.f('ix_schedule_exception_schedule_id'), 'schedule_exception', ['schedule_id'])


def downgrade() -> None:
    for table in (
        'schedule_exception',
        'schedule_break',
        'verification',
        'schedule',
        'provenance',
        'location',
        'feedback',
        'contact',
        'activity_text',
        'activity_card',
        'sign_in_session',
        'revision',
        'membership',
        'activity',
        'sign_in_attempt',
        'organisation',
        'index_change',
        'cooperation_contact',
        'account',
    ):
        op.drop_table(table)
