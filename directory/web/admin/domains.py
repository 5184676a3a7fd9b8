"""Mail domains: whose people may join by themselves, and at which identity provider they sign in."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.config import Settings
from directory.db import Database
from directory.errors import Conflict, InvalidChange
from directory.services import mail_domains, providers
from directory.services.mail_domains import DomainChange
from directory.services.providers import Finding
from directory.web.admin.domain_check import Checked, shown
from directory.web.admin.domain_form import DomainForm, change_from, form_of
from directory.web.admin.tabs import tabs
from directory.web.auth.provider.setup import return_address, secret_keys
from directory.web.auth.proving import proof_needed
from directory.web.auth.user import current_actor, sign_in_needed
from directory.web.base import base_url
from directory.web.language import add_page
from directory.web.translating import gettext as _

CHECK, SAVE = "check", "save"


def register(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ("GET", "POST")
    add_page(blueprint, "admin", domains, under="/domains", endpoint="domains")
    add_page(blueprint, "admin", new_domain, under="/domains/new", endpoint="new_domain", methods=both)
    one = "/domains/<public_id>"
    add_page(blueprint, "admin", domain, under=one, endpoint="domain", methods=both)
    add_page(blueprint, "admin", remove_domain, under=f"{one}/remove", endpoint="remove_domain", methods=both)


def _database() -> Database:
    found: Database = current_app.extensions["database"]
    return found


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


@sign_in_needed
def domains() -> str:
    """The list."""
    with _database().read() as session:
        rows = mail_domains.listed(session, current_actor())
    return render_template("admin/domains.html", page_title=_("Mail domains"), rows=rows, tabs=tabs())


@sign_in_needed
@proof_needed
def new_domain() -> str | Response | tuple[str, int]:
    """List another domain."""
    with _database().read() as session:
        mail_domains.listed(session, current_actor())  # whoever may not see the list may not add to it
    if request.method == "GET":
        return _page(form_of(DomainChange("", ""), stored_secret=False))
    change = change_from(request.form)
    try:
        with _database().write_quietly() as session:
            added = mail_domains.add(
                session,
                current_actor(),
                change,
                secret_key=_settings().secret_key,
                allow_loopback=_settings().demo,
            )
            public_id = added.public_id
    except (InvalidChange, Conflict) as error:
        return _page(form_of(change, stored_secret=False, faults=_faults(error))), 400
    flash(_("The domain is listed."))
    return redirect(url_for("admin.domain", public_id=public_id), 303)


@sign_in_needed
@proof_needed
def domain(public_id: str) -> str | Response | tuple[str, int]:
    """Change a domain, or check its provider: by ``do``."""
    with _database().read() as session:
        found = mail_domains.get(session, current_actor(), public_id)
        stored, has_secret = mail_domains.change_of(found), bool(found.oidc_client_secret)
    if request.method == "GET":
        return _page(form_of(stored, stored_secret=has_secret), public_id)
    if request.form.get("do") == CHECK:
        return _page(form_of(stored, stored_secret=has_secret), public_id, shown(_check(public_id)))
    change = change_from(request.form)
    try:
        with _database().write_quietly() as session:
            mail_domains.update(
                session,
                current_actor(),
                public_id,
                change,
                secret_key=_settings().secret_key,
                allow_loopback=_settings().demo,
            )
    except (InvalidChange, Conflict) as error:
        return _page(form_of(change, stored_secret=has_secret, faults=_faults(error)), public_id), 400
    flash(_("Saved."))
    return redirect(url_for("admin.domain", public_id=public_id), 303)


@sign_in_needed
@proof_needed
def remove_domain(public_id: str) -> str | Response:
    """Ask once more, then list the domain no longer."""
    with _database().read() as session:
        found = mail_domains.get(session, current_actor(), public_id)
        name, written, has_provider = found.name, found.domain, bool(found.oidc_issuer)
    if request.method == "GET":
        return render_template(
            "admin/domain_remove.html",
            page_title=_("Remove %(domain)s?", domain=written),
            name=name,
            domain=written,
            has_provider=has_provider,
            public_id=public_id,
        )
    with _database().write_quietly() as session:
        mail_domains.remove(session, current_actor(), public_id)
    flash(_("%(domain)s is no longer listed.", domain=written))
    return redirect(url_for("admin.domains"), 303)


def _check(public_id: str) -> list[Finding]:
    if not return_address():
        return [Finding("document", "no_address_here")]
    with _database().read() as session:
        found = mail_domains.get(session, current_actor(), public_id)
        try:
            configured = mail_domains.configured(found, secret_keys())
        except ValueError:
            return [Finding("client", "secret")]
    if not configured.issuer:
        return [Finding("document", "none")]
    return providers.check(current_app.extensions["providers"], configured, redirect_uri=return_address())


def _faults(error: InvalidChange | Conflict) -> dict[str, str]:
    return {"domain": "listed"} if isinstance(error, Conflict) else error.faults


def _page(form: DomainForm, public_id: str = "", checked: Checked | None = None) -> str:
    title = _("Mail domain %(domain)s", domain=form.written) if public_id else _("Add a mail domain")
    return render_template(
        "admin/domain.html",
        page_title=_("Fault: %(heading)s", heading=title) if form.errors else title,
        heading=title,
        form=form,
        public_id=public_id,
        checked=checked,
        return_address=return_address(),
        after_logout=f"{base_url()}/",
    )
