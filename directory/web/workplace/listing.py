"""Every workplace, for administrators."""

from dataclasses import dataclass

from flask import Blueprint, current_app, render_template

from directory.db import Database
from directory.services import workplace_settings
from directory.vocabulary import counties, municipalities
from directory.web.admin.tabs import tabs
from directory.web.auth.user import current_actor, sign_in_needed
from directory.web.formatting import list_of
from directory.web.language import add_page, ui_language
from directory.web.translating import gettext as _


@dataclass(frozen=True, slots=True)
class Row:
    """A workplace in the list."""

    id: str
    name: str
    municipalities: str
    county: str
    members: int


def register(blueprint: Blueprint) -> None:
    """Add the list."""
    add_page(blueprint, "workplace", workplaces, under="/all", endpoint="all")


@sign_in_needed
def workplaces() -> str:
    """The list, by name."""
    language = ui_language()
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        found = workplace_settings.listed(session, current_actor())
    towns, areas = municipalities(), counties()
    rows = [
        Row(
            one.public_id,
            one.name,
            list_of([towns[code].names[language] for code in one.municipalities if code in towns], language),
            areas[one.county].names[language] if one.county in areas else "",
            one.members,
        )
        for one in found
    ]
    return render_template("workplace/all.html", page_title=_("Workplaces"), rows=rows, tabs=tabs())
