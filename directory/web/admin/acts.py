"""What was done to an account, in words: the newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from directory.models import Account, Revision
from directory.services import revisions
from directory.services.access import Grant
from directory.web.formatting.dates import moment
from directory.web.language import ui_language
from directory.web.role_names import role_name
from directory.web.translating import gettext as _

WORDS: Final[Mapping[str, object]] = {
    "accept_invitation": _l("Accepted an invitation"),
    "add_role": _l("Role added"),
    "remove_role": _l("Role taken away"),
    "choose_workplace": _l("Chose a workplace"),
    "workplace_deleted": _l("Workplace deleted"),
    "disable": _l("Account closed"),
    "enable": _l("Account opened"),
    "end_sessions": _l("Signed out everywhere"),
    "reset_second_factor": _l("Sign-in reset"),
    "second_factor_on": _l("Two-step sign-in turned on"),
    "second_factor_off": _l("Two-step sign-in turned off"),
    "new_phone": _l("Another phone taken into use"),
    "new_recovery_codes": _l("New recovery codes made"),
    "change_email": _l("E-mail address changed"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what, about what, by whom, when."""

    what: str
    about: str
    by: str
    at: str


def history(session: Session, subject: tuple[str, int]) -> tuple[Act, ...]:
    """The last hundred acts. Whoever shows them has checked that the reader may see them."""
    return tuple(_act(session, row) for row in revisions.history(session, subject))


def _act(session: Session, row: Revision) -> Act:
    return Act(
        what=str(WORDS.get(row.action, row.action)),
        about=_about(session, row.changes.get("role")),
        by=_by(session, row),
        at=moment(row.at, ui_language()),
    )


def _about(session: Session, change: Any) -> str:
    """The role an act was about: the new one, else the one that went."""
    told = next((one for one in reversed(change or []) if one), None)
    return role_name(session, Grant(**told), ui_language()) if told else ""


def _by(session: Session, row: Revision) -> str:
    if row.actor_id is not None and (actor := session.get(Account, row.actor_id)):
        return actor.name or actor.email
    # The service itself acts as an administrator without an account; so does whoever has been erased since.
    return _("the service or a removed user")
