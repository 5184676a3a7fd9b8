"""What a workplace says of itself, and who may change it."""

from dataclasses import replace

import pytest

from directory.db import Database
from directory.errors import Conflict, InvalidChange, NotFound
from directory.models import Account
from directory.services import workplace_settings, workplaces
from directory.services.access import Actor
from directory.services.workplace_settings import WorkplaceChange
from tests.directory.services.cast import ADMIN, JOENSUU, LIEKSA, coordinator, revisions_of
from tests.directory.services.workplace_cast import nurse, workplace

CHANGE = WorkplaceChange("Pielisen sote-keskus", (LIEKSA, JOENSUU), ("sv", "ru"), "14")


def test_an_administrator_makes_one_and_a_member_changes_it(database: Database) -> None:
    with database.write() as session:
        place = workplace_settings.create(session, ADMIN, CHANGE)
        member = nurse(session, place)
        changed = replace(CHANGE, name=" Lieksan sote-keskus ", languages=("fi",), county="")
        workplace_settings.update(session, member, place.public_id, changed)
        assert (place.name, place.county, place.languages) == ("Lieksan sote-keskus", None, ["fi"])
        told = revisions_of(session, place.id, "workplace")
        assert [one.action for one in told] == ["create", "update"]
        assert set(told[1].changes) == {"name", "languages", "county"}


def test_strangers_do_not_learn_of_it(database: Database) -> None:
    with database.write() as session:
        place = workplace(session)
        stranger = nurse(session, workplace(session, "Toinen keskus"))
        for actor in (stranger, coordinator(LIEKSA), Actor.anonymous()):
            with pytest.raises(NotFound):
                workplace_settings.get(session, actor, place.public_id)
            with pytest.raises(NotFound):
                workplace_settings.update(session, actor, place.public_id, CHANGE)
            with pytest.raises(NotFound):
                workplace_settings.create(session, actor, CHANGE)
            with pytest.raises(NotFound):
                workplace_settings.listed(session, actor)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (replace(CHANGE, name=" "), {"name": "empty"}),
        (replace(CHANGE, name="x" * 101), {"name": "too_long"}),
        (replace(CHANGE, name="Tiimi 050 123 4567"), {"name": "personal"}),
        (replace(CHANGE, municipalities=()), {"municipalities": "empty"}),
        (replace(CHANGE, municipalities=("999",)), {"municipalities": "unknown"}),
        (replace(CHANGE, languages=("xx",), county="99"), {"languages": "unknown", "county": "unknown"}),
        (replace(CHANGE, languages=("sign",)), {"languages": "unknown"}),
        (replace(CHANGE, languages=("fi", "fi")), {"languages": "unknown"}),
        (replace(CHANGE, languages=("fi", "sv", "en", "ru")), {"languages": "too_many"}),
    ],
)
def test_faults_are_told_by_field(database: Database, change: WorkplaceChange, faults: dict[str, str]) -> None:
    with database.write() as session:
        with pytest.raises(InvalidChange) as caught:
            workplace_settings.create(session, ADMIN, change)
        assert caught.value.faults == faults


def test_two_workplaces_of_one_name_could_not_be_told_apart(database: Database) -> None:
    with database.write() as session:
        place = workplace_settings.create(session, ADMIN, CHANGE)
        with pytest.raises(Conflict):
            workplace_settings.create(session, ADMIN, replace(CHANGE, name="pielisen SOTE-keskus"))
        other = workplace_settings.create(session, ADMIN, replace(CHANGE, name="Toinen"))
        with pytest.raises(Conflict):
            workplace_settings.update(session, ADMIN, other.public_id, CHANGE)
        workplace_settings.update(session, ADMIN, place.public_id, replace(CHANGE, county=""))


def test_members_and_the_list(database: Database) -> None:
    with database.write() as session:
        place = workplace_settings.create(session, ADMIN, CHANGE)
        nurse(session, place, name="Bo Ek")
        nurse(session, place)
        gone = nurse(session, place, name="Cilla Holm")
        account = session.get(Account, gone.account_id)
        assert account is not None
        account.active = False
        assert [member.name for member in workplace_settings.members(session, place)] == ["Aino Aalto", "Bo Ek"]
        workplace(session, "Aapiskukan terveysasema")
        listed = workplace_settings.listed(session, ADMIN)
        assert [(one.name, one.members) for one in listed] == [
            ("Aapiskukan terveysasema", 0),
            ("Pielisen sote-keskus", 3),
        ]


def test_own_workplaces_and_the_one_worked_for(database: Database) -> None:
    with database.write() as session:
        first, second = workplace(session), workplace(session, "Nurmeksen terveysasema")
        both = nurse(session, second, first)
        own = workplaces.own_workplaces(session, both)
        assert [place.name for place in own] == ["Nurmeksen terveysasema", "Pielisen sote-keskus"]
        assert workplaces.active_of(own, first.public_id) == own[1]
        assert workplaces.active_of(own, "2222222222") == own[0]
        assert workplaces.active_of((), first.public_id) is None
        assert workplaces.name_for(session, both) == "Nurmeksen terveysasema"
        assert workplaces.name_for(session, replace(both, workplace_id=first.id)) == "Pielisen sote-keskus"
        assert workplaces.own_workplaces(session, ADMIN) == ()
