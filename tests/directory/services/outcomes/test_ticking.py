"""A volunteer ticks for a code: own activities only, each kind once, taken back within the month."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from directory.db import Database
from directory.errors import InvalidChange, NotFound
from directory.models import ReferralOutcome
from directory.services import outcomes
from directory.services.access import Actor
from directory.services.outcomes import WrongCode
from directory.services.retention import erase_expired
from tests.directory.services.cast import ADMIN, CHANGE, LIEKSA, NOW, association, coordinator, editor, published
from tests.directory.services.outcomes.cast import nurse, slip, workplace


@dataclass
class World:
    owner: Actor
    stranger: Actor
    member: Actor
    own: str
    others: str
    code: str
    short: str
    place: int


@pytest.fixture
def world(database: Database) -> World:
    with database.write() as session:
        ours, theirs = association(session), association(session, "Toinen ry")
        own = published(session, CHANGE, ours).public_id
        others = published(session, CHANGE, theirs).public_id
        place = workplace(session)
        made = slip(session, place, own, others)
        empty = association(session, "Kolmas ry")
        return World(editor(ours), editor(empty), nurse(place), own, others, made.code, made.short_code, place.id)


def rows(database: Database) -> list[ReferralOutcome]:
    with database.read() as session:
        return list(session.scalars(select(ReferralOutcome).order_by(ReferralOutcome.id)))


def test_only_own_activities_of_the_paper_are_shown(database: Database, world: World) -> None:
    with database.read() as session:
        for typed in (world.short.upper(), world.short.replace("-", " "), world.code):
            found = outcomes.slip_of_code(session, world.owner, typed, now=NOW)
            assert [one.public_id for one in found.activities] == [world.own]
            assert found.code == world.short


def test_the_table_has_room_for_nobody() -> None:
    assert set(ReferralOutcome.__table__.columns.keys()) == {
        "id", "public_id", "activity_id", "workplace_id", "slip_id", "by_code", "kind", "reason", "count", "month"
    }  # fmt: skip


def test_a_kind_counts_once_a_code(database: Database, world: World) -> None:
    with database.write() as session:
        assert outcomes.tick(session, world.owner, world.short, world.own, kind="came", now=NOW)
        assert not outcomes.tick(session, world.owner, world.code, world.own, kind="came", now=NOW)
        assert outcomes.tick(session, world.owner, world.short, world.own, kind="came_again", now=NOW)
    assert [(row.kind, row.count, row.workplace_id) for row in rows(database)] == [
        ("came", 1, world.place),
        ("came_again", 1, world.place),
    ]
    assert {row.month.day for row in rows(database)} == {1}


def test_why_it_did_not_fit_comes_from_the_list(database: Database, world: World) -> None:
    with database.write() as session:
        outcomes.tick(session, world.owner, world.short, world.own, kind="not_fit", reason="too_far", now=NOW)
    assert rows(database)[0].reason == "too_far"


@pytest.mark.parametrize(
    ("kind", "reason", "fault"),
    [
        ("not_fit", "", "reason"),
        ("not_fit", "was very tired", "reason"),
        ("came", "too_far", "reason"),
        ("cured", "", "kind"),
    ],
)
def test_nothing_else_can_be_told(database: Database, world: World, kind: str, reason: str, fault: str) -> None:
    with database.write() as session, pytest.raises(InvalidChange) as caught:
        outcomes.tick(session, world.owner, world.short, world.own, kind=kind, reason=reason, now=NOW)
    assert set(caught.value.faults) == {fault}
    assert rows(database) == []


def test_a_tick_is_taken_back_within_its_month(database: Database, world: World) -> None:
    with database.write() as session:
        outcomes.tick(session, world.owner, world.short, world.own, kind="came", now=NOW)
    with database.write() as session:
        outcomes.untick(session, world.owner, world.short, world.own, kind="came", now=NOW)
        outcomes.untick(session, world.owner, world.short, world.own, kind="came", now=NOW)
        assert outcomes.tick(session, world.owner, world.short, world.own, kind="came", now=NOW)
    with database.read() as session:
        marks = outcomes.slip_of_code(session, world.owner, world.short, now=NOW).activities[0].marks
        assert marks["came"].open
    later = NOW + timedelta(days=10)
    with database.write() as session, pytest.raises(InvalidChange):
        outcomes.untick(session, world.owner, world.short, world.own, kind="came", now=later)
    assert len(rows(database)) == 1


@pytest.mark.parametrize("typed", ["", "kuusi", "kuusi-12", "131052-308T", "x" * 300])
def test_what_is_no_code_is_told_so(database: Database, world: World, typed: str) -> None:
    with database.read() as session, pytest.raises(WrongCode) as caught:
        outcomes.slip_of_code(session, world.owner, typed, now=NOW)
    assert caught.value.reason == "unreadable"


def test_an_unknown_or_expired_code_and_one_of_others(database: Database, world: World) -> None:
    with database.read() as session:
        unknown = "kuusi-1000" if world.short != "kuusi-1000" else "kuusi-1001"
        for typed, now, reason, who in (
            (unknown, NOW, "unknown", world.owner),
            (world.short, NOW + timedelta(days=91), "unknown", world.owner),
            (world.short, NOW, "others", world.stranger),
        ):
            with pytest.raises(WrongCode) as caught:
                outcomes.slip_of_code(session, who, typed, now=now)
            assert caught.value.reason == reason


def test_nobody_else_may_tick(database: Database, world: World) -> None:
    with database.write() as session:
        for who in (Actor.anonymous(), world.member, coordinator(LIEKSA), ADMIN):
            with pytest.raises(NotFound):
                outcomes.tick(session, who, world.short, world.own, kind="came", now=NOW)
        with pytest.raises(NotFound):
            outcomes.tick(session, world.owner, world.short, world.others, kind="came", now=NOW)
        with pytest.raises(WrongCode):
            outcomes.tick(session, world.stranger, world.short, world.own, kind="came", now=NOW)
    assert rows(database) == []


def test_the_number_outlives_the_slip_without_its_code(database: Database, world: World) -> None:
    with database.write() as session:
        outcomes.tick(session, world.owner, world.short, world.own, kind="came", now=NOW)
    with database.write() as session:
        assert erase_expired(session, now=NOW + timedelta(days=91)).slips == 1
    [row] = rows(database)
    assert (row.slip_id, row.workplace_id, row.count) == (None, world.place, 1)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(ReferralOutcome)) == 1
