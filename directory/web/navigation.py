"""Where the top of the page leads: for everybody, and more for whoever has signed in, by what they may do."""

from collections.abc import Iterator

from flask import current_app, request

from directory.services.access import Actor
from directory.vocabulary import Role
from directory.web.addresses import page_url
from directory.web.auth.user import SignedInUser
from directory.web.pages import Link
from directory.web.translating import gettext as _


def main_links(user: SignedInUser | None) -> tuple[Link, ...]:
    """The main navigation. A professional's own pages come right after the search."""
    public = (
        ("public.needs", _("Needs")),
        ("public.week", _("This week")),
        ("public.municipalities", _("Municipalities")),
    )
    own = tuple(_own(user.actor)) if user else ()
    return links(("public.search", _("Search")), *own, *public)


def _own(actor: Actor) -> Iterator[tuple[str, str]]:
    if actor.has(Role.PROFESSIONAL):
        yield "workplace.shelf", _("Workplace shelf")
    if actor.has(Role.EDITOR) or actor.has(Role.COORDINATOR):
        yield "outcomes.overview", _("What came of it")
    if not actor.has(Role.PROFESSIONAL) or actor.has(Role.COORDINATOR):
        yield "coordinate.feedback", _("Feedback on listings")
    if actor.has(Role.ADMIN):
        yield "admin.accounts", _("Administration")
    elif actor.has(Role.COORDINATOR):
        yield "admin.invitations", _("Invitations")


def who_link(user: SignedInUser | None) -> Link | None:
    """Who is signed in, leading to the own account: the workplace's name where there is one."""
    if user is None:
        return None
    return Link(page_url("auth.account"), user.workplace or user.name, current=request.endpoint == "auth.account")


def footer_links(user: SignedInUser | None) -> tuple[Link, ...]:
    """The foot of the page; the last one leads in or to the own account."""
    last = ("auth.account", _("My account")) if user else ("auth.sign_in", _("Sign in"))
    return links(
        ("public.about", _("About the service")),
        ("public.accessibility", _("Accessibility statement")),
        ("public.privacy", _("Privacy")),
        ("public.accessibility_feedback", _("Give feedback")),
        last,
    )


def links(*pages: tuple[str, str]) -> tuple[Link, ...]:
    """Links to the pages that this installation has; the parts of the service can be left out one by one."""
    return tuple(
        Link(page_url(endpoint), text, current=endpoint == request.endpoint)
        for endpoint, text in pages
        if endpoint in current_app.view_functions
    )
