"""The pages of administration, side by side: those the person may open."""

from flask import request

from directory.vocabulary import Role
from directory.web.auth.user import signed_in
from directory.web.navigation import links
from directory.web.pages import Link
from directory.web.translating import gettext as _


def tabs(part: str = "") -> tuple[Link, ...]:
    """Links to the pages of administration; coordinators see accounts and invitations only.

    ``part`` is the endpoint of the tab that a page under it belongs to.
    """
    pages = [("admin.accounts", _("Accounts")), ("admin.invitations", _("Invitations"))]
    if signed_in().actor.has(Role.ADMIN):
        pages += [("workplace.all", _("Workplaces")), ("admin.domains", _("Mail domains"))]
    part = part or request.endpoint or ""
    return tuple(one._replace(current=endpoint == part) for endpoint, text in pages for one in links((endpoint, text)))
