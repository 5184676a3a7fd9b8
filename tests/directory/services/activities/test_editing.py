"""Making and changing activities."""

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import select

from directory.db import Database
from directory.errors import Conflict, Forbidden, InvalidChange, NotFound
from directory.models import Activity, ActivityCard, Contact, Verification
from directory.services import activities
from directory.services.access import Actor
from directory.services.activities import ContactChange, RowChange, change_of
from directory.services.activities.subject import flush_version
from tests.directory.services.cast import (
    ADMIN,
    CHANGE,
    JOENSUU,
    LIEKSA,
    NOW,
    association,
    coordinator,
    draft,
    editor,
    noted,
    published,
    revisions_of,
    with_text,
)


def test_what_was_handed_over_is_what_is_stored(database: Database) -> None:
    with database.write() as session:
        activity_id = draft(session).id
    with database.read() as session:
        stored = session.get_one(Activity, activity_id)
        assert change_of(stored) == CHANGE
        assert stored.lifecycle == "draft"
        [revision] = revisions_of(session, activity_id)
        assert revision.action == "create"
        assert revision.changes["texts"] == [None, revision.changes["texts"][1]]
        assert revision.changes["texts"][1]["fi"]["title"] == "Miesten puupaja"


def test_a_change_writes_only_what_differs_and_who_did_it(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        before = noted(session, activity)
        changed = with_text(replace(CHANGE, capacity="full", age_min=60.5), "fi", title="Puupaja")
        actor = editor(activity.organisation)
        assert activities.update(session, actor, activity, changed, version=activity.version, now=NOW)
        revision = revisions_of(session, activity.id)[-1]
        assert revision.changes == {
            "capacity": [None, "full"],
            "age_min": [63.0, 60.5],
            "texts.fi.title": ["Miesten puupaja", "Puupaja"],
            "texts.sv.stale": [False, True],
        }
        assert (revision.action, revision.actor_role) == ("update", "editor")
        assert noted(session, activity) == before + 1
        assert change_of(activity) == changed


def test_saving_what_is_there_changes_nothing(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        version, waiting, revisions = (
            activity.version,
            noted(session, activity),
            len(revisions_of(session, activity.id)),
        )
        assert not activities.update(session, ADMIN, activity, change_of(activity), version=version, now=NOW)
        assert activity.version == version
        assert noted(session, activity) == waiting
        assert len(revisions_of(session, activity.id)) == revisions


def test_a_save_confirms_nothing(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        activities.update(session, ADMIN, activity, replace(CHANGE, capacity="open"), version=activity.version, now=NOW)
        assert session.scalars(select(Verification)).all() == []


def test_who_read_an_old_version_is_told(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        read = activity.version
        activities.update(session, ADMIN, activity, replace(CHANGE, capacity="full"), version=read, now=NOW)
        with pytest.raises(Conflict):
            activities.update(session, ADMIN, activity, replace(CHANGE, capacity="open"), version=read, now=NOW)
        assert activity.capacity == "full"


def test_a_change_of_a_part_alone_counts_as_a_version(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        read = activity.version
        changed = replace(CHANGE, contacts=(ContactChange("Matti", {}, "+358 50 00 140"),))
        activities.update(session, ADMIN, activity, changed, version=read, now=NOW)
        assert activity.version > read
        assert [c.name for c in session.scalars(select(Contact).where(Contact.activity_id == activity.id))] == ["Matti"]


def test_an_edit_of_another_session_meanwhile_is_a_conflict(database: Database) -> None:
    with database.write() as session:
        activity_id = published(session).id
    with database.read() as mine:
        activity = mine.get_one(Activity, activity_id)
        read = activity.version
        with database.write() as theirs:
            other = theirs.get_one(Activity, activity_id)
            activities.update(theirs, ADMIN, other, replace(CHANGE, capacity="full"), version=read, now=NOW)
        mine.rollback()
        with pytest.raises(Conflict):
            activities.update(mine, ADMIN, activity, replace(CHANGE, tier="market"), version=read, now=NOW)


def test_a_stranger_does_not_know_of_a_draft_and_may_not_touch_a_listing(database: Database) -> None:
    with database.write() as session:
        hidden, known = draft(session), published(session)
        stranger = editor(association(session, "Toinen ry"))
        for actor in (stranger, Actor.anonymous(), coordinator(JOENSUU)):
            with pytest.raises(NotFound):
                activities.update(session, actor, hidden, CHANGE, version=hidden.version, now=NOW)
            with pytest.raises(Forbidden):
                activities.update(session, actor, known, CHANGE, version=known.version, now=NOW)
        with pytest.raises(Forbidden):
            activities.create(session, stranger, known.organisation, CHANGE, now=NOW)


def test_the_coordinator_of_the_place_may_edit(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        changed = replace(CHANGE, capacity="waiting_list")
        assert activities.update(session, coordinator(LIEKSA), activity, changed, version=activity.version, now=NOW)


def test_a_translation_grows_stale_with_its_original_and_fresh_again(database: Database) -> None:
    with database.write() as session:
        activity = published(session)

        def stale() -> bool:
            return next(text.stale for text in activity.texts if text.language == "sv")

        words_only = with_text(CHANGE, "fi", search_words=("paja",))
        activities.update(session, ADMIN, activity, words_only, version=activity.version, now=NOW)
        assert not stale()

        moved_on = with_text(words_only, "fi", how_to_join="Soita ensin.")
        activities.update(session, ADMIN, activity, moved_on, version=activity.version, now=NOW)
        assert stale()

        activities.update(session, ADMIN, activity, moved_on, version=activity.version, checked={"sv"}, now=NOW)
        assert not stale()
        assert revisions_of(session, activity.id)[-1].changes == {"texts.sv.stale": [True, False]}

        both = with_text(with_text(moved_on, "fi", title="Paja"), "sv", title="Verkstad")
        activities.update(session, ADMIN, activity, both, version=activity.version, now=NOW)
        assert not stale()


def test_a_language_taken_away_is_gone_from_the_card(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        only_finnish = replace(CHANGE, texts={"fi": CHANGE.texts["fi"]})
        activities.update(session, ADMIN, activity, only_finnish, version=activity.version, now=NOW)
        card = session.get_one(ActivityCard, activity.id)
        assert b"verkstad" not in card.card
        assert [text.language for text in activity.texts] == ["fi"]


def test_rows_that_stay_keep_their_identity(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        kept = activity.schedules[0].id
        more = replace(CHANGE, schedules=(RowChange("fr", time(18), time(1), date(2026, 11, 27)), *CHANGE.schedules))
        activities.update(session, ADMIN, activity, more, version=activity.version, now=NOW)
        assert [row.position for row in activity.schedules] == [0, 1]
        assert activity.schedules[1].id == kept
        assert activity.schedules[0].ends_next_day


def test_every_fault_is_named_and_nothing_is_stored(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        wrong = with_text(
            replace(CHANGE, needs=("nonsense",), age_max=5, contacts=(ContactChange(phone="abc"),), languages=()),
            "fi",
            title="x" * 101,
        )
        with pytest.raises(InvalidChange) as caught:
            activities.update(session, ADMIN, activity, wrong, version=activity.version, now=NOW)
        assert caught.value.faults == {
            "needs": "unknown",
            "languages": "empty",
            "age_max": "wrong_order",
            "contacts.0.phone": "phone",
            "texts.fi.title": "too_long",
        }
        assert change_of(activity) == CHANGE


def test_an_old_fault_elsewhere_does_not_keep_anybody_from_correcting_the_times(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        activity.needs = []
        activity.area_municipalities = ["911"]  # merged into another
        session.flush()
        times = (RowChange("th", time(10), time(13), date(2026, 12, 3)),)
        changed = replace(change_of(activity), schedules=times)
        assert activities.update(session, ADMIN, activity, changed, version=activity.version, now=NOW)
        with pytest.raises(InvalidChange, match="kinds: empty"):
            activities.update(session, ADMIN, activity, replace(changed, kinds=()), version=activity.version, now=NOW)


def test_two_who_save_at_the_same_moment_do_not_both_win(database: Database) -> None:
    with database.write() as session:
        activity_id = published(session).id
    with database.read() as mine:
        activity = mine.get_one(Activity, activity_id)
        mine.commit()
        with database.write() as theirs:
            theirs.get_one(Activity, activity_id).capacity = "full"
        activity.capacity = "open"
        with pytest.raises(Conflict):
            flush_version(mine, activity.version)
