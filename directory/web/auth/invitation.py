"""Accepting an invitation, or confirming the address on joining: with a new account or the one there is."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory.errors import InvalidChange, NotFound
from directory.models import Account, Invitation, MailDomain
from directory.models.base import utc_now
from directory.services import accounts, invitations, provider_accounts, registration, signing_in
from directory.services.invitations import NAME_MAX, NewPerson
from directory.services.roles import grant_of
from directory.services.signing_in import AtProvider, SignedIn
from directory.vocabulary import UI_LANGUAGES
from directory.web.alternates import offer_addresses
from directory.web.auth.account import LANGUAGES, go_on_alone, own_account, own_session
from directory.web.auth.circumstances import database, device, mail_enabled, note, secret_keys, typed
from directory.web.auth.entering import enter
from directory.web.auth.password import new_password_field, password_problem
from directory.web.auth.provider import choice
from directory.web.auth.user import signed_in, signed_in_user
from directory.web.formatting.dates import day_of
from directory.web.language import add_page, ui_language
from directory.web.pages import Field, FieldError
from directory.web.role_names import role_name
from directory.web.translating import gettext as _


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """What the page says. ``known``: the address has an account. ``by_self``: nobody invited, the person asked.

    ``provider_url`` leads to the organisation's own provider, where people of this address sign in.
    """

    email: str
    role: str
    inviter: str
    until: str
    known: bool
    by_self: bool
    signed_in_as: str
    action: str
    provider_url: str = ""


def register(blueprint: Blueprint) -> None:
    """Add the page."""
    add_page(blueprint, "invitation", invitation, methods=("GET", "POST"))


def invitation() -> str | Response | tuple[str, int]:
    """Show it, and accept it when the form is sent: mail programs open links by themselves."""
    key = request.args.get("key", "")[:100]
    offer_addresses({language: {"key": key} for language in UI_LANGUAGES})
    try:
        if request.method == "GET":
            return _page(key, {})
        if signed_in_user() is not None:
            return _accept(key)
        return _join(key)
    except AtProvider as elsewhere:
        return _to_provider(key, elsewhere.domain)
    except NotFound:
        note("dead invitation")
        page = render_template("auth/dead_invitation.html", page_title=_("This invitation no longer works"))
        return page, 404


def _accept(key: str) -> Response:
    """Add the role to the account that is signed in, which goes on in this browser alone."""
    with database().write_quietly() as session:
        own = own_account(session)
        taken = invitations.accept(session, key, own, now=utc_now())
        role = role_name(session, grant_of(taken), ui_language())
        go_on_alone(session, own, own_session(session))
    note("invitation accepted", signed_in().account_id)
    flash(_("You have a new role: %(role)s.", role=role))
    return redirect(url_for("auth.account"))


def _join(key: str) -> Response | tuple[str, int]:
    person = NewPerson(typed("name").strip(), request.form.get("language", ""), typed("new"))
    by_link = request.form.get("way") == "link" and mail_enabled()
    if by_link:
        person = NewPerson(person.name, person.language)
    elif not person.password:
        return _page(key, {"new": _("Choose a password.")}), 400
    try:
        opened, choose = _make(key, person)
    except InvalidChange as error:
        return _page(key, _problems(error.faults)), 400
    note("account made", opened.account.id)
    return enter(opened, url_for("auth.choose_workplace", ui_language=person.language) if choose else "")


def _make(key: str, person: NewPerson) -> tuple[SignedIn, bool]:
    """The new account's session, and whether the person may choose a workplace."""
    now = utc_now()
    with database().write_quietly() as session:
        account = invitations.accept_new(session, key, person, secret_key=secret_keys()[0], now=now)
        opened = signing_in.opened(session, account, device=device(), secret_key=secret_keys()[0], now=now)
        list(account.memberships)
        return opened, bool(registration.workplaces_for(session, account))


def _problems(faults: dict[str, str]) -> dict[str, str]:
    said = {}
    if "name" in faults:
        said["name"] = _("Write your name, at most 100 characters.")
    if "language" in faults:
        said["language"] = _("Choose a language.")
    if "password" in faults:
        said["new"] = password_problem(faults["password"])
    return said


def _provider_url(domain: MailDomain | None, key: str, *, known: bool) -> str:
    """Where people of the invited address sign in; "" when that is here."""
    return url_for("auth.provider", public_id=domain.public_id, next=_back(key, known=known)) if domain else ""


def _to_provider(key: str, domain: str) -> Response:
    """From a form that was sent all the same, on to the provider of the domain with this public id."""
    with database().read() as session:
        email = invitations.of_token(session, key, now=utc_now()).email
        known = accounts.by_email(session, email) is not None
    return choice.to_provider(domain, _back(key, known=known) or "", email)


def _back(key: str, *, known: bool) -> str | None:
    """Somebody new gets the role with the first sign-in there; who has an account comes back to accept it."""
    return url_for("auth.invitation", key=key) if known else None


def _page(key: str, said: dict[str, str]) -> str:
    user = signed_in_user()
    with database().read() as session:
        found = invitations.of_token(session, key, now=utc_now())
        inviter = session.get(Account, found.invited_by) if found.invited_by else None
        account = accounts.by_email(session, found.email)
        elsewhere = provider_accounts.required(session, found.email, account)
        page = InvitationPage(
            email=found.email,
            role=role_name(session, grant_of(found), ui_language()),
            inviter=inviter.name if inviter else "",
            until=day_of(found.expires_at, ui_language()),
            known=account is not None,
            by_self=found.invited_by is None,
            signed_in_as=user.email if user else "",
            action=url_for("auth.invitation", key=key),
            provider_url=_provider_url(elsewhere, key, known=account is not None),
        )
        fields = _fields(found, said)
    titles = {True: _("Confirm and make your account"), False: _("You are invited")}
    return render_template(
        "auth/invitation.html",
        page_title=titles[page.by_self],
        page=page,
        fields=fields,
        password=new_password_field(said.get("new", ""), required=False),
        errors=[FieldError(name, text) for name, text in said.items()],
        way=request.form.get("way", "password"),
        mail=mail_enabled(),
        sign_in_url=url_for("auth.sign_in", next=url_for("auth.invitation", key=key)),
    )


def _fields(found: Invitation, said: dict[str, str]) -> tuple[Field, Field]:
    name = Field(
        "name",
        _("Your name"),
        request.form.get("name", found.name)[: NAME_MAX * 2],
        autocomplete="name",
        required=True,
        maxlength=NAME_MAX,
        error=said.get("name", ""),
    )
    language = Field(
        "language",
        _("Language of the service"),
        request.form.get("language", ui_language()),
        kind="select",
        options=LANGUAGES,
        error=said.get("language", ""),
    )
    return name, language
