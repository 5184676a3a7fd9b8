"""The end of a workplace, for administrators: what it means is told first, and a tick says yes."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.services import workplace_deletion
from directory.services.workplace_deletion import Consequences
from directory.web.auth.user import current_actor, sign_in_needed
from directory.web.clock import now as moment
from directory.web.language import add_page
from directory.web.pages import FieldError
from directory.web.translating import gettext as _
from directory.web.translating import ngettext


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "workplace", delete, under="/<public_id>/delete", endpoint="delete", methods=("GET", "POST"))


@sign_in_needed
def delete(public_id: str) -> str | Response | tuple[str, int]:
    """The question, and what comes of the answer."""
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        found = workplace_deletion.consequences(session, current_actor(), public_id, today=moment().date())
    if request.method == "GET":
        return _page(public_id, found)
    if request.form.get("sure") != "yes":
        return _page(public_id, found, _("Tick that you want to delete the workplace, or keep it.")), 400
    with database.write_quietly() as session:
        name = workplace_deletion.delete(session, current_actor(), public_id)
    flash(_("The workplace “%(name)s” was deleted.", name=name))
    return redirect(url_for("workplace.all"), 303)


def _page(public_id: str, found: Consequences, problem: str = "") -> str:
    return render_template(
        "workplace/delete.html",
        page_title=_("Delete the workplace “%(name)s”?", name=found.name),
        public_id=public_id,
        name=found.name,
        goes=_goes(found),
        stays=_stays(found),
        errors=[FieldError("sure", problem)] if problem else [],
    )


def _goes(found: Consequences) -> list[str]:
    shelf = ngettext(
        "The shelf: %(num)s saved activity with its folder and notes.",
        "The shelf: %(num)s saved activities with their folders and notes.",
        found.saved,
    )
    lines = [shelf if found.saved else _("The shelf and its folders. Nothing is saved on it.")]
    if found.invitations:
        invitations = ngettext(
            "%(num)s invitation that has not been answered.",
            "%(num)s invitations that have not been answered.",
            found.invitations,
        )
        lines.append(invitations)
    return [*lines, _("The counts by month of what stood on its slips.")]


def _stays(found: Consequences) -> list[str]:
    lines = []
    if found.people:
        people = ngettext(
            "%(num)s person keeps the account and can sign in as before.",
            "%(num)s people keep their accounts and can sign in as before.",
            found.people,
        )
        lines.append(people)
    if found.left_without and found.left_without == found.people:
        nobody = ngettext(
            "This person has no other workplace, and no shelf until you invite the person to one.",
            "None of them has another workplace: they have no shelf until you invite them to one.",
            found.people,
        )
        lines.append(nobody)
    elif found.left_without:
        without = ngettext(
            "%(num)s of them has no other workplace and has no shelf until you invite the person to one.",
            "%(num)s of them have no other workplace and have no shelf until you invite them to one.",
            found.left_without,
        )
        lines.append(without)
    if found.slips:
        slips = ngettext(
            "%(num)s slip can be opened until its last day as before, without the name of the workplace.",
            "%(num)s slips can be opened until their last day as before, without the name of the workplace.",
            found.slips,
        )
        lines.append(slips)
    return [*lines, _("The activities themselves stay in the search.")]
