"""Making and changing organisations."""

from dataclasses import replace

import pytest

from directory.db import Database
from directory.errors import Conflict, Forbidden, InvalidChange
from directory.services import cards, organisations
from directory.services.organisations import change_of
from tests.directory.services.cast import (
    ADMIN,
    HELSINKI,
    LIEKSA,
    NOW,
    association,
    coordinator,
    editor,
    noted,
    published,
    revisions_of,
)


def test_a_new_name_reaches_the_cards_and_another_website_does_not(database: Database) -> None:
    with database.write() as session:
        activity = published(session)
        organisation, waiting = activity.organisation, noted(session, activity)
        actor = editor(organisation)
        elsewhere = replace(change_of(organisation), website="https://paja.example")
        assert organisations.update(session, actor, organisation, elsewhere, version=organisation.version, now=NOW)
        assert noted(session, activity) == waiting
        renamed = replace(elsewhere, names={"fi": "Paja ry", "sv": "Verkstaden rf"})
        assert organisations.update(session, actor, organisation, renamed, version=organisation.version, now=NOW)
        card = cards.cards(session, [activity.public_id])[activity.public_id]
        assert card.organisation_names == {"fi": "Paja ry", "sv": "Verkstaden rf"}
        assert noted(session, activity) == waiting + 1
        told = revisions_of(session, organisation.id, "organisation")
        assert told[-1].changes == {
            "names.fi": ["Pielisen puupaja ry", "Paja ry"],
            "names.sv": [None, "Verkstaden rf"],
        }


def test_saving_what_is_there_changes_nothing(database: Database) -> None:
    with database.write() as session:
        organisation = association(session)
        version = organisation.version
        assert not organisations.update(session, ADMIN, organisation, change_of(organisation), version=version, now=NOW)
        assert organisation.version == version


def test_who_read_an_old_version_is_told(database: Database) -> None:
    with database.write() as session:
        organisation = association(session)
        read = organisation.version
        changed = replace(change_of(organisation), stea_funded=True)
        organisations.update(session, ADMIN, organisation, changed, version=read, now=NOW)
        with pytest.raises(Conflict):
            organisations.update(session, ADMIN, organisation, replace(changed, phone=""), version=read, now=NOW)


def test_who_may(database: Database) -> None:
    with database.write() as session:
        organisation = association(session)
        changed = replace(change_of(organisation), stea_funded=True)
        for stranger in (editor(association(session)), coordinator(HELSINKI)):
            with pytest.raises(Forbidden):
                organisations.update(session, stranger, organisation, changed, version=organisation.version, now=NOW)
        with pytest.raises(Forbidden):
            organisations.create(session, editor(organisation), changed, now=NOW)
        assert organisations.create(session, coordinator(LIEKSA), changed, now=NOW).stea_funded


def test_every_fault_is_named(database: Database) -> None:
    with database.write() as session:
        organisation = association(session)
        wrong = replace(
            change_of(organisation),
            names={"fi": "", "de": "Verein"},
            descriptions={"fi": "x" * 5001},
            type="club",
            sectors=("nonsense",),
            business_id="1234567-2",
            home_municipality="000",
            website="javascript:alert(1)",
            email="@",
            phone="12",
        )
        with pytest.raises(InvalidChange) as caught:
            organisations.update(session, ADMIN, organisation, wrong, version=organisation.version, now=NOW)
        assert caught.value.faults == {
            "names.fi": "empty",
            "names.de": "unknown",
            "descriptions.fi": "too_long",
            "type": "unknown",
            "sectors": "unknown",
            "business_id": "business_id",
            "home_municipality": "unknown",
            "website": "web_address",
            "email": "email",
            "phone": "phone",
        }
        assert organisation.type == "association"
        with pytest.raises(InvalidChange, match="names: empty"):
            organisations.create(session, ADMIN, replace(change_of(organisation), names={}), now=NOW)
