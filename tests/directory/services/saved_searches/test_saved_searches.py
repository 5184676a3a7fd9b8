"""Searches are kept by their person, hold nothing about anybody, and have news only of what is new."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from directory.db import Database
from directory.errors import Forbidden, InvalidChange, NotFound
from directory.models import Account, Revision, SavedSearch
from directory.services import saved_searches
from directory.services.access import Actor, Grant
from directory.services.retention import erase_expired
from directory.services.saved_searches import NAME_MAX, SEARCHES_MAX, NewSearch
from directory.vocabulary import Role
from tests.directory.services.cast import ADMIN, CHANGE, LIEKSA, NOW, association, coordinator, editor, published

SEARCH = NewSearch("Yksinäiset miehet", "fi", {"q": ["yksinäinen mies"], "place": ["422"]}, True, ("aaaa",))


@pytest.fixture
def members(database: Database) -> tuple[Actor, Actor]:
    """Two professionals."""
    with database.write() as session:
        accounts = [Account(email=f"{name}@sote.example") for name in ("marja", "pirkko")]
        session.add_all(accounts)
        session.flush()
        first, second = (Actor(one.id, (Grant(Role.PROFESSIONAL),)) for one in accounts)
    return first, second


def test_a_search_is_kept_renamed_and_let_go_of(database: Database, members: tuple[Actor, Actor]) -> None:
    member, _other = members
    with database.write() as session:
        public_id = saved_searches.keep(session, member, SEARCH, now=NOW).public_id
        saved_searches.rename(session, member, public_id, "  Miesten\nryhmät ")
        saved_searches.set_alert(session, member, public_id, alert=False)
    with database.read() as session:
        [found] = saved_searches.own(session, member)
        assert (found.name, found.alert, found.arguments) == ("Miesten ryhmät", False, SEARCH.arguments)
    with database.write() as session:
        assert saved_searches.delete(session, member, public_id, now=NOW) == "Miesten ryhmät"
        assert saved_searches.own(session, member) == []
        with pytest.raises(NotFound):
            saved_searches.rename(session, member, public_id, "x")
        saved_searches.restore(session, member, public_id)
        assert len(saved_searches.own(session, member)) == 1


def test_a_deleted_search_goes_after_a_day(database: Database, members: tuple[Actor, Actor]) -> None:
    with database.write() as session:
        public_id = saved_searches.keep(session, members[0], SEARCH, now=NOW).public_id
        saved_searches.delete(session, members[0], public_id, now=NOW)
        assert erase_expired(session, now=NOW + timedelta(days=1)).deleted_searches == 0
        assert erase_expired(session, now=NOW + timedelta(days=1, seconds=1)).deleted_searches == 1


def test_searches_go_with_their_person(database: Database, members: tuple[Actor, Actor]) -> None:
    with database.write() as session:
        saved_searches.keep(session, members[0], SEARCH, now=NOW)
    with database.write() as session:
        session.delete(session.get(Account, members[0].account_id))
    with database.read() as session:
        assert session.scalars(select(SavedSearch)).all() == []


@pytest.mark.parametrize(
    ("name", "arguments", "faults"),
    [
        ("  ", SEARCH.arguments, {"name": "empty"}),
        ("x" * (NAME_MAX + 1), SEARCH.arguments, {"name": "too_long"}),
        ("Asiakas 131052-308T", SEARCH.arguments, {"name": "personal"}),
        ("Soita 045 123 4567", SEARCH.arguments, {"name": "personal"}),
        ("Nimi", {"q": ["mies pena@koti.example"]}, {"arguments": "personal"}),
        ("Nimi", {}, {"arguments": "empty"}),
    ],
)
def test_what_tells_of_somebody_is_refused(
    database: Database,
    members: tuple[Actor, Actor],
    name: str,
    arguments: dict[str, list[str]],
    faults: dict[str, str],
) -> None:
    with database.write() as session:
        with pytest.raises(InvalidChange) as caught:
            saved_searches.keep(session, members[0], NewSearch(name, "fi", arguments, False, ()), now=NOW)
        assert caught.value.faults == faults
        assert session.scalars(select(SavedSearch)).all() == []


def test_there_is_a_most(database: Database, members: tuple[Actor, Actor]) -> None:
    with database.write() as session:
        for _ in range(SEARCHES_MAX):
            saved_searches.keep(session, members[0], SEARCH, now=NOW)
        with pytest.raises(InvalidChange):
            saved_searches.keep(session, members[0], SEARCH, now=NOW)
        saved_searches.keep(session, members[1], SEARCH, now=NOW)


def test_nobody_sees_or_touches_anothers(database: Database, members: tuple[Actor, Actor]) -> None:
    member, other = members
    with database.write() as session:
        public_id = saved_searches.keep(session, member, SEARCH, now=NOW).public_id
        assert saved_searches.own(session, other) == []
        for who in (other, Actor.anonymous(), coordinator(LIEKSA), ADMIN, editor(association(session))):
            with pytest.raises(NotFound):
                saved_searches.rename(session, who, public_id, "x")
            with pytest.raises(NotFound):
                saved_searches.set_alert(session, who, public_id, alert=False)
            with pytest.raises(NotFound):
                saved_searches.delete(session, who, public_id, now=NOW)
            with pytest.raises(NotFound):
                saved_searches.restore(session, who, public_id)
        for who in (Actor.anonymous(), coordinator(LIEKSA)):
            with pytest.raises(Forbidden):
                saved_searches.keep(session, who, SEARCH, now=NOW)


def test_only_what_was_not_known_is_news(database: Database, members: tuple[Actor, Actor]) -> None:
    with database.write() as session:
        search = saved_searches.keep(session, members[0], SEARCH, now=NOW)
        assert saved_searches.news_of(session, search, ["bbbb", "aaaa"], complete=True).new == ("bbbb",)
        saved_searches.told(search, ["bbbb", "aaaa"], now=NOW)
        assert saved_searches.news_of(session, search, ["bbbb", "aaaa"], complete=True).new == ()
        # What rests for a while and comes back is not new.
        saved_searches.told(search, ["aaaa"], now=NOW)
        assert saved_searches.news_of(session, search, ["bbbb"], complete=True).new == ()


def test_the_first_look_tells_nothing_old(database: Database, members: tuple[Actor, Actor]) -> None:
    with database.write() as session:
        new = NewSearch("Nimi", "fi", SEARCH.arguments, True, None)
        search = saved_searches.keep(session, members[0], new, now=NOW)
        assert saved_searches.news_of(session, search, ["aaaa"], complete=True).new == ()
        saved_searches.told(search, ["aaaa"], now=NOW)
        assert saved_searches.news_of(session, search, ["bbbb"], complete=True).new == ("bbbb",)


def test_of_a_part_of_many_results_only_what_came_since_is_news(
    database: Database, members: tuple[Actor, Actor]
) -> None:
    with database.write() as session:
        organisation = association(session)
        before, after, old_draft = (published(session, CHANGE, organisation) for _ in range(3))
        before.created_at = old_draft.created_at = NOW - timedelta(days=300)
        after.created_at = NOW + timedelta(days=2)
        session.execute(update(Revision).values(at=NOW))
        search = saved_searches.keep(session, members[0], SEARCH, now=NOW + timedelta(days=1))
        found = [before.public_id, after.public_id]
        assert saved_searches.news_of(session, search, found, complete=False).new == (after.public_id,)
        assert saved_searches.news_of(session, search, found, complete=True).new == tuple(found)
        search.told_at = NOW - timedelta(days=1)  # published since, though written long ago
        assert old_draft.public_id in saved_searches.news_of(session, search, [old_draft.public_id], complete=False).new
