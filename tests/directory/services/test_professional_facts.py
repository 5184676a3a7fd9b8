"""What only professionals see of activities, and the permission table's word on each role."""

import pytest
from sqlalchemy import event

from directory.db import Database
from directory.services import shelf
from directory.services.access import Actor, Grant
from directory.services.professional_facts import professional_facts
from directory.services.shelf import EntryChange
from directory.vocabulary import Role
from tests.directory.services.cast import ADMIN, JOENSUU, NOW, association, coordinator, editor, published
from tests.directory.services.workplace_cast import LISTED, nurse, workplace


def test_contacts_routes_and_what_to_do_before(database: Database) -> None:
    with database.write() as session:
        activity = published(session, LISTED)
        facts = professional_facts(session, nurse(session), [activity.public_id], now=NOW)[activity.public_id]
        assert [contact.name for contact in facts.contacts] == ["Raija", "Sirkka"]
        assert facts.contacts[1].role == {"fi": "vuorovastaava"}
        assert facts.do_before == {"fi": "Soita Pentille ensin."}
        assert facts.routes == ("professional", "joint_call")
        assert facts.shelf is None


def test_who_sees_whose(database: Database) -> None:
    with database.write() as session:
        own, other = association(session), association(session, "Toinen ry")
        ours, theirs = published(session, LISTED, own), published(session, LISTED, other)
        both = [ours.public_id, theirs.public_id]

        def seen(actor: Actor) -> list[str]:
            found = professional_facts(session, actor, both, now=NOW)
            return [public_id for public_id in both if public_id in found]

        assert seen(editor(own)) == [ours.public_id]
        assert seen(Actor(None, (Grant(Role.EDITOR),))) == []
        assert seen(Actor.anonymous()) == []
        for actor in (nurse(session), coordinator(JOENSUU), ADMIN):
            assert seen(actor) == both


def test_the_team_note_is_the_own_workplaces(database: Database) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        stranger = nurse(session, workplace(session, "Toinen keskus"), name="Bo Ek")
        activity = published(session, LISTED)
        shelf.save(session, member, activity.public_id, now=NOW)
        shelf.change(session, member, activity.public_id, EntryChange("Miehet", "Kysy Marjaa"), now=NOW)
        own = professional_facts(session, member, [activity.public_id], now=NOW)[activity.public_id].shelf
        assert own is not None
        assert (own.folder, own.text, own.by) == ("Miehet", "Kysy Marjaa", "Aino Aalto")
        for actor in (stranger, ADMIN):
            assert professional_facts(session, actor, [activity.public_id], now=NOW)[activity.public_id].shelf is None
        shelf.remove(session, member, activity.public_id, now=NOW)
        assert professional_facts(session, member, [activity.public_id], now=NOW)[activity.public_id].shelf is None


@pytest.mark.parametrize(("who", "selects"), [("member", 1), ("reader", 0)])
def test_one_select_for_a_page(database: Database, who: str, selects: int) -> None:
    with database.write() as session:
        actor = nurse(session, workplace(session)) if who == "member" else Actor.anonymous()
        public_ids = [published(session, LISTED).public_id for _ in range(3)]
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with database.read() as session:
        professional_facts(session, actor, public_ids, now=NOW)
    assert len([one for one in asked if one.lstrip().upper().startswith("SELECT")]) == selects
