"""Notices of changes to an account, so that nobody changes it without its holder hearing of it."""

from sqlalchemy.orm import Session

from directory.models import Account
from directory.web.letters.writing import Lines, address, contact, service_name, write
from directory.web.translating import gettext as _


def password_changed(session: Session, account: Account) -> None:
    """The password was changed."""
    _notice(session, account, lambda: (_("Your password was changed"), [_("The password of your account is new.")]))


def second_factor_changed(session: Session, account: Account, *, on: bool) -> None:
    """Two-step sign-in was turned on or off."""

    def letter() -> tuple[str, list[str]]:
        if on:
            return _("Two-step sign-in is on"), [_("Signing in to your account now asks for a code from your phone.")]
        return _("Two-step sign-in is off"), [_("Signing in to your account no longer asks for a code.")]

    _notice(session, account, letter)


def second_factor_moved(session: Session, account: Account) -> None:
    """Another phone gives the codes."""
    _notice(
        session,
        account,
        lambda: (
            _("Another phone is in use"),
            [_("Codes for your account now come from another phone. The earlier recovery codes do not work any more.")],
        ),
    )


def second_factor_reset(session: Session, account: Account) -> None:
    """An administrator took second factor and password off."""
    language = account.ui_language

    def letter() -> tuple[str, list[str]]:
        return _("Your sign-in was reset"), [
            _("An administrator removed the code and the password from your account."),
            _("Ask for a sign-in link with this address and set them up again:"),
            address("auth.link", language),
        ]

    _notice(session, account, letter)


def email_changed(session: Session, account: Account, old: str) -> None:
    """To the old address: another one is used from now on. The new one is not told to whoever reads the old mail."""
    _notice(
        session,
        account,
        lambda: (
            _("Your e-mail address was changed"),
            [_("Your account now has another e-mail address. This one no longer signs you in.")],
        ),
        to=old,
    )


def account_closed(session: Session, account: Account) -> None:
    """The person closed the account."""
    _notice(
        session,
        account,
        lambda: (_("Your account was closed"), [_("Your account and your own data were erased, as you asked.")]),
    )


def _notice(session: Session, account: Account, letter: Lines, *, to: str = "") -> None:
    language = account.ui_language

    def whole() -> tuple[str, list[str]]:
        subject, paragraphs = letter()
        known = _("If it was not you, tell %(whom)s at once.", whom=contact())
        return f"{subject}: {service_name(language)}", [*paragraphs, known]

    write(session, to or account.email, language, whole)
