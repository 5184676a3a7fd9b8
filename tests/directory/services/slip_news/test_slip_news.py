"""The team learns the same day what is no longer as its slips said, and only of its own slips."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import Database
from directory.errors import NotFound
from directory.models import Activity, ScheduleException, Workplace
from directory.services import slip_news
from directory.services.access import Actor
from directory.services.retention import erase_expired
from directory.services.slip_news import News
from tests.directory.services.cast import ADMIN, CHANGE, LIEKSA, NOW, association, coordinator, editor, published
from tests.directory.services.outcomes.cast import nurse, slip, workplace

WEDNESDAY = date(2026, 11, 25)


class World:
    """A workplace with one slip, an organisation with two activities."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.write() as session:
            organisation = association(session)
            self.owner = editor(organisation)
            self.ids = [published(session, CHANGE, organisation).public_id for _ in range(2)]
            self.place = workplace(session).id
        self.give(1)

    def member(self) -> Actor:
        return nurse(Workplace(id=self.place))

    def give(self, count: int) -> None:
        with self.database.write() as session:
            for _ in range(count):
                slip(session, session.get(Workplace, self.place), *self.ids)

    def edit(self, how: Callable[[Activity], None], index: int = 0) -> None:
        with self.database.write() as session:
            how(self.activity(session, index))

    def activity(self, session: Session, index: int = 0) -> Activity:
        found = session.scalar(select(Activity).where(Activity.public_id == self.ids[index]))
        assert found is not None
        return found

    def news(self, days: int = 0) -> list[News]:
        with self.database.read() as session:
            return slip_news.news_of(session, self.member(), self.place, now=NOW + timedelta(days=days))


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


def cancel(activity: Activity) -> None:
    activity.schedules[0].exceptions.append(ScheduleException(held_on=WEDNESDAY, kind="cancelled"))


def move(activity: Activity) -> None:
    moved = ScheduleException(held_on=WEDNESDAY, kind="moved", start=time(12), end=time(15))
    activity.schedules[0].exceptions.append(moved)


def another_day(activity: Activity) -> None:
    activity.schedules[0].weekday = "th"


def fill_up(activity: Activity) -> None:
    activity.capacity = "full"


def end(activity: Activity) -> None:
    activity.lifecycle = "ended"


def pause(activity: Activity) -> None:
    activity.lifecycle = "paused"


def other_place(activity: Activity) -> None:
    activity.locations[0].street = "Uusitie 5"


def other_number(activity: Activity) -> None:
    activity.contacts[0].phone = "+358 50 00 199"


def dearer(activity: Activity) -> None:
    activity.cost_amount = 9


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (cancel, [("times", "cancelled")]),
        (move, [("times", "moved")]),
        (another_day, [("times", "gone")] * 3),
        (fill_up, [("full", "")]),
        (end, [("ended", "")]),
        (pause, [("paused", "")]),
        (other_place, [("place", "")]),
        (other_number, [("phone", "")]),
        (dearer, []),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_changed_is_told_the_same_day(
    world: World, how: Callable[[Activity], None], told: list[tuple[str, str]]
) -> None:
    assert world.news() == []
    world.edit(how)
    pieces = [(piece.change.value, piece.what) for news in world.news() for piece in news.pieces]
    assert pieces == told


def test_a_moved_session_says_when_it_is_held(world: World) -> None:
    world.edit(move)
    [piece] = world.news()[0].pieces
    assert piece.hours is not None
    assert piece.instead is not None
    assert (piece.hours[0].hour, piece.instead[0].hour) == (10, 12)


def test_slips_are_counted_and_old_ones_left_alone(world: World) -> None:
    world.give(5)
    world.edit(end)
    assert world.news()[0].slips == 6
    assert world.news(days=30)[0].slips == 6
    assert world.news(days=31) == []


def test_a_slip_made_after_the_change_is_true(world: World) -> None:
    world.edit(fill_up)
    world.give(3)
    assert world.news()[0].slips == 1


def test_what_is_dealt_with_is_hidden_for_all_until_something_new(world: World) -> None:
    world.edit(fill_up)
    world.edit(end, 1)
    assert [news.activity_id for news in world.news()] == [world.ids[1], world.ids[0]]
    with world.database.write() as session:
        slip_news.handle(session, world.member(), world.place, world.ids[0], now=NOW)
        slip_news.handle(session, world.member(), world.place, world.ids[0], now=NOW)
    assert [(news.activity_id, news.handled) for news in world.news()] == [(world.ids[1], False), (world.ids[0], True)]
    world.edit(cancel)
    assert [news.handled for news in world.news()] == [False, False]
    with world.database.write() as session:
        slip_news.take_up_again(session, world.member(), world.place, world.ids[0])
        slip_news.take_up_again(session, world.member(), world.place, world.ids[0])
    assert not any(news.handled for news in world.news())


def test_a_passed_session_does_not_bring_back_what_was_dealt_with(world: World) -> None:
    world.edit(another_day)
    with world.database.write() as session:
        slip_news.handle(session, world.member(), world.place, world.ids[0], now=NOW)
    [later] = world.news(days=9)
    assert len(later.pieces) == 1
    assert later.handled


def test_nobody_else_reads_or_deals_with_them(world: World) -> None:
    world.edit(end)
    with world.database.write() as session:
        stranger = nurse(workplace(session, "Toinen"))
        for who in (stranger, Actor.anonymous(), coordinator(LIEKSA), ADMIN, world.owner):
            with pytest.raises(NotFound):
                slip_news.news_of(session, who, world.place, now=NOW)
            with pytest.raises(NotFound):
                slip_news.handle(session, who, world.place, world.ids[0], now=NOW)
            with pytest.raises(NotFound):
                slip_news.take_up_again(session, who, world.place, world.ids[0])
        with pytest.raises(NotFound):
            slip_news.handle(session, world.member(), world.place, world.ids[1], now=NOW)


def test_what_was_dealt_with_is_forgotten_in_time(world: World) -> None:
    world.edit(end)
    with world.database.write() as session:
        slip_news.handle(session, world.member(), world.place, world.ids[0], now=NOW)
        assert erase_expired(session, now=NOW + timedelta(days=31)).handled_news == 0
        assert erase_expired(session, now=NOW + timedelta(days=31, seconds=1)).handled_news == 1
