"""The shelf: saving, taking off and back, folders, notes that hold nothing about clients, what is told of entries."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import Database
from directory.errors import InvalidChange, NotFound
from directory.models import Account, ShelfItem
from directory.models.base import utc_now
from directory.services import activities, own_data, shelf
from directory.services.access import Actor, Grant
from directory.services.shelf import EntryChange
from directory.vocabulary import Role
from tests.directory.services.cast import ADMIN, LIEKSA, NOW, coordinator, draft, published
from tests.directory.services.workplace_cast import LISTED, nurse, workplace

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def saved(session: Session, actor: Actor, change: object = LISTED) -> str:
    activity = published(session, change)  # type: ignore[arg-type]
    shelf.save(session, actor, activity.public_id, now=NOW)
    return activity.public_id


def ids(session: Session, actor: Actor) -> list[str]:
    return [entry.card.public_id for entry in shelf.shelf_of(session, actor, now=NOW).entries]


def test_the_whole_team_sees_what_one_saved(database: Database) -> None:
    with database.write() as session:
        place = workplace(session)
        member, colleague = nurse(session, place), nurse(session, place, name="Bo Ek")
        public_id = saved(session, member)
        shelf.save(session, colleague, public_id, now=NOW)
        assert ids(session, colleague) == [public_id]


def test_another_workplace_has_its_own(database: Database) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        stranger = nurse(session, workplace(session, "Toinen keskus"), name="Bo Ek")
        public_id = saved(session, member)
        assert ids(session, stranger) == []
        shelf.remove(session, stranger, public_id, now=NOW)
        with pytest.raises(NotFound):
            shelf.change(session, stranger, public_id, EntryChange(note="Kysy Marjaa"), now=NOW)
        with pytest.raises(NotFound):
            shelf.entry(session, stranger, public_id, now=NOW)
        assert ids(session, member) == [public_id]


@pytest.mark.parametrize(
    "actor",
    [
        Actor.anonymous(),
        Actor(9, (Grant(Role.PROFESSIONAL),)),
        Actor(9, (Grant(Role.EDITOR, organisation_id=1),)),
        coordinator(LIEKSA),
        ADMIN,
        Actor(9, (Grant(Role.PROFESSIONAL, workplace_id=404),), 404),
    ],
    ids=["reader", "professional of no workplace", "owner", "coordinator", "admin", "workplace that is gone"],
)
def test_nobody_without_a_workplace_has_a_shelf(database: Database, actor: Actor) -> None:
    with database.write() as session:
        public_id = published(session).public_id
        for act in (
            lambda: shelf.shelf_of(session, actor, now=NOW),
            lambda: shelf.save(session, actor, public_id, now=NOW),
            lambda: shelf.remove(session, actor, public_id, now=NOW),
            lambda: shelf.make_folder(session, actor, "Miehet"),
        ):
            with pytest.raises(NotFound):
                act()


def test_of_several_workplaces_the_chosen_one(database: Database) -> None:
    with database.write() as session:
        first, second = workplace(session), workplace(session, "Nurmeksen terveysasema")
        both = nurse(session, first, second)
        public_id = saved(session, both)
        assert ids(session, replace(both, workplace_id=second.id)) == []
        assert ids(session, replace(both, workplace_id=first.id)) == [public_id]
        stranger = workplace(session, "Vieras keskus")
        assert ids(session, replace(both, workplace_id=stranger.id)) == [public_id]


def test_only_what_the_public_finds_can_be_saved(database: Database) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        hidden = draft(session)
        for public_id in (hidden.public_id, "2222222222"):
            with pytest.raises(NotFound):
                shelf.save(session, member, public_id, now=NOW)


def test_a_removal_can_be_undone_for_a_day_with_folder_and_note(database: Database) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        public_id = saved(session, member)
        shelf.change(session, member, public_id, EntryChange("Miehet", "Kysy Marjaa"), now=NOW)
        shelf.remove(session, member, public_id, now=NOW)
        assert ids(session, member) == []
        assert shelf.save(session, member, public_id, now=NOW + 23 * HOUR) is True
        mark = shelf.entry(session, member, public_id, now=NOW).mark
        assert (mark.folder, mark.text, mark.by) == ("Miehet", "Kysy Marjaa", "Aino Aalto")
        shelf.remove(session, member, public_id, now=NOW)
        assert shelf.save(session, member, public_id, now=NOW + 25 * HOUR) is False
        assert shelf.entry(session, member, public_id, now=NOW).mark.text == ""


def test_what_was_removed_is_erased_the_next_day(database: Database) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        first, second = saved(session, member), saved(session, member)
        shelf.remove(session, member, first, now=NOW - 2 * DAY)
        shelf.remove(session, member, second, now=NOW)
        assert shelf.erase_removed(session, now=NOW) == 1
        assert len(session.scalars(select(ShelfItem)).all()) == 1


def test_a_full_shelf_says_so(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.services.shelf.keeping.SHELF_MAX", 1)
    with database.write() as session:
        member = nurse(session, workplace(session))
        saved(session, member)
        with pytest.raises(InvalidChange) as caught:
            saved(session, member)
        assert caught.value.faults == {"shelf": "full"}


@pytest.mark.parametrize(
    ("note", "fault"),
    [
        ("Varattu asiakkaalle 131052-308T", "identity_code"),
        ("131052-308X tulossa", "identity_code"),
        ("Soita 050 123 4567", "personal"),
        ("Kirjoita marja@yhdistys.example", "personal"),
        ("x" * 301, "too_long"),
    ],
)
def test_a_note_that_could_tell_of_somebody_is_refused_and_nothing_stored(
    database: Database, note: str, fault: str
) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        public_id = saved(session, member)
        with pytest.raises(InvalidChange) as caught:
            shelf.change(session, member, public_id, EntryChange("Miehet", note), now=NOW)
        assert caught.value.faults == {"note": fault}
        mark = shelf.entry(session, member, public_id, now=NOW).mark
        assert (mark.folder, mark.text) == ("", "")
        assert shelf.shelf_of(session, member, now=NOW).folders == ()


def test_a_note_is_signed_and_dated_when_it_changes_only(database: Database) -> None:
    with database.write() as session:
        place = workplace(session)
        member, colleague = nurse(session, place), nurse(session, place, name="Bo Ek")
        public_id = saved(session, member)
        shelf.change(session, member, public_id, EntryChange(note="  Täynnä\n tammikuuhun  asti "), now=NOW)
        shelf.change(session, colleague, public_id, EntryChange("Miehet", "Täynnä\ntammikuuhun asti"), now=NOW + DAY)
        mark = shelf.entry(session, member, public_id, now=NOW).mark
        assert (mark.text, mark.by, mark.at, mark.folder) == ("Täynnä\ntammikuuhun asti", "Aino Aalto", NOW, "Miehet")
        shelf.change(session, colleague, public_id, EntryChange("Miehet", ""), now=NOW + DAY)
        mark = shelf.entry(session, member, public_id, now=NOW).mark
        assert (mark.text, mark.by, mark.at) == ("", "", None)


def test_whoever_leaves_takes_the_name_off_the_notes(database: Database) -> None:
    with database.write() as session:
        place = workplace(session)
        member, colleague = nurse(session, place), nurse(session, place, name="Bo Ek")
        public_id = saved(session, member)
        shelf.change(session, member, public_id, EntryChange(note="Kysy Marjaa"), now=NOW)
        account = session.get_one(Account, member.account_id)
        assert [note["note"] for note in own_data.everything(session, account)["shelf_notes"]] == ["Kysy Marjaa"]
        own_data.close(session, account)
        mark = shelf.entry(session, colleague, public_id, now=NOW).mark
        assert (mark.text, mark.by, mark.at) == ("Kysy Marjaa", "", NOW)


@pytest.mark.parametrize(("days", "old"), [(183, False), (184, True)])
def test_a_note_is_old_after_half_a_year(database: Database, days: int, old: bool) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        public_id = saved(session, member)
        shelf.change(session, member, public_id, EntryChange(note="Kysy Marjaa"), now=NOW)
        assert shelf.entry(session, member, public_id, now=NOW + days * DAY).mark.old is old


def test_folders_are_made_renamed_emptied_and_taken_away(database: Database) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        public_id = saved(session, member)

        def folder() -> str:
            return shelf.entry(session, member, public_id, now=NOW).mark.folder

        assert shelf.make_folder(session, member, "  Miehet  ja pajat ") == "Miehet ja pajat"
        shelf.make_folder(session, member, "Omaiset")
        shelf.change(session, member, public_id, EntryChange("miehet JA pajat"), now=NOW)
        assert folder() == "Miehet ja pajat"
        shelf.rename_folder(session, member, "Miehet ja pajat", "Ukot")
        assert folder() == "Ukot"
        assert shelf.shelf_of(session, member, now=NOW).folders == ("Ukot", "Omaiset")
        assert shelf.empty_folder(session, member, "Ukot") == 1
        assert folder() == ""
        shelf.change(session, member, public_id, EntryChange("Ukot"), now=NOW)
        assert shelf.remove_folder(session, member, "Ukot") == 1
        assert folder() == ""
        assert shelf.shelf_of(session, member, now=NOW).folders == ("Omaiset",)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (" ", "empty"),
        ("x" * 61, "too_long"),
        ("OMAISET", "taken"),
        ("Soita 050 123 4567", "personal"),
        ("131052-308T", "identity_code"),
    ],
)
def test_a_folder_needs_a_name_of_its_own(database: Database, name: str, fault: str) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        shelf.make_folder(session, member, "Omaiset")
        shelf.make_folder(session, member, "Miehet")
        for act in (
            lambda: shelf.make_folder(session, member, name),
            lambda: shelf.rename_folder(session, member, "Miehet", name),
        ):
            with pytest.raises(InvalidChange) as caught:
                act()
            assert caught.value.faults == {"folder": fault}


def test_a_folder_that_is_not_there(database: Database) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        for act in (shelf.empty_folder, shelf.remove_folder):
            with pytest.raises(NotFound):
                act(session, member, "Miehet")
        with pytest.raises(NotFound):
            shelf.rename_folder(session, member, "Miehet", "Ukot")


def test_an_ended_activity_stays_in_sight_and_can_come_back_after_a_removal(database: Database) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        activity = published(session, LISTED)
        shelf.save(session, member, activity.public_id, now=NOW)
        activities.end(session, ADMIN, activity, version=activity.version, now=NOW)
        entry = shelf.entry(session, member, activity.public_id, now=NOW)
        assert (entry.lifecycle, entry.is_public) == ("ended", False)
        assert entry.card.texts["fi"].title == "Miesten puupaja"
        shelf.remove(session, member, activity.public_id, now=NOW)
        shelf.save(session, member, activity.public_id, now=NOW)
        assert ids(session, member) == [activity.public_id]


def test_a_pause_that_is_over_counts_as_published(database: Database) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        activity = published(session, LISTED)
        shelf.save(session, member, activity.public_id, now=NOW)
        activities.pause(session, ADMIN, activity, version=activity.version, until=date(2026, 12, 1), now=NOW)
        assert shelf.entry(session, member, activity.public_id, now=NOW).lifecycle == "paused"
        assert shelf.entry(session, member, activity.public_id, now=NOW + 9 * DAY).lifecycle == "published"


def test_what_changed_is_told_by_its_kind(database: Database) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        activity = published(session, LISTED)
        shelf.save(session, member, activity.public_id, now=utc_now())
        assert shelf.entry(session, member, activity.public_id, now=utc_now()).news is None
        change = replace(LISTED, capacity="full", schedules=(replace(LISTED.schedules[0], end=time(14)),))
        activities.update(session, ADMIN, activity, change, version=activity.version, now=utc_now())
        news = shelf.entry(session, member, activity.public_id, now=utc_now()).news
        assert news is not None
        assert news.kinds == ("times", "capacity")
        assert shelf.entry(session, member, activity.public_id, now=utc_now() + 31 * DAY).news is None


def test_several_go_to_a_folder_at_once(database: Database) -> None:
    with database.write() as session:
        member = nurse(session, workplace(session))
        stranger = nurse(session, workplace(session, "Toinen keskus"), name="Bo Ek")
        first, second, third = (saved(session, member) for _ in range(3))
        elsewhere = saved(session, stranger)
        shelf.make_folder(session, member, "Miehet")
        assert shelf.move_to_folder(session, member, [first, third, elsewhere, "2222222222"], "Miehet") == 2
        folders = {
            entry.card.public_id: entry.mark.folder for entry in shelf.shelf_of(session, member, now=NOW).entries
        }
        assert folders == {first: "Miehet", second: "", third: "Miehet"}
        assert shelf.entry(session, stranger, elsewhere, now=NOW).mark.folder == ""
        with pytest.raises(NotFound):
            shelf.move_to_folder(session, member, [second], "Ei ole")
        assert shelf.move_to_folder(session, member, [first], "") == 1
        assert shelf.entry(session, member, first, now=NOW).mark.folder == ""
