"""Keeping cards in step with what they are made from."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import event, select, update

from directory.db import Database
from directory.models import Activity, ActivityCard
from directory.services import activities, cards, indexing
from directory.services.activities import BreakChange, RowChange
from directory.services.schedules import HELSINKI
from search.codec import document_from_bytes
from tests.directory.services.cast import ADMIN, CHANGE, NOW, TODAY, association, draft, noted, published

DAILY = tuple(
    RowChange(weekday, time(hour), time(hour + 2), date(2026, 11, 2) + timedelta(days=number))
    for number, weekday in enumerate(("mo", "tu", "we", "th", "fr", "sa", "su"))
    for hour in (9, 17)
)


def test_a_second_projection_changes_nothing(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        card = session.get_one(ActivityCard, activity.id)
        assert cards.project(session, [activity.id], now=NOW) == []
        assert cards.project(session, now=NOW) == []
        session.refresh(card)
        before = card.revision
        activity.meets_name = "Veikko"
        assert cards.project(session, [activity.id], now=NOW) == [cards.Changed(activity.id, activity.public_id)]
        session.refresh(card)
        assert card.revision == before + 1
        assert document_from_bytes(card.document).revision == card.revision
        assert cards.card_from_bytes(card.card).meets_name == "Veikko"


def test_all_are_projected_when_none_are_named(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.services.cards.projection.BATCH", 2)
    with database.write() as session:
        organisation = association(session)
        made = [published(session, organisation=organisation) for _ in range(5)]
        session.execute(update(Activity).values(meets_name="Veikko"))
        session.expire_all()
        assert [one.activity_id for one in cards.project(session, now=NOW)] == [one.id for one in made]
        found = cards.cards(session, [one.public_id for one in made])
        assert {card.meets_name for card in found.values()} == {"Veikko"}


def test_only_published_cards_are_read_and_by_one_select(database: Database) -> None:
    with database.write() as session:
        organisation = association(session)
        shown, hidden = published(session, organisation=organisation), draft(session, organisation=organisation)
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    with database.read() as session:
        found = cards.cards(session, [hidden.public_id, shown.public_id, "nothing"])
    assert list(found) == [shown.public_id]
    assert len(statements) == 1


def test_what_is_about_to_be_deleted_leaves_its_card_and_the_engines_are_told(database: Database) -> None:
    with database.write() as session:
        activity, other = published(session), published(session)
        waiting = noted(session, activity)
        assert indexing.withdrawn(session, [activity.id]) == [cards.Changed(activity.id, activity.public_id)]
        session.delete(activity)
        session.flush()
        assert noted(session, activity) == waiting + 1
        assert session.scalars(select(ActivityCard.activity_id)).all() == [other.id]


def test_a_card_holds_every_session_of_this_week_and_the_next(database: Database) -> None:
    with database.write() as session:
        activity = published(session, replace(CHANGE, schedules=DAILY))
        card = cards.cards(session, [activity.public_id])[activity.public_id]
        days = {one.start.date() for one in card.sessions}
        assert {TODAY + timedelta(days=number) for number in range(14)} <= days
        assert len(card.sessions) == 40
        stored = session.get_one(ActivityCard, activity.id)
        assert len(document_from_bytes(stored.document).sessions) == 40


@pytest.mark.parametrize(
    "row",
    [
        RowChange("we", time(10), time(13), date(2026, 9, 2)),
        RowChange("we", time(10), time(13), date(2026, 9, 2), every_weeks=4),
        RowChange("tu", time(10), time(13), date(2026, 9, 29), every_weeks=None, nth=-1),
        RowChange(
            "we",
            time(10),
            time(13),
            date(2026, 9, 2),
            every_weeks=2,
            breaks=(BreakChange(date(2026, 12, 1), date(2027, 8, 10)),),
        ),
    ],
)
def test_nightly_renewal_keeps_three_sessions_ahead_for_a_year(database: Database, row: RowChange) -> None:
    with database.write() as session:
        activity = published(session, replace(CHANGE, schedules=(row,)))
        renewed = 0
        for night in range(0, 366, 5):
            now = NOW + timedelta(days=night)
            renewed += len(cards.renew(session, now=now))
            card = cards.cards(session, [activity.public_id])[activity.public_id]
            ahead = [one for one in card.sessions if one.end > now and one.status != "cancelled"]
            assert len(ahead) >= 3, now
        assert renewed < 15


def test_what_has_no_more_sessions_is_not_looked_at_again(database: Database) -> None:
    ending = RowChange("we", time(10), time(13), date(2026, 9, 2), date(2026, 12, 9))
    with database.write() as session:
        ended = published(session, replace(CHANGE, schedules=(ending,)))
        by_agreement = published(session, replace(CHANGE, schedules=()))
        rows = {one: session.get_one(ActivityCard, one.id).sessions_until for one in (ended, by_agreement)}
        assert set(rows.values()) == {None}
        assert cards.renew(session, now=NOW + timedelta(days=200)) == []


def test_a_timetable_that_starts_in_two_years_comes_into_sight(database: Database) -> None:
    far = RowChange("mo", time(10), time(13), date(2028, 1, 3))
    with database.write() as session:
        activity = published(session, replace(CHANGE, schedules=(far,)))
        for night in range(0, 150, 10):
            cards.renew(session, now=NOW + timedelta(days=night))
        card = cards.cards(session, [activity.public_id])[activity.public_id]
        assert card.sessions[0].start == datetime(2028, 1, 3, 10, tzinfo=HELSINKI)


def test_a_draft_keeps_a_card_that_nobody_sees(database: Database) -> None:
    with database.write() as session:
        activity = draft(session)
        card = session.get_one(ActivityCard, activity.id)
        assert not card.published
        activities.publish(session, ADMIN, activity, version=activity.version, now=NOW)
        session.refresh(card)
        assert card.published
