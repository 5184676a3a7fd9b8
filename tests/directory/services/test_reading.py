"""What the public pages read."""

from datetime import date

import pytest

from directory.db import Database
from directory.errors import Gone, NotFound
from directory.models import CooperationContact
from directory.services import reading
from directory.vocabulary import Lifecycle
from tests.directory.services.cast import LIEKSA, TODAY, draft, published


@pytest.mark.parametrize("address", ["abc", "abc-slug", "23456789ab-x-y-z"])
def test_the_id_stands_first(address: str) -> None:
    assert reading.public_id_of(address) == address.split("-", maxsplit=1)[0]


@pytest.mark.parametrize("address", ["", "-slug", "ABC", "a" * 17, "a\x00b", "åäö", "0", "a b", "\ud800"])
def test_what_cannot_be_an_id(address: str) -> None:
    with pytest.raises(NotFound):
        reading.public_id_of(address)


@pytest.mark.parametrize(
    ("lifecycle", "raised"),
    [
        (Lifecycle.PUBLISHED, None),
        (Lifecycle.PAUSED, None),
        (Lifecycle.DRAFT, NotFound),
        (Lifecycle.PENDING, NotFound),
        (Lifecycle.ENDED, Gone),
        (Lifecycle.ARCHIVED, Gone),
    ],
)
def test_who_is_shown(database: Database, lifecycle: Lifecycle, raised: type[Exception] | None) -> None:
    with database.write() as session:
        activity = published(session)
        activity.lifecycle = lifecycle
    with database.read() as session:
        if raised is None:
            assert reading.activity(session, activity.public_id, today=TODAY).id == activity.id
        else:
            with pytest.raises(raised) as caught:
                reading.activity(session, activity.public_id, today=TODAY)
            assert type(caught.value) is raised


def test_a_loaded_activity_needs_no_more_questions(database: Database) -> None:
    with database.write() as session:
        public_id = published(session).public_id
    with database.read() as session:
        activity = reading.activity(session, public_id, today=date(2026, 11, 24))
    # The session is closed: anything that was not loaded would raise now.
    assert activity.organisation.names
    assert [len(activity.texts), len(activity.locations), len(activity.contacts)] == [2, 1, 3]
    assert [row.breaks for row in activity.schedules] == [[]]
    assert activity.verifications == []


def test_organisations_and_their_published_cards(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        draft(session, organisation=activity.organisation)
        owner = activity.organisation
        cards = reading.cards_of_organisation(session, owner.id)
    assert [card.public_id for card in cards] == [activity.public_id]
    with database.read() as session:
        assert reading.organisation(session, owner.public_id).parent is None
        with pytest.raises(NotFound):
            reading.organisation(session, "zzz")


def test_contact_persons_of_the_municipality_and_its_county(database: Database) -> None:
    with database.write() as session:
        session.add(CooperationContact(municipality=LIEKSA, name="Kunnan ihminen"))
        session.add(CooperationContact(county="14", name="Alueen ihminen"))
        session.add(CooperationContact(county="05", name="Muun alueen ihminen"))
    with database.read() as session:
        own, county = reading.contact_persons(session, LIEKSA)
        nobody, same_county = reading.contact_persons(session, "167")
    assert own is not None
    assert county is not None
    assert (own.name, county.name) == ("Kunnan ihminen", "Alueen ihminen")
    assert nobody is None
    assert same_county is not None


def test_the_site_map_lists_published_ones_in_slices(database: Database) -> None:
    with database.write() as session:
        first = published(session)
        draft(session, organisation=first.organisation)
        second = published(session, organisation=first.organisation)
    with database.read() as session:
        listed = reading.listed_activities(session, offset=0, limit=10)
        assert [entry.public_id for entry in listed] == [first.public_id, second.public_id]
        assert set(listed[0].titles) == {"fi", "sv"}
        (last,) = reading.listed_activities(session, offset=1, limit=10)
        assert last.public_id == second.public_id
        assert reading.listed_activities(session, offset=2, limit=10) == []
        (organisation,) = reading.listed_organisations(session)
        assert organisation.titles == first.organisation.names
