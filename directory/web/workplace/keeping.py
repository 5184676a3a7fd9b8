"""Saving a listing to the shelf, taking it off and back, and what the team says of it."""

from typing import Final

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import InvalidChange
from directory.models.workplace import FOLDER_MAX, NOTE_MAX
from directory.services import shelf
from directory.services.reading import public_id_of
from directory.services.shelf import SHELF_MAX, Entry, EntryChange
from directory.web.auth.user import current_actor, sign_in_needed
from directory.web.clock import now as moment
from directory.web.language import add_page, ui_language
from directory.web.listing.languages import pick
from directory.web.messages import say_with_undo
from directory.web.pages import Field, FieldError, Text
from directory.web.security import csrf, require_same_site
from directory.web.translating import gettext as _
from directory.web.workplace.onward import onward, sent_from
from directory.web.workplace.texts import folder_problem, note_problem

NOTE_READ: Final = 2 * NOTE_MAX  # characters of a note that are looked at and given back; no more is a note


def register(blueprint: Blueprint) -> None:
    """Add the page of an entry and the two buttons that stand beside listings."""
    add_page(blueprint, "shelf", entry, under="/<public_id>", endpoint="entry", methods=("GET", "POST"))
    for name, view in (("save", save), ("remove", remove)):
        # No token: the buttons stand on pages of results, which are sent compressed. See ``require_same_site``.
        csrf.exempt(view)  # type: ignore[no-untyped-call]
        add_page(blueprint, "shelf", view, under=f"/<public_id>/{name}", endpoint=name, methods=("POST",))


@sign_in_needed
def save(public_id: str) -> Response:
    """Put a listing on the shelf, or back on it."""
    require_same_site()
    public_id = public_id_of(public_id)
    database: Database = current_app.extensions["database"]
    try:
        with database.write_quietly() as session:
            as_before = shelf.save(session, current_actor(), public_id, now=moment())
    except InvalidChange:
        flash(
            _("The shelf holds %(number)s activities at most. Take something off it first.", number=SHELF_MAX), "warn"
        )
    else:
        flash(_("Back on the shelf, with its folder and note.") if as_before else _("Saved to the shelf."))
    return redirect(onward(public_id), 303)


@sign_in_needed
def remove(public_id: str) -> Response:
    """Take a listing off the shelf; the next page offers to undo it."""
    require_same_site()
    public_id = public_id_of(public_id)
    database: Database = current_app.extensions["database"]
    with database.write_quietly() as session:
        shelf.remove(session, current_actor(), public_id, now=moment())
    say_with_undo(_("Taken off the shelf."), url_for("workplace.save", public_id=public_id), sent_from())
    # To the top, where the undo stands: the listing itself may be gone from the page.
    return redirect(onward(public_id).partition("#")[0], 303)


@sign_in_needed
def entry(public_id: str) -> str | Response | tuple[str, int]:
    """The folder and the note of one saved activity."""
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        found = shelf.entry(session, current_actor(), public_id, now=moment())
        folders = shelf.shelf_folders(session, current_actor())
    if request.method == "GET":
        return _page(found, folders, EntryChange(found.mark.folder, found.mark.text), {})
    folder = request.form.get("new-folder", "").strip() or request.form.get("folder", "")
    note = request.form.get("note", "").replace("\r\n", "\n")
    said = EntryChange(folder[: 2 * FOLDER_MAX], note[:NOTE_READ])
    try:
        with database.write_quietly() as session:
            shelf.change(session, current_actor(), public_id, said, now=moment())
    except InvalidChange as error:
        return _page(found, folders, said, error.faults), 400
    flash(_("Saved."))
    return redirect(onward(public_id), 303)


def _page(found: Entry, folders: tuple[str, ...], said: EntryChange, faults: dict[str, str]) -> str:
    language = ui_language()
    text_language, text = pick(found.card.texts, language) or ("", None)
    known = said.folder in folders or not said.folder
    problems = {name: _problem(name, fault) for name, fault in faults.items()}
    fields = (
        Field(
            "note",
            _("Note of the team"),
            said.note,
            kind="textarea",
            hint=_("For example “Ask for Marja” or “Full until January”. Never anything about a client."),
            error=problems.get("note", ""),
            maxlength=NOTE_MAX,
        ),
        Field(
            "folder",
            _("Folder"),
            said.folder if known else "",
            kind="select",
            options={"": _("No folder"), **{name: name for name in folders}},
        ),
        Field(
            "new-folder",
            _("Or a new folder"),
            "" if known else said.folder,
            error=problems.get("folder", ""),
            maxlength=FOLDER_MAX,
            autocomplete="off",
        ),
    )
    ids = {"note": "note", "folder": "new-folder"}
    return render_template(
        "workplace/entry.html",
        page_title=_("Note and folder"),
        title=Text(text.title if text else "", "" if text_language == language else text_language),
        public_id=found.card.public_id,
        fields=fields,
        errors=[FieldError(ids[name], text) for name, text in problems.items()],
        back=sent_from(),
    )


def _problem(field: str, fault: str) -> str:
    return note_problem(fault) if field == "note" else folder_problem(fault)
