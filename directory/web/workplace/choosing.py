"""Choosing which of several workplaces this browser works for now."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from directory.services.access import Subject, may
from directory.services.workplaces import OwnWorkplace
from directory.web.auth.user import current_actor, sign_in_needed, signed_in, signed_in_user, work_for
from directory.web.language import add_page
from directory.web.security import csrf, require_same_site
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the form's address, and what the account's page is given to show it."""
    # No token: the form stands on the shelf too, which is sent compressed. See ``require_same_site``.
    csrf.exempt(choose)  # type: ignore[no-untyped-call]
    add_page(blueprint, "workplace", choose, under="/choose", endpoint="choose", methods=("POST",))
    blueprint.add_app_template_global(own_workplaces)
    blueprint.add_app_template_global(workplace_now)
    blueprint.add_app_template_global(sees_all_workplaces)


@sign_in_needed
def choose() -> Response:
    """Work for another of the own workplaces; the choice lasts as long as the sign-in."""
    require_same_site()
    if not work_for(request.form.get("workplace", "")):
        abort(404)
    place = next(one for one in signed_in().workplaces if one.public_id == request.form["workplace"])
    flash(_("You now work for %(workplace)s.", workplace=place.name))
    return redirect(url_for("workplace.shelf"), 303)


def own_workplaces() -> tuple[OwnWorkplace, ...]:
    """The workplaces of whoever has signed in."""
    user = signed_in_user()
    return user.workplaces if user else ()


def workplace_now() -> OwnWorkplace | None:
    """The one worked for now."""
    user = signed_in_user()
    return user.at if user else None


def sees_all_workplaces() -> bool:
    """Whether the list of all workplaces is for this person."""
    return may(current_actor(), "workplace.manage", Subject())
