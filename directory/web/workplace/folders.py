"""The folders of the shelf: make, rename, empty, take away, and move several activities at once."""

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import InvalidChange
from directory.models.workplace import FOLDER_MAX
from directory.services import shelf
from directory.web.auth.user import current_actor, sign_in_needed
from directory.web.clock import now as moment
from directory.web.language import add_page
from directory.web.pages import Field, FieldError
from directory.web.translating import gettext as _
from directory.web.translating import ngettext
from directory.web.workplace import moving
from directory.web.workplace.texts import folder_problem

NEW: Final = "new"
ACTS: Final = ("make", "rename", "empty", "remove", "move")


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder with its field for another name; ``count`` tells how many activities are in it."""

    name: str
    count: str
    field: Field


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "shelf", folders, under="/folders", endpoint="folders", methods=("GET", "POST"))


@sign_in_needed
def folders() -> str | Response | tuple[str, int]:
    """The folders; a POST does what its ``do`` says to the one it names."""
    if request.method == "GET":
        return _page("", "", "")
    act, name, typed = (request.form.get(field, "") for field in ("do", "folder", "name"))
    if act not in ACTS:
        abort(400)
    if act == "move" and (fault := moving.fault()):
        return _page("", "", "", fault), 400
    database: Database = current_app.extensions["database"]
    try:
        with database.write_quietly() as session:
            actor = current_actor()
            if act == "move":
                said = moving.move(session, actor)
            elif act == "make":
                said = _("The folder “%(name)s” was made.", name=shelf.make_folder(session, actor, typed))
            elif act == "rename":
                new = shelf.rename_folder(session, actor, name, typed)
                said = _("The folder is now called “%(name)s”.", name=new)
            elif act == "empty":
                said = _moved(shelf.empty_folder(session, actor, name), name)
            else:
                number = shelf.remove_folder(session, actor, name)
                gone = _("The folder “%(name)s” was taken away.", name=name)
                said = f"{gone} {_moved(number, name)}" if number else gone
    except InvalidChange as error:
        return _page("" if act == "make" else name, typed, folder_problem(error.faults["folder"])), 400
    flash(said)
    return redirect(url_for("workplace.folders"), 303)


def _moved(number: int, name: str) -> str:
    return ngettext(
        "%(num)s activity was moved out of the folder “%(name)s”. It is still on the shelf.",
        "%(num)s activities were moved out of the folder “%(name)s”. They are still on the shelf.",
        number,
        name=name,
    )


def _page(faulty: str, typed: str, problem: str, move_problem: str = "") -> str:
    """``problem`` is about the folder called ``faulty``, or about the new one when that is empty."""
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        found = shelf.shelf_of(session, current_actor(), now=moment())
    inside = [entry.mark.folder for entry in found.entries]
    rows = [
        FolderRow(
            name,
            ngettext("%(num)s activity", "%(num)s activities", inside.count(name)),
            _field(
                f"name-{place}",
                _("Name"),
                *((typed, problem) if problem and name == faulty else (name, "")),
            ),
        )
        for place, name in enumerate(found.folders)
    ]
    about_new = problem if problem and not faulty else ""
    move = moving.form_of(found, move_problem)
    new = _field(NEW, _("Name of the new folder"), typed if about_new else "", about_new)
    ids = [row.field.name for row in rows if row.field.error] + ([NEW] if about_new else [])
    errors = [FieldError(one, problem) for one in ids] + ([FieldError(moving.ID, move_problem)] if move_problem else [])
    return render_template(
        "workplace/folders.html",
        page_title=_("Folders of the shelf"),
        rows=rows,
        new=new,
        move=move,
        errors=errors,
    )


def _field(name: str, label: str, value: str, error: str = "") -> Field:
    return Field(name, label, value, error=error, maxlength=FOLDER_MAX, required=True, autocomplete="off")
