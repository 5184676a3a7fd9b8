"""From draft to archive."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from directory.db import Database
from directory.errors import Conflict, Forbidden, InvalidChange
from directory.models import ActivityCard
from directory.services import activities, cards, indexing
from directory.services.access import Actor, Grant
from tests.directory.services.cast import (
    ADMIN,
    CHANGE,
    NOW,
    TODAY,
    association,
    draft,
    editor,
    noted,
    published,
    revisions_of,
)


def test_publishing_makes_it_found_and_ending_takes_it_away(database: Database) -> None:
    with database.write() as session:
        activity = draft(session)
        assert cards.cards(session, [activity.public_id]) == {}
        activities.submit(session, editor(activity.organisation), activity, version=activity.version, now=NOW)
        assert cards.cards(session, [activity.public_id]) == {}
        activities.publish(session, ADMIN, activity, version=activity.version, now=NOW)
        assert list(cards.cards(session, [activity.public_id])) == [activity.public_id]
        activities.end(session, ADMIN, activity, version=activity.version, now=NOW)
        assert cards.cards(session, [activity.public_id]) == {}
        activities.archive(session, ADMIN, activity, version=activity.version, now=NOW)
        activities.reopen(session, ADMIN, activity, version=activity.version, now=NOW)
        told = [(one.action, one.changes["lifecycle"]) for one in revisions_of(session, activity.id)[1:]]
        assert told == [
            ("submit", ["draft", "pending"]),
            ("publish", ["pending", "published"]),
            ("end", ["published", "ended"]),
            ("archive", ["ended", "archived"]),
            ("reopen", ["archived", "draft"]),
        ]


def test_a_pause_ends_by_itself_the_day_after_its_last_day(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        until = TODAY + timedelta(days=7)
        activities.pause(session, ADMIN, activity, version=activity.version, until=until, now=NOW)
        assert revisions_of(session, activity.id)[-1].changes["paused_until"] == [None, "2026-12-01"]
        waiting = noted(session, activity)
        indexing.renew(session, now=NOW + timedelta(days=7))
        assert cards.cards(session, [activity.public_id]) == {}
        indexing.renew(session, now=NOW + timedelta(days=8))
        assert list(cards.cards(session, [activity.public_id])) == [activity.public_id]
        assert noted(session, activity) == waiting + 1


def test_a_pause_without_an_end_lasts_until_it_is_resumed(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        activities.pause(session, ADMIN, activity, version=activity.version, now=NOW)
        indexing.renew(session, now=NOW + timedelta(days=300))
        assert not session.get_one(ActivityCard, activity.id).published
        activities.resume(session, ADMIN, activity, version=activity.version, now=NOW)
        assert session.get_one(ActivityCard, activity.id, populate_existing=True).published


@pytest.mark.parametrize("until", [date(2026, 11, 23), date(2028, 1, 1)])
def test_a_pause_lies_ahead_and_is_no_end(database: Database, until: date) -> None:
    with database.write() as session:
        activity = published(session)
        with pytest.raises(InvalidChange, match="paused_until"):
            activities.pause(session, ADMIN, activity, version=activity.version, until=until, now=NOW)


@pytest.mark.parametrize("act", [activities.resume, activities.end, activities.pause, activities.send_back])
def test_no_step_is_skipped(database: Database, act: Callable[..., None]) -> None:
    with database.write() as session:
        activity = draft(session)
        with pytest.raises(InvalidChange, match="lifecycle: draft"):
            act(session, ADMIN, activity, version=activity.version, now=NOW)
        assert activity.lifecycle == "draft"


def test_what_is_incomplete_is_not_published(database: Database) -> None:
    with database.write() as session:
        organisation = association(session)
        organisation.phone = ""
        bare = replace(CHANGE, kinds=(), needs=(), languages=(), contacts=CHANGE.contacts[1:])
        activity = draft(session, bare, organisation)
        with pytest.raises(InvalidChange) as caught:
            activities.publish(session, ADMIN, activity, version=activity.version, now=NOW)
        assert caught.value.faults == {"kinds": "empty", "needs": "empty", "languages": "empty", "contacts": "empty"}


def test_steps_need_the_right_and_the_version_that_was_read(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        professional = Actor(grants=(Grant("professional"),))
        with pytest.raises(Forbidden):
            activities.end(session, professional, activity, version=activity.version, now=NOW)
        with pytest.raises(Conflict):
            activities.end(session, ADMIN, activity, version=activity.version - 1, now=NOW)
