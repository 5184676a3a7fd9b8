"""Counting without codes: one number a month, set and set again, for this month and the one before."""

from datetime import date

import pytest

from directory.db import Database
from directory.errors import InvalidChange, NotFound
from directory.services import outcomes
from directory.services.access import Actor
from directory.services.outcomes import Numbers
from tests.directory.services.cast import ADMIN, CHANGE, LIEKSA, NOW, TODAY, association, coordinator, editor, published

NOVEMBER, OCTOBER, SEPTEMBER = date(2026, 11, 1), date(2026, 10, 1), date(2026, 9, 1)


@pytest.fixture
def own(database: Database) -> tuple[Actor, Actor, str]:
    """The owner, a stranger who edits for others, and the owner's activity."""
    with database.write() as session:
        ours = association(session)
        activity = published(session, CHANGE, ours)
        return editor(ours), editor(association(session, "Toinen ry")), activity.public_id


def test_a_number_is_set_and_the_one_before_is_given_back(database: Database, own: tuple[Actor, Actor, str]) -> None:
    owner, _stranger, activity = own
    with database.write() as session:
        before = outcomes.set_numbers(session, owner, activity, OCTOBER, Numbers(12, 40, None), now=NOW)
        assert before == Numbers(0, 0, 0)
        before = outcomes.set_numbers(session, owner, activity, OCTOBER, Numbers(came=3), now=NOW)
        assert before == Numbers(12, 40, 0)
        assert outcomes.numbers_of(session, owner, activity, OCTOBER) == Numbers(3, 40, 0)
        [line] = outcomes.month_lines(session, owner, today=TODAY)
        assert (line.month, line.came, line.came_again, line.not_fit) == (OCTOBER, 3, 40, 0)


@pytest.mark.parametrize(
    ("month", "numbers", "faults"),
    [
        (NOVEMBER, Numbers(), {"came": "empty"}),
        (NOVEMBER, Numbers(-1, 1000, 2), {"came": "out_of_range", "came_again": "out_of_range"}),
        (SEPTEMBER, Numbers(3), {"month": "closed"}),
        (date(2026, 12, 1), Numbers(3), {"month": "closed"}),
        (date(2026, 11, 2), Numbers(3), {"month": "closed"}),
    ],
)
def test_what_does_not_hold_is_refused(
    database: Database, own: tuple[Actor, Actor, str], month: date, numbers: Numbers, faults: dict[str, str]
) -> None:
    with database.write() as session, pytest.raises(InvalidChange) as caught:
        outcomes.set_numbers(session, own[0], own[2], month, numbers, now=NOW)
    assert caught.value.faults == faults


def test_others_count_and_read_nothing_here(database: Database, own: tuple[Actor, Actor, str]) -> None:
    owner, stranger, activity = own
    with database.write() as session:
        outcomes.set_numbers(session, owner, activity, NOVEMBER, Numbers(2), now=NOW)
        for who in (stranger, Actor.anonymous(), coordinator(LIEKSA), ADMIN):
            with pytest.raises(NotFound):
                outcomes.set_numbers(session, who, activity, NOVEMBER, Numbers(9), now=NOW)
            assert outcomes.month_lines(session, who, today=TODAY) == []
            assert outcomes.own_activities(session, who) == []
        with pytest.raises(NotFound):
            outcomes.set_numbers(session, owner, "2222222222", NOVEMBER, Numbers(9), now=NOW)
        assert [one.public_id for one in outcomes.own_activities(session, owner)] == [activity]
