"""The mail that tells somebody that the account now opens at the organisation's own provider."""

from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from sqlalchemy.orm import Session

from directory.config import Settings
from directory.models import Account
from directory.services.mail.queueing import queue
from directory.web.translating import gettext as _


def tell_of_link(session: Session, account: Account, organisation: str, now: datetime) -> None:
    """Let the notice wait with the change that it tells of."""
    settings: Settings = current_app.extensions["settings"]
    language = account.ui_language
    with force_locale(language):
        service = settings.service_names[language]
        subject = _("%(service)s: you now sign in with your organisation", service=service)
        contact = settings.contact_email or _("the service's administrator")
        body = "\n\n".join(
            (
                _(
                    "Your account %(email)s was joined today to the sign-in of %(organisation)s.",
                    email=account.email,
                    organisation=organisation,
                ),
                _("From now on you sign in there. Your roles and your own data are as before."),
                _("If it was not you, tell at once: %(contact)s", contact=contact),
            )
        )
    queue(session, to=account.email, subject=subject, body=f"{body}\n", language=language, now=now)
