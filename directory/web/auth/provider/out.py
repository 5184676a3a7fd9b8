"""Signed out here: the provider's own sign-in may still be open in this browser."""

from contextlib import suppress

from flask import Blueprint, current_app, render_template, url_for

from directory.db import Database
from directory.errors import NotFound
from directory.models import Account
from directory.services import provider_accounts, providers
from directory.services.providers import ProviderProblem
from directory.web.auth.provider.setup import configured_of, domain_of
from directory.web.auth.user import SignedInUser
from directory.web.base import base_url
from directory.web.language import add_page
from directory.web.translating import gettext as _


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "sign_out", signed_out, under="/<public_id>", endpoint="signed_out")


def signed_out_address(user: SignedInUser) -> str:
    """Where signing out leads people of a provider; "" for everybody else."""
    database: Database = current_app.extensions["database"]
    with database.read() as session:
        account = session.get(Account, user.account_id)
        domain = provider_accounts.provider_of(session, account) if account is not None else None
        return url_for("auth.signed_out", public_id=domain.public_id) if domain is not None else ""


def signed_out(public_id: str) -> str:
    """The offer to sign out of the provider too, where it has such a thing (RP-Initiated Logout 1.0)."""
    database: Database = current_app.extensions["database"]
    url = ""
    with database.read() as session:
        try:
            domain = domain_of(session, public_id)
        except ProviderProblem as problem:
            raise NotFound(public_id) from problem
        name = domain.name
        with suppress(ProviderProblem):  # signing out here has been done all the same
            configured = configured_of(domain)
            url = providers.logout_url(current_app.extensions["providers"], configured, back=f"{base_url()}/")
    return render_template("auth/signed_out.html", page_title=_("You have signed out"), name=name, url=url)
