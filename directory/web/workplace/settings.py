"""What a workplace says of itself; its people change it, administrators change any and make new ones."""

from typing import Final

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from directory.db import Database
from directory.errors import Conflict, InvalidChange
from directory.models import Workplace
from directory.models.workplace import NAME_MAX
from directory.services import workplace_settings
from directory.services.access import Subject, may
from directory.services.workplace_settings import LANGUAGES_MAX, MUNICIPALITIES_MAX, Member, WorkplaceChange
from directory.vocabulary import counties, municipalities
from directory.web.auth.user import current_actor, sign_in_needed, signed_in
from directory.web.formatting import collation_key
from directory.web.language import add_page, ui_language
from directory.web.navigation import links
from directory.web.pages import Field, FieldError, Option
from directory.web.referral.languages import client_languages
from directory.web.translating import gettext as _

NOTHING: Final = WorkplaceChange("", (), (), "")
READ_MOST: Final = 2 * MUNICIPALITIES_MAX
MORE: Final = 3  # empty fields for further municipalities on the page of a new workplace


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    add_page(blueprint, "workplace", own, endpoint="own")
    add_page(blueprint, "workplace", new, under="/new", endpoint="new", methods=("GET", "POST"))
    add_page(blueprint, "workplace", settings, under="/<public_id>", endpoint="settings", methods=("GET", "POST"))


@sign_in_needed
def own() -> Response:
    """To the settings of the workplace that is worked for now."""
    place = signed_in().at
    if place is None:
        abort(404)
    return redirect(url_for("workplace.settings", public_id=place.public_id))


@sign_in_needed
def settings(public_id: str) -> str | Response | tuple[str, int]:
    """The settings, and the people."""
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        place = workplace_settings.get(session, current_actor(), public_id)
        before = workplace_settings.change_of(place)
        members = workplace_settings.members(session, place)
    if request.method == "GET":
        return _page(before, {}, place, members)
    change = _typed(request.form)
    try:
        with database.write_quietly() as session:
            workplace_settings.update(session, current_actor(), public_id, change)
    except (InvalidChange, Conflict) as error:
        return _page(change, _faults(error), place, members), 400
    flash(_("Saved."))
    return redirect(url_for("workplace.settings", public_id=public_id), 303)


@sign_in_needed
def new() -> str | Response | tuple[str, int]:
    """A new workplace; for administrators."""
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        workplace_settings.listed(session, current_actor())  # not found for everybody else, before anything is shown
    if request.method == "GET":
        return _page(NOTHING, {})
    change = _typed(request.form)
    try:
        with database.write_quietly() as session:
            public_id = workplace_settings.create(session, current_actor(), change).public_id
    except (InvalidChange, Conflict) as error:
        return _page(change, _faults(error)), 400
    flash(_("The workplace was made. Invite its people next."))
    return redirect(url_for("workplace.settings", public_id=public_id), 303)


def _typed(form: "MultiDict[str, str]") -> WorkplaceChange:
    languages = (form.get(f"language-{number}", "") for number in range(1, LANGUAGES_MAX + 1))
    return WorkplaceChange(
        name=" ".join(form.get("name", "")[: 2 * NAME_MAX].split()),
        municipalities=tuple(dict.fromkeys(code for code in form.getlist("municipality")[:READ_MOST] if code)),
        languages=tuple(dict.fromkeys(code for code in languages if code)),
        county=form.get("county", ""),
    )


def _faults(error: InvalidChange | Conflict) -> dict[str, str]:
    return error.faults if isinstance(error, InvalidChange) else {"name": "taken"}


def _problem(field: str, fault: str) -> str:
    return {
        ("name", "empty"): _("Write the name of the workplace."),
        ("name", "too_long"): _("Shorten the name to %(number)s characters.", number=NAME_MAX),
        ("name", "personal"): _("The name has a phone number or an e-mail address in it. Write a name without it."),
        ("name", "taken"): _("There is a workplace of this name already. Add its town or team."),
        ("municipalities", "empty"): _("Choose at least one home municipality."),
        ("municipalities", "too_many"): _("Choose at most %(number)s municipalities.", number=MUNICIPALITIES_MAX),
        ("languages", "empty"): _("Choose the language that slips begin with."),
    }.get((field, fault)) or _("Choose from the list.")


def _page(
    change: WorkplaceChange, faults: dict[str, str], place: Workplace | None = None, members: list[Member] | None = None
) -> str:
    problems = {field: _problem(field, fault) for field, fault in faults.items()}
    ids = {"name": "name", "county": "county", "municipalities": "municipalities", "languages": "language-1"}
    invite = links(("admin.invite", _("Invite a colleague"))) if place else ()
    return render_template(
        "workplace/settings.html",
        page_title=place.name if place else _("New workplace"),
        place=place,
        members=members or [],
        name=_name_field(change, problems),
        county=_county_field(change, problems),
        towns=_towns(change),
        towns_problem=problems.get("municipalities", ""),
        more=1 if change.municipalities else MORE,
        languages=_language_fields(change, problems),
        errors=[FieldError(ids[field], text) for field, text in problems.items()],
        invite=invite,
        sees_all=may(current_actor(), "workplace.manage", Subject()),
    )


def _name_field(change: WorkplaceChange, problems: dict[str, str]) -> Field:
    return Field(
        "name",
        _("Name"),
        change.name,
        hint=_("It stands on the slips that are made here."),
        error=problems.get("name", ""),
        required=True,
        maxlength=NAME_MAX,
        autocomplete="organization",
    )


def _county_field(change: WorkplaceChange, problems: dict[str, str]) -> Field:
    language = ui_language()
    named = [(county.names[language], code) for code, county in counties().items()]
    named.sort(key=lambda item: collation_key(item[0], language))
    options = {"": _("Not chosen"), **{code: name for name, code in named}}
    return Field(
        "county",
        _("Wellbeing services county"),
        change.county,
        kind="select",
        options=options,
        error=problems.get("county", ""),
    )


def _towns(change: WorkplaceChange) -> list[Option]:
    """The chosen municipalities in their order, then the others of the county to choose from."""
    language, towns = ui_language(), municipalities()
    chosen = [code for code in change.municipalities if code in towns]
    others = [
        code
        for code, town in towns.items()
        if town.active and change.county and town.county == change.county and code not in chosen
    ]
    others.sort(key=lambda code: collation_key(towns[code].names[language], language))
    return [
        Option("municipality", code, towns[code].names[language], chosen=code in chosen) for code in (*chosen, *others)
    ]


def _language_fields(change: WorkplaceChange, problems: dict[str, str]) -> list[Field]:
    offered = client_languages(ui_language())
    labels = (_("Slips begin with"), _("Often also"), _("Third language"))
    fields: list[Field] = []
    for place, label in enumerate(labels):
        first = {"": _("Choose") if place == 0 else _("None")}
        fields.append(
            Field(
                f"language-{place + 1}",
                label,
                change.languages[place] if place < len(change.languages) else "",
                kind="select",
                options={**first, **offered},
                error=problems.get("languages", "") if place == 0 else "",
            )
        )
    return fields
