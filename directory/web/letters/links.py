"""Letters that carry a link to one's own account."""

from sqlalchemy.orm import Session

from directory.services.sign_in_links import MINUTES
from directory.web.letters.writing import address, contact, service_name, write
from directory.web.translating import gettext as _


def sign_in_link(session: Session, to: str, language: str, **values: str) -> None:
    """The link that was asked for; ``values`` go into its address. An empty ``to`` is for an address nobody has."""

    def letter() -> tuple[str, list[str]]:
        return _("Your sign-in link: %(service)s", service=service_name(language)), [
            _("Open this link in the browser where you asked for it, and confirm there:"),
            address("auth.open_link", language, **values),
            _("It works once, for %(minutes)s minutes.", minutes=MINUTES),
            _("If you did not ask for it, do nothing. Nobody gets in without this link."),
        ]

    write(session, to, language, letter)


def email_confirmation(session: Session, to: str, language: str, key: str) -> None:
    """To a new address: confirm that it is yours."""

    def letter() -> tuple[str, list[str]]:
        return _("Confirm your new e-mail address"), [
            _("Somebody who has signed in to %(service)s gave this address as theirs.", service=service_name(language)),
            _("If it was you, open this link in the browser where you are signed in:"),
            address("auth.confirm_email", language, key=key),
            _("It works for 24 hours. If it was not you, do nothing: the address is not taken into use."),
        ]

    write(session, to, language, letter)


def email_in_use(session: Session, to: str, language: str) -> None:
    """To an address that has an account already, when somebody wants to move another account to it."""

    def letter() -> tuple[str, list[str]]:
        return _("Your e-mail address is already in use"), [
            _(
                "Somebody who has signed in to %(service)s wanted to take this address into use.",
                service=service_name(language),
            ),
            _("This address has an account already, so nothing was changed."),
            _("If you have two accounts and need only one, tell %(whom)s.", whom=contact()),
        ]

    write(session, to, language, letter)
