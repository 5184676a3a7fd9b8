"""When mail is due, also where clocks change; what it tells; the link that ends it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from itsdangerous import URLSafeSerializer
from sqlalchemy import select

from directory.db import Database
from directory.errors import InvalidChange, NotFound
from directory.models import Account, Activity, Membership, SavedSearch
from directory.services import digests, saved_searches, slip_news
from directory.services.access import Actor, Grant
from directory.services.saved_searches import NewSearch
from directory.vocabulary import Role
from tests.directory.services.cast import CHANGE, NOW, association, published
from tests.directory.services.outcomes.cast import slip, workplace

MONDAY = date(2026, 11, 23)
KEY = "a secret key of the tests, of some length"


@pytest.mark.parametrize(
    ("now", "last", "due"),
    [
        (datetime(2026, 11, 24, 4, 59, tzinfo=UTC), date(2026, 11, 23), False),  # 6.59 in winter
        (datetime(2026, 11, 24, 5, 0, tzinfo=UTC), date(2026, 11, 23), True),
        (datetime(2026, 11, 24, 21, 59, tzinfo=UTC), date(2026, 11, 24), False),
        (datetime(2026, 7, 1, 3, 59, tzinfo=UTC), None, False),  # 6.59 in summer
        (datetime(2026, 7, 1, 4, 0, tzinfo=UTC), None, True),
        # The day has 25 hours: seven o'clock comes once.
        (datetime(2026, 10, 25, 4, 0, tzinfo=UTC), date(2026, 10, 24), False),
        (datetime(2026, 10, 25, 5, 0, tzinfo=UTC), date(2026, 10, 24), True),
        (datetime(2026, 10, 25, 6, 0, tzinfo=UTC), date(2026, 10, 25), False),
        # The day has 23 hours.
        (datetime(2027, 3, 28, 3, 59, tzinfo=UTC), date(2027, 3, 27), False),
        (datetime(2027, 3, 28, 4, 0, tzinfo=UTC), date(2027, 3, 27), True),
    ],
)
def test_seven_in_the_morning_in_finland(now: datetime, last: date | None, due: bool) -> None:
    assert digests.is_time(last, now) is due


def member(database: Database, digest: str = "", digest_on: date | None = None, **values: object) -> int:
    with database.write() as session:
        account = Account(email=f"{digest}{digest_on}@sote.example", digest=digest, digest_on=digest_on, **values)
        session.add(account)
        session.flush()
        return account.id


@pytest.mark.parametrize(
    ("digest", "last", "due"),
    [
        ("", None, False),
        ("daily", None, True),
        ("daily", MONDAY, True),
        ("daily", MONDAY + timedelta(days=1), False),
        ("weekly", None, True),
        ("weekly", MONDAY - timedelta(days=1), True),
        ("weekly", MONDAY, False),
    ],
)
def test_whose_mail_is_due_on_a_tuesday(database: Database, digest: str, last: date | None, due: bool) -> None:
    account_id, tuesday = member(database, digest, last), MONDAY + timedelta(days=1)
    with database.read() as session:
        assert digests.due(session, today=tuesday) == ([account_id] if due else [])
    with database.write() as session:
        assert (digests.claim(session, account_id, today=tuesday) is not None) is due
    with database.write() as session:
        assert digests.claim(session, account_id, today=tuesday) is None


def test_a_closed_account_gets_none(database: Database) -> None:
    account_id = member(database, "daily", None, active=False)
    with database.write() as session:
        assert digests.due(session, today=MONDAY) == []
        assert digests.claim(session, account_id, today=MONDAY) is None


def test_what_is_chosen_comes_the_next_time(database: Database) -> None:
    account_id = member(database)
    with database.write() as session:
        digests.choose(session, account_id, "weekly", now=NOW)
        assert digests.due(session, today=date(2026, 11, 29)) == []
        assert digests.due(session, today=date(2026, 11, 30)) == [account_id]
        digests.choose(session, account_id, "daily", now=NOW)
        assert digests.due(session, today=date(2026, 11, 25)) == [account_id]
        with pytest.raises(InvalidChange):
            digests.choose(session, account_id, "hourly", now=NOW)
        with pytest.raises(NotFound):
            digests.choose(session, account_id + 99, "daily", now=NOW)


def test_the_link_ends_only_its_own_mail(database: Database) -> None:
    one, other = member(database, "daily"), member(database, "weekly")
    with database.write() as session:
        account = session.get(Account, one)
        assert account is not None
        token = digests.stop_token(KEY, account)
        assert digests.account_of_token(session, ("a new key", KEY), token).id == one
        digests.stop(account)
        assert session.get(Account, other).digest == "weekly"  # type: ignore[union-attr]
        elsewhere = URLSafeSerializer(KEY, salt="set-password").dumps(account.public_id)
        for made_up in ("", token[:-1], elsewhere, digests.stop_token("another key", account)):
            with pytest.raises(NotFound):
                digests.account_of_token(session, (KEY,), made_up)


class World:
    """A nurse whose workplace has a slip, and an activity on it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.write() as session:
            place = workplace(session)
            activity = published(session, CHANGE, association(session))
            self.activity = activity.public_id
            slip(session, place, activity.public_id)
            account = Account(email="marja@sote.example", digest="daily")
            account.memberships.append(Membership(role=Role.PROFESSIONAL, workplace_id=place.id))
            session.add(account)
            session.flush()
            self.account, self.place = account.id, place.id
        self.found: list[str] = []
        self.looks = 0

    def look(self, _search: SavedSearch) -> tuple[Sequence[str], bool] | None:
        self.looks += 1
        return self.found, True

    def edit(self, **values: object) -> None:
        with self.database.write() as session:
            activity = session.scalar(select(Activity).where(Activity.public_id == self.activity))
            for name, value in values.items():
                setattr(activity, name, value)

    def mail(self, days: int = 0) -> digests.Contents:
        with self.database.write() as session:
            account = session.get(Account, self.account)
            assert account is not None
            contents = digests.contents_of(session, account, self.look, now=NOW + timedelta(days=days))
            digests.remember(session, account, contents)
            return contents


def test_news_are_told_once_and_new_ones_again(database: Database) -> None:
    world = World(database)
    assert world.mail().is_empty
    world.edit(capacity="full")
    [place] = world.mail().workplaces
    assert [news.activity_id for news in place.news] == [world.activity]
    assert world.mail(1).is_empty
    world.edit(lifecycle="ended")
    assert len(world.mail(2).workplaces) == 1
    world.edit(lifecycle="published")
    assert not world.mail(3).is_empty  # full again: it was not news in between


def test_what_the_team_has_dealt_with_is_not_told(database: Database) -> None:
    world = World(database)
    world.edit(capacity="full")
    with database.write() as session:
        actor = Actor(world.account, (Grant(Role.PROFESSIONAL, workplace_id=world.place),))
        slip_news.handle(session, actor, world.place, world.activity, now=NOW)
    assert world.mail().is_empty


def test_searches_are_looked_through_once_a_week(database: Database) -> None:
    world = World(database)
    with database.write() as session:
        actor = Actor(world.account, (Grant(Role.PROFESSIONAL),))
        for alert in (True, False):
            new = NewSearch("Nimi", "fi", {"q": ["mies"]}, alert, ["aaaa"])
            saved_searches.keep(session, actor, new, now=NOW)
    world.found = ["bbbb", "aaaa"]
    assert world.mail(1).is_empty  # NOW is a Tuesday: the week goes on
    assert world.looks == 0
    [found] = world.mail(6).searches
    assert found.new == ("bbbb",)
    assert world.looks == 1
    assert world.mail(7).is_empty
    assert world.mail(13).is_empty
    assert world.looks == 2


def test_a_search_engine_that_is_down_is_asked_the_next_day(database: Database) -> None:
    world = World(database)
    with database.write() as session:
        new = NewSearch("Nimi", "fi", {"q": ["mies"]}, True, [])
        saved_searches.keep(session, Actor(world.account, (Grant(Role.PROFESSIONAL),)), new, now=NOW)
    look = world.look
    world.look = lambda _search: None  # type: ignore[method-assign]
    assert world.mail(6).is_empty
    world.look, world.found = look, ["bbbb"]  # type: ignore[method-assign]
    assert len(world.mail(7).searches) == 1


def test_whoever_left_the_workplace_is_told_nothing(database: Database) -> None:
    world = World(database)
    world.edit(capacity="full")
    with database.write() as session:
        account = session.get(Account, world.account)
        assert account is not None
        account.memberships = []
    assert world.mail().is_empty
