"""Folders of a shelf: made, renamed, emptied, taken away. An activity never goes with its folder."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from directory.errors import InvalidChange, NotFound
from directory.models import Activity, ShelfItem, Workplace
from directory.models.workplace import FOLDER_MAX
from directory.services.access import Actor
from directory.services.shelf.place import own_place, text_fault

FOLDERS_MAX: Final = 30


def make_folder(session: Session, actor: Actor, name: str) -> str:
    """A new folder at the end; returns its name. Raises ``InvalidChange`` (``folder``)."""
    place = own_place(session, actor)
    name = folder_name(name, place.folders)
    if len(place.folders) >= FOLDERS_MAX:
        raise InvalidChange({"folder": "too_many"})
    place.folders = [*place.folders, name]
    session.flush()
    return name


def rename_folder(session: Session, actor: Actor, old: str, new: str) -> str:
    """Give a folder another name; what is in it stays in it. Raises ``NotFound`` and ``InvalidChange``."""
    place = _with_folder(session, actor, old)
    new = folder_name(new, [one for one in place.folders if one != old])
    place.folders = [new if one == old else one for one in place.folders]
    _move_all(session, place, old, new)
    return new


def empty_folder(session: Session, actor: Actor, name: str) -> int:
    """Take everything out of a folder; it stays on the shelf. Returns how many there were."""
    return _move_all(session, _with_folder(session, actor, name), name, "")


def remove_folder(session: Session, actor: Actor, name: str) -> int:
    """Take a folder away; what was in it stays on the shelf. Returns how many there were."""
    place = _with_folder(session, actor, name)
    place.folders = [one for one in place.folders if one != name]
    return _move_all(session, place, name, "")


def move_to_folder(session: Session, actor: Actor, public_ids: Sequence[str], name: str) -> int:
    """Put several saved activities in one folder, or in none with ""; returns how many of them are on the shelf.

    Raises ``NotFound`` for a folder that is not there.
    """
    place = _with_folder(session, actor, name) if name else own_place(session, actor)
    chosen = select(Activity.id).where(Activity.public_id.in_(public_ids))
    items = session.scalars(
        select(ShelfItem).where(
            ShelfItem.workplace_id == place.id, ShelfItem.removed_at.is_(None), ShelfItem.activity_id.in_(chosen)
        )
    ).all()
    for item in items:
        item.folder = name
    session.flush()
    return len(items)


def folder_name(typed: str, taken: Sequence[str]) -> str:
    """The name as it is stored. Raises ``InvalidChange``: empty, too_long, personal, identity_code, taken."""
    name = " ".join(typed.split())
    fault = text_fault(name, FOLDER_MAX) if name else "empty"
    if not fault and name.casefold() in {one.casefold() for one in taken}:
        fault = "taken"
    if fault:
        raise InvalidChange({"folder": fault})
    return name


def _with_folder(session: Session, actor: Actor, name: str) -> Workplace:
    place = own_place(session, actor)
    if name not in place.folders:
        raise NotFound("folder")
    return place


def _move_all(session: Session, place: Workplace, old: str, new: str) -> int:
    inside: Any = (ShelfItem.workplace_id == place.id, ShelfItem.folder == old)
    number = session.scalar(select(func.count()).select_from(ShelfItem).where(*inside, ShelfItem.removed_at.is_(None)))
    session.execute(update(ShelfItem).where(*inside).values(folder=new))
    session.flush()
    return number or 0
