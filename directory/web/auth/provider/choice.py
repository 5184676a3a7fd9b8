"""The part of the sign-in page that leads to the provider of one's own organisation."""

from dataclasses import dataclass
from typing import Final

from flask import current_app, redirect, request, session, url_for
from werkzeug.wrappers import Response

from directory.db import Database
from directory.services import mail_domains
from directory.web.pages import Field, FieldError, Link
from directory.web.translating import gettext as _

DO: Final = "organisation"  # the value of the form's button
FIELD: Final = "work_email"
HINT: Final = "provider_hint"  # in the browser's signed cookie: the address that was typed, for the provider's own form
LINKS_MOST: Final = 4  # more than these nobody reads: then the address alone leads on
TYPED_MOST: Final = 254


@dataclass(frozen=True, slots=True)
class Choice:
    """``field`` takes the address of mail at work; None when no domain has a provider. ``links`` lead there at once."""

    field: Field | None
    links: tuple[Link, ...] = ()
    errors: tuple[FieldError, ...] = ()


def offered(target: str) -> Choice:
    """What the page offers, with what was typed when that led nowhere."""
    database: Database = current_app.extensions["database"]
    with database.read() as opened:
        found = [(one.public_id, one.name) for one in mail_domains.with_provider(opened)]
    sent = request.method == "POST" and request.form.get("do") == DO
    if not found and not sent:
        return Choice(None)
    problem = (
        _("We know no organisation by this address. Check it, or sign in below with your password.") if sent else ""
    )
    field = Field(
        FIELD,
        _("E-mail at work"),
        _typed() if sent else "",
        kind="email",
        error=problem,
        required=True,
        autocomplete="email",
        maxlength=TYPED_MOST,
    )
    links = tuple(Link(_address(public_id, target), name) for public_id, name in found)
    errors = (FieldError(FIELD, problem),) if problem else ()
    return Choice(field, links if len(links) <= LINKS_MOST else (), errors)


def lead(target: str) -> Response | None:
    """To the provider of the typed address; None when its domain has none."""
    email = _typed()
    database: Database = current_app.extensions["database"]
    with database.read() as opened:
        domain = mail_domains.of_address(opened, email)
        public_id = domain.public_id if domain is not None and domain.oidc_issuer else ""
    return to_provider(public_id, target, email) if public_id else None


def to_provider(public_id: str, target: str, email: str = "") -> Response:
    """To the provider of a domain, by way of our own page: it may not be the answer to a form (CSP form-action).

    ``email`` was typed by the person and is told to the provider, so that it need not be typed there again.
    """
    if email:
        session[HINT] = email[:TYPED_MOST]
    return redirect(_address(public_id, target), 303)


def _address(public_id: str, target: str) -> str:
    return url_for("auth.provider", public_id=public_id, next=target or None)


def _typed() -> str:
    return request.form.get(FIELD, "")[:TYPED_MOST].strip()
