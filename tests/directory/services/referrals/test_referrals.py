"""A slip holds activities and nothing about anybody, opens by either code, tells what changed, and goes in time."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory.db import Database
from directory.errors import InvalidChange, NotFound
from directory.models import Activity, Location, Organisation, ReferralItem, ReferralSlip, ScheduleException, Workplace
from directory.services import referrals
from directory.services.access import Actor, Grant
from directory.services.referrals import Change, NewSlip
from directory.vocabulary import Role
from tests.directory.services.cast import CHANGE, NOW, TODAY, association, draft, published

ANYBODY = Actor.anonymous()


@pytest.fixture
def ids(database: Database) -> list[str]:
    with database.write() as session:
        organisation = association(session)
        return [published(session, CHANGE, organisation).public_id for _ in range(3)]


def made(database: Database, ids: list[str], actor: Actor = ANYBODY, language: str = "fi") -> str:
    with database.write() as session:
        return referrals.make(session, actor, NewSlip(tuple(ids), language), now=NOW).code


def opened(session: Session, code: str, today: date = TODAY) -> ReferralSlip:
    return referrals.find(session, code, today=today)


def test_a_slip_keeps_the_order_and_leaves_out_what_is_not_published(database: Database, ids: list[str]) -> None:
    with database.write() as session:
        hidden = draft(session).public_id
    code = made(database, [ids[2], hidden, "unknown", ids[0], ids[2]])
    with database.read() as session:
        slip = opened(session, code)
        assert [item.activity.public_id for item in slip.items] == [ids[2], ids[0]]
        assert slip.expires_on == TODAY + timedelta(days=90)


def test_the_table_has_room_for_nothing_about_a_client() -> None:
    columns = set(ReferralSlip.__table__.columns.keys())
    assert columns == {
        "id", "code", "short_code", "language", "text_size", "workplace_id", "made_on", "expires_on"
    }  # fmt: skip
    assert set(ReferralItem.__table__.columns.keys()) == {"id", "slip_id", "activity_id", "position", "printed"}


@pytest.mark.parametrize(
    "write", [str, str.upper, lambda code: f" {code.replace('-', ' ')} ", lambda c: c.replace("-", "")]
)
def test_the_readable_code_opens_however_it_is_typed(database: Database, ids: list[str], write: object) -> None:
    code = made(database, ids)
    with database.read() as session:
        short = opened(session, code).short_code
        assert opened(session, write(short)).code == code  # type: ignore[operator]


def test_codes_cannot_be_guessed() -> None:
    codes = {referrals.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {27}  # 30 letters to the 27th: 132 bits


@pytest.mark.parametrize(
    "code", ["", "kuusi", "kuusi-12", "nosuchword-1234", "x" * 27, "kuusi-1234'; --", "4827-kuusi"]
)
def test_what_is_no_code_opens_nothing(database: Database, ids: list[str], code: str) -> None:
    made(database, ids)
    with database.read() as session, pytest.raises(NotFound):
        opened(session, code)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (NewSlip((), "fi"), {"activities": "empty"}),
        (NewSlip(("nothing",), "fi"), {"activities": "empty"}),
        (NewSlip(tuple("abcdefghj"), "fi"), {"activities": "too_many"}),
        (NewSlip(("x",), "ru"), {"language": "unknown"}),
        (NewSlip(("x",), "fi", "enormous"), {"text_size": "unknown"}),
    ],
)
def test_a_slip_that_does_not_hold_is_refused(database: Database, change: NewSlip, fault: dict[str, str]) -> None:
    with database.write() as session, pytest.raises(InvalidChange) as caught:
        referrals.make(session, ANYBODY, change, now=NOW)
    assert caught.value.faults == fault


def test_only_the_workplace_of_a_professional_is_kept(database: Database, ids: list[str]) -> None:
    with database.write() as session:
        place = Workplace(name="Lieksan sote-keskus")
        session.add(place)
        session.flush()
        nurse = Actor(7, (Grant(Role.PROFESSIONAL, workplace_id=place.id),))
    code = made(database, ids, nurse)
    with database.read() as session:
        assert opened(session, code).workplace_id == place.id


def test_slips_end_after_ninety_days(database: Database, ids: list[str]) -> None:
    code = made(database, ids)
    last = TODAY + timedelta(days=90)
    with database.read() as session:
        assert opened(session, code, last)
        with pytest.raises(NotFound):
            opened(session, code, last + timedelta(days=1))
    with database.write() as session:
        assert referrals.delete_expired(session, today=last) == 0
        assert referrals.delete_expired(session, today=last + timedelta(days=1)) == 1
    with database.read() as session:
        assert session.scalars(select(ReferralSlip)).all() == []
        assert session.scalars(select(ReferralItem)).all() == []


def cancel_next(session: Session, activity: Activity) -> None:
    activity.schedules[0].exceptions.append(ScheduleException(held_on=date(2026, 11, 25), kind="cancelled"))


def move(session: Session, activity: Activity) -> None:
    activity.locations[0].street = "Uusitie 5"


def new_number(session: Session, activity: Activity) -> None:
    activity.contacts[0].phone = "+358 50 00 199"


def dearer(session: Session, activity: Activity) -> None:
    activity.cost_amount = 9


def fill_up(session: Session, activity: Activity) -> None:
    activity.capacity = "full"


def end(session: Session, activity: Activity) -> None:
    activity.lifecycle = "ended"


def pause(session: Session, activity: Activity) -> None:
    activity.lifecycle = "paused"


def correct_a_word(session: Session, activity: Activity) -> None:
    activity.texts[0].summary = "Sama asia toisin sanoin."


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        (cancel_next, (Change.TIMES,)),
        (move, (Change.PLACE,)),
        (new_number, (Change.PHONE,)),
        (dearer, (Change.COST,)),
        (fill_up, (Change.FULL,)),
        (end, (Change.ENDED,)),
        (pause, (Change.PAUSED,)),
        (correct_a_word, ()),
    ],
)
def test_what_changed_since_printing_is_told(
    database: Database, ids: list[str], edit: object, changes: tuple[Change, ...]
) -> None:
    code = made(database, ids[:1])
    with database.write() as session:
        edit(session, opened(session, code).items[0].activity)  # type: ignore[operator]
    with database.read() as session:
        item = opened(session, code).items[0]
        assert referrals.changes_since(item.printed, item.activity, NOW) == changes


def test_sessions_that_have_passed_are_no_change(database: Database, ids: list[str]) -> None:
    code = made(database, ids[:1])
    with database.read() as session:
        item = opened(session, code).items[0]
        assert referrals.changes_since(item.printed, item.activity, NOW + timedelta(days=60)) == ()


def test_a_secret_address_is_not_written_down(database: Database, ids: list[str]) -> None:
    with database.write() as session:
        session.execute(update(Location).values(precision="hidden"))
    code = made(database, ids[:1])
    with database.read() as session:
        printed = opened(session, code).items[0].printed
        street = session.scalar(select(Location.street))
        assert street
        assert street not in str(printed)


def test_a_deleted_activity_leaves_the_slip(database: Database, ids: list[str]) -> None:
    code = made(database, ids[:2])
    with database.write() as session:
        gone = session.scalar(select(Activity).where(Activity.public_id == ids[0]))
        assert gone is not None
        session.delete(gone)
    with database.read() as session:
        assert [item.activity.public_id for item in opened(session, code).items] == [ids[1]]
        assert session.scalar(select(Organisation.id))
