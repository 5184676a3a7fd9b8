"""Several activities of the shelf to one folder at once: ticks and a folder, on the page of the folders."""

from dataclasses import dataclass
from typing import Final

from flask import request
from sqlalchemy.orm import Session

from directory.services import shelf
from directory.services.access import Actor
from directory.services.shelf import SHELF_MAX, Shelf
from directory.web.language import ui_language
from directory.web.listing import pick_text
from directory.web.pages import Option, Text
from directory.web.translating import gettext as _
from directory.web.translating import ngettext

ID: Final = "move"  # where a fault of the form leads
NO_FOLDER: Final = "-"  # the value of "no folder": an empty one means that nothing was chosen


@dataclass(frozen=True, slots=True)
class Movable:
    """A saved activity to tick; ``folder`` is where it is now, "" for none."""

    id: str
    title: Text
    folder: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class MoveForm:
    """What can be moved, and where to."""

    entries: tuple[Movable, ...]
    folders: tuple[Option, ...]
    problem: str


def form_of(found: Shelf, problem: str) -> MoveForm:
    """The form, with what was chosen before when there is a fault in it."""
    language = ui_language()
    ticked, chosen = set(request.form.getlist("a")), request.form.get("to", "")
    entries = []
    for entry in found.entries:
        lang, title = pick_text({code: text.title for code, text in entry.card.texts.items()}, language)
        mark = entry.card.public_id
        entries.append(Movable(mark, Text(title, lang), entry.mark.folder, mark in ticked))
    entries.sort(key=lambda one: found.folders.index(one.folder) if one.folder in found.folders else -1)
    names = [(name, name) for name in found.folders] + [(NO_FOLDER, _("In no folder"))]
    folders = tuple(Option("to", value, text, chosen=value == chosen) for value, text in names)
    return MoveForm(tuple(entries), folders, problem)


def fault() -> str:
    """What is missing from the form that was sent; "" when nothing is."""
    if not request.form.getlist("a"):
        return _("Tick the activities to move.")
    return "" if request.form.get("to") else _("Choose the folder to move them to.")


def move(session: Session, actor: Actor) -> str:
    """Do what the form says, and say what was done."""
    target = request.form["to"]
    name = "" if target == NO_FOLDER else target
    number = shelf.move_to_folder(session, actor, request.form.getlist("a")[:SHELF_MAX], name)
    if not name:
        return ngettext(
            "%(num)s activity is now in no folder. It is still on the shelf.",
            "%(num)s activities are now in no folder. They are still on the shelf.",
            number,
        )
    return ngettext(
        "%(num)s activity is now in the folder “%(name)s”.",
        "%(num)s activities are now in the folder “%(name)s”.",
        number,
        name=name,
    )
