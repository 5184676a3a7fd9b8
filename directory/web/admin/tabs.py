"""The pages of administration, side by side: those the person may open."""

from flask_babel import gettext as _

from directory.vocabulary import Role
from directory.web.auth.user import signed_in
from directory.web.navigation import links
from directory.web.pages import Link


def tabs() -> tuple[Link, ...]:
    """Links to the pages of administration; coordinators see accounts and invitations only."""
    shared = (("admin.accounts", _("Accounts")), ("admin.invitations", _("Invitations")))
    if not signed_in().actor.has(Role.ADMIN):
        return links(*shared)
    return links(*shared, ("admin.domains", _("Mail domains")))
