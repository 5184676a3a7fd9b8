"""Where the top of the page leads: for everybody, and more for whoever has signed in, by what they may do."""

from collections.abc import Iterator, Mapping
from typing import Final

from flask import current_app, request

from directory.services.access import Actor
from directory.vocabulary import Role
from directory.web.addresses import page_url
from directory.web.auth.user import SignedInUser
from directory.web.pages import Link
from directory.web.translating import gettext as _

ACCOUNT: Final = "auth.account"
# Pages that belong to a part of the service; a whole blueprint by its name. The first part that the reader has is lit.
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "admin": ("admin.accounts", "admin.invitations"),
    "workplace": ("workplace.shelf",),
    "workplace.all": ("admin.accounts",),
    "workplace.new": ("admin.accounts",),
    "workplace.delete": ("admin.accounts",),
    "workplace.settings": ("admin.accounts", "auth.account"),
    "workplace.own": ("auth.account",),
    "outcomes": ("outcomes.overview",),
    "outcomes.news": ("workplace.shelf",),
    "coordinate": ("coordinate.feedback",),
    "public.municipality": ("public.municipalities",),
    "public.activity": ("public.search",),
    "referral.choose": ("public.search",),
    "referral.compare": ("public.search",),
    "referral.call": ("public.search",),
    "auth": ("auth.account",),
    "digests": ("auth.account",),
    "saved_searches": ("auth.account",),
}


def main_links(user: SignedInUser | None) -> tuple[Link, ...]:
    """The main navigation. A professional's own pages come right after the search."""
    public = (
        ("public.needs", _("Needs")),
        ("public.week", _("This week")),
        ("public.municipalities", _("Municipalities")),
    )
    own = tuple(_own(user.actor)) if user else ()
    pages = (("public.search", _("Search")), *own, *public)
    part = _part({endpoint for endpoint, _text in pages})
    found = [(link, endpoint) for endpoint, text in pages for link in links((endpoint, text))]
    return tuple(link._replace(within=endpoint == part and not link.current) for link, endpoint in found)


def _part(offered: set[str]) -> str:
    """Which of these parts the page belongs to; "" for none of them."""
    endpoint = request.endpoint or ""
    over = PARTS.get(endpoint) or PARTS.get(endpoint.partition(".")[0], ())
    return next((part for part in over if part in offered or part == ACCOUNT), "")


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
    here = request.endpoint == ACCOUNT
    within = not here and _part({endpoint for endpoint, _text in _own(user.actor)}) == ACCOUNT
    return Link(page_url(ACCOUNT), user.workplace or user.name, current=here, within=within)


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
