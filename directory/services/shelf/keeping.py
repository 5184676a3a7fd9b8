"""Putting activities on the shelf, taking them off, and what the team says of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from directory.errors import InvalidChange, NotFound
from directory.models import Account, Activity, ShelfItem, Workplace
from directory.models.workplace import NOTE_MAX
from directory.services.access import Actor
from directory.services.shelf.folders import FOLDERS_MAX, folder_name
from directory.services.shelf.place import own_place, text_fault
from directory.vocabulary import Lifecycle

SHELF_MAX: Final = 200  # activities of one workplace: more is a directory, not a shelf
UNDO_KEPT: Final = timedelta(days=1)  # how long what was removed can come back with its note
SAVED: Final = frozenset({Lifecycle.PUBLISHED, Lifecycle.PAUSED})


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What the team says of a saved activity: the folder ("" for none; a new name makes the folder) and the note."""

    folder: str = ""
    note: str = ""


def save(session: Session, actor: Actor, public_id: str, *, now: datetime) -> bool:
    """Put an activity on the shelf; returns whether it came back with its folder and note of just before.

    Saving what is there already changes nothing. Raises ``NotFound`` for what the public cannot find, and
    ``InvalidChange`` (``shelf``: ``full``).
    """
    place = own_place(session, actor)
    activity = session.execute(select(Activity.id, Activity.lifecycle).where(Activity.public_id == public_id)).first()
    if activity is None:
        raise NotFound(public_id)
    item = _item(session, place, activity.id)
    if item is not None and item.removed_at is None:
        return False
    if activity.lifecycle not in SAVED and item is None:
        raise NotFound(public_id)
    _require_room(session, place)
    if item is not None and item.removed_at is not None and item.removed_at >= now - UNDO_KEPT:
        item.removed_at = None
        if item.folder not in place.folders:
            item.folder = ""
        session.flush()
        return bool(item.note or item.folder)
    if item is not None:
        session.delete(item)
        session.flush()
    session.add(ShelfItem(workplace_id=place.id, activity_id=activity.id, added_at=now))
    session.flush()
    return False


def remove(session: Session, actor: Actor, public_id: str, *, now: datetime) -> None:
    """Take an activity off the shelf; for a day ``save`` brings it back as it was. What is not there is no fault."""
    place = own_place(session, actor)
    item = session.scalar(_of(place, public_id))
    if item is not None and item.removed_at is None:
        item.removed_at = now
        session.flush()


def change(session: Session, actor: Actor, public_id: str, said: EntryChange, *, now: datetime) -> None:
    """Change the folder and the note. A note that differs is dated and signed anew; an empty one is signed by nobody.

    Raises ``NotFound`` for what is not on the shelf, and ``InvalidChange`` (``note``, ``folder``).
    """
    place = own_place(session, actor)
    item = session.scalar(_of(place, public_id))
    if item is None or item.removed_at is not None:
        raise NotFound(public_id)
    note = "\n".join(" ".join(line.split()) for line in said.note.strip().splitlines())
    faults = {"note": fault} if (fault := text_fault(note, NOTE_MAX)) else {}
    try:
        folder = _folder(place, said.folder)
    except InvalidChange as error:
        raise InvalidChange(faults | error.faults) from error
    if faults:
        raise InvalidChange(faults)
    if folder and folder not in place.folders:
        place.folders = [*place.folders, folder]
    item.folder = folder
    if note != item.note:
        account = session.get(Account, actor.account_id) if actor.account_id is not None else None
        signed = (account.name or account.email) if account else ""
        item.note, item.noted_by, item.noted_at = (note, signed, now) if note else ("", "", None)
        item.noted_by_id = account.id if account and note else None
    session.flush()


def notes_by(session: Session, account: Account) -> list[ShelfItem]:
    """The notes that an account signed, for its own data."""
    rows = select(ShelfItem).where(ShelfItem.noted_by_id == account.id).order_by(ShelfItem.id)
    return list(session.scalars(rows))


def forget_signature(session: Session, account: Account) -> None:
    """Take a name off the notes it signed, before its account is erased; the notes stay the team's."""
    for item in notes_by(session, account):
        item.noted_by = ""
    session.flush()


def erase_removed(session: Session, *, now: datetime) -> int:
    """Erase what was taken off shelves more than a day ago; returns how many."""
    statement = delete(ShelfItem).where(ShelfItem.removed_at < now - UNDO_KEPT)
    execute: Callable[[Any], Any] = session.execute
    return int(execute(statement).rowcount)


def _folder(place: Workplace, typed: str) -> str:
    name = " ".join(typed.split())
    known = next((one for one in place.folders if one.casefold() == name.casefold()), "")
    if known or not name:
        return known
    if len(place.folders) >= FOLDERS_MAX:
        raise InvalidChange({"folder": "too_many"})
    return folder_name(name, place.folders)


def _require_room(session: Session, place: Workplace) -> None:
    on_it = select(func.count()).select_from(ShelfItem)
    number = session.scalar(on_it.where(ShelfItem.workplace_id == place.id, ShelfItem.removed_at.is_(None))) or 0
    if number >= SHELF_MAX:
        raise InvalidChange({"shelf": "full"})


def _item(session: Session, place: Workplace, activity_id: int) -> ShelfItem | None:
    found: ShelfItem | None = session.scalar(
        select(ShelfItem).where(ShelfItem.workplace_id == place.id, ShelfItem.activity_id == activity_id)
    )
    return found


def _of(place: Workplace, public_id: str) -> Select[ShelfItem]:
    return (
        select(ShelfItem)
        .join(Activity, Activity.id == ShelfItem.activity_id)
        .where(ShelfItem.workplace_id == place.id, Activity.public_id == public_id)
    )
