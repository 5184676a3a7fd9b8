"""Letters about getting in: an invitation, and the answers to somebody who joins by themselves."""

from datetime import datetime

from sqlalchemy.orm import Session

from directory.web.formatting.dates import day_of
from directory.web.letters.writing import address, service_name, write
from directory.web.translating import gettext as _


def invitation(session: Session, to: str, language: str, *, inviter: str, role: str, key: str, until: datetime) -> None:
    """An invitation to a role; ``role`` says it with its place, in the reader's language."""

    def letter() -> tuple[str, list[str]]:
        service = service_name(language)
        by = _("%(name)s invites you to %(service)s.", name=inviter, service=service)
        return _("Invitation to %(service)s", service=service), [
            by if inviter else _("You are invited to %(service)s.", service=service),
            _("Your role: %(role)s", role=role),
            _("Accept the invitation here:"),
            address("auth.invitation", language, key=key),
            _("The link works once, until %(day)s.", day=day_of(until, language)),
            _("If you do not know what this is about, do nothing."),
        ]

    write(session, to, language, letter)


def confirm_joining(session: Session, to: str, language: str, key: str) -> None:
    """To somebody of a listed mail domain: confirm the address."""

    def letter() -> tuple[str, list[str]]:
        service = service_name(language)
        return _("Confirm your address: %(service)s", service=service), [
            _("You asked to join %(service)s with this address. Go on here:", service=service),
            address("auth.invitation", language, key=key),
            _("The link works once, for 24 hours."),
            _("If you did not ask for it, do nothing. No account is made."),
        ]

    write(session, to, language, letter)


def known_already(session: Session, to: str, language: str, key: str) -> None:
    """To somebody who wants to join and has an account: the way in."""

    def letter() -> tuple[str, list[str]]:
        service = service_name(language)
        return _("You already have an account: %(service)s", service=service), [
            _("You asked to join %(service)s. This address already has an account.", service=service),
            _("Sign in with this link, in the browser where you asked to join:"),
            address("auth.open_link", language, key=key),
            _("It works once, for %(minutes)s minutes.", minutes=10),
            _("If you did not ask for it, do nothing. Nobody gets in without this link."),
        ]

    write(session, to, language, letter)


def use_provider(session: Session, to: str, language: str) -> None:
    """To somebody whose organisation signs in at its own provider."""

    def letter() -> tuple[str, list[str]]:
        service = service_name(language)
        return _("Sign in with your work account: %(service)s", service=service), [
            _("People of your organisation sign in to %(service)s with their work account.", service=service),
            _("Sign in here and choose your organisation:"),
            address("auth.sign_in", language),
        ]

    write(session, to, language, letter)
