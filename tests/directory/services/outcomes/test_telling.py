"""A workplace and a coordinator are told closed quarters only, and nothing of fewer than five."""

from datetime import UTC, date, datetime, timedelta

import pytest

from directory.db import Database
from directory.errors import NotFound
from directory.models import Workplace
from directory.services import outcomes
from directory.services.access import Actor
from directory.services.outcomes import Numbers, Quarter, QuarterTold
from directory.services.retention import erase_expired
from tests.directory.services.cast import ADMIN, CHANGE, HELSINKI, LIEKSA, association, coordinator, editor, published
from tests.directory.services.outcomes.cast import nurse, slip, workplace

AUGUST = datetime(2026, 8, 12, 8, tzinfo=UTC)
CLOSED = date(2026, 11, 1)  # the first day on which July to September is told
Q3 = Quarter(2026, 3)


class World:
    """A workplace, an organisation with three activities, and slips given in August."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.write() as session:
            organisation = association(session)
            self.owner = editor(organisation)
            self.ids = [published(session, CHANGE, organisation).public_id for _ in range(4)]
            self.place = workplace(session).id

    def member(self) -> Actor:
        return nurse(Workplace(id=self.place))

    def came(self, index: int, times: int, now: datetime = AUGUST, kind: str = "came") -> None:
        """``times`` people with a slip of this workplace came to the activity."""
        with self.database.write() as session:
            place = session.get(Workplace, self.place)
            for _ in range(times):
                made = slip(session, place, self.ids[index], now=now)
                outcomes.tick(session, self.owner, made.short_code, self.ids[index], kind=kind, now=now)

    def given(self, times: int, now: datetime = AUGUST) -> None:
        """``times`` slips with all activities, of which nothing came."""
        with self.database.write() as session:
            for _ in range(times):
                slip(session, session.get(Workplace, self.place), *self.ids, now=now)

    def told(self, today: date = CLOSED) -> QuarterTold:
        with self.database.read() as session:
            return outcomes.for_workplace(session, self.member(), self.place, today=today)[0]


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


def test_with_four_nothing_is_told_and_with_five_it_is(world: World) -> None:
    world.came(0, 4)
    told = world.told()
    assert told.quarter == Q3
    assert told.is_empty
    world.came(0, 1)
    [one] = world.told().activities
    assert (one.public_id, one.numbers["came"], one.numbers["came_again"]) == (world.ids[0], 5, None)
    assert world.told().totals == {"came": None, "came_again": None, "not_fit": None}


def test_a_total_over_hidden_numbers_is_told_when_it_gives_nobody_away(world: World) -> None:
    world.came(0, 6)
    world.came(1, 3)
    assert world.told().totals["came"] is None
    world.came(2, 2)
    world.came(3, 2)
    assert world.told().totals["came"] is None  # the team gave so few slips that it could work the numbers out
    world.given(4)
    told = world.told()
    assert told.totals["came"] == 13
    assert [one.public_id for one in told.activities] == [world.ids[0]]


def test_two_looks_at_an_open_quarter_show_the_same(world: World) -> None:
    world.came(0, 5)
    for day in (date(2026, 8, 13), date(2026, 9, 30), date(2026, 10, 31)):
        assert world.told(day).is_empty
    before = world.told()
    world.came(0, 1, datetime(2026, 11, 2, tzinfo=UTC))  # counts for November
    assert world.told(date(2026, 11, 20)) == before


def test_the_numbers_are_the_same_when_the_slips_are_gone(world: World) -> None:
    for index, times in enumerate((6, 3, 2, 2)):
        world.came(index, times)
    world.given(4)
    before = world.told()
    assert before.totals["came"] == 13
    with world.database.write() as session:
        assert erase_expired(session, now=AUGUST + timedelta(days=92)).slips == 17
    assert world.told() == before


def test_nobody_reads_another_workplace(world: World) -> None:
    world.came(0, 5)
    with world.database.write() as session:
        stranger = nurse(workplace(session, "Toinen"))
        for who in (stranger, Actor.anonymous(), coordinator(LIEKSA), world.owner):
            with pytest.raises(NotFound):
                outcomes.for_workplace(session, who, world.place, today=CLOSED)


def test_a_coordinator_sees_sums_of_the_own_area(world: World) -> None:
    world.came(0, 3)
    with world.database.write() as session:
        for activity in world.ids[:3]:
            month = date(2026, 9, 1)
            now = datetime(2026, 9, 20, tzinfo=UTC)
            outcomes.set_numbers(session, world.owner, activity, month, Numbers(3), now=now)
    with world.database.read() as session:
        own = outcomes.for_area(session, coordinator(LIEKSA), today=CLOSED)[0]
        assert [(one.public_id, one.numbers["came"]) for one in own.activities] == [(world.ids[0], 6)]
        assert own.totals["came"] == 12
        assert outcomes.for_area(session, ADMIN, today=CLOSED)[0] == own
        assert outcomes.for_area(session, coordinator(HELSINKI), today=CLOSED)[0].is_empty
        for who in (world.member(), world.owner, Actor.anonymous()):
            with pytest.raises(NotFound):
                outcomes.for_area(session, who, today=CLOSED)
