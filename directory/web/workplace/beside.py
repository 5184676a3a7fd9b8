"""What stands beside a listing for a professional, ready to place; for everybody else there is nothing at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import url_for
from sqlalchemy.orm import Session

from directory.services.access import Actor
from directory.services.professional_facts import (
    ProfessionalContact,
    ProfessionalFacts,
    TeamNote,
    professional_facts,
    sees_any,
)
from directory.services.schedules.sessions import HELSINKI
from directory.services.workplaces import own_workplace_id
from directory.vocabulary import codes
from directory.web.formatting import day_long, phone_shown, phone_uri
from directory.web.listing.languages import pick_text
from directory.web.pages import Text
from directory.web.translating import gettext as _

MARK: Final = "x-x"


@dataclass(frozen=True, slots=True)
class Colleague:
    """A contact for professionals."""

    name: str
    role: Text
    phone: str
    phone_url: str
    email: str


@dataclass(frozen=True, slots=True)
class Note:
    """The team's note: ``signature`` tells who and when, ``old`` is said when it is more than half a year old."""

    text: str
    signature: str
    old: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Beside one listing. ``keep_url`` takes the form that saves or, when ``kept``, takes off; "" without a shelf.

    ``call_url`` is for calling together, in the session with the client.
    """

    colleagues: tuple[Colleague, ...]
    before: Text
    routes: str
    note: Note | None
    folder: str
    kept: bool
    keep_url: str
    entry_url: str
    call_url: str

    @property
    def facts(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.colleagues or self.before or self.routes or self.note or self.folder)


def beside(
    session: Session, actor: Actor, public_ids: Sequence[str], *, language: str, now: datetime
) -> Mapping[str, Beside]:
    """By public id, for those whose professional facts the actor may see; empty for a public reader."""
    if not sees_any(actor):
        return {}
    found = professional_facts(session, actor, public_ids, now=now)
    make = maker(actor, language)
    return {public_id: make(public_id, facts) for public_id, facts in found.items()}


def maker(actor: Actor, language: str) -> Callable[[str, ProfessionalFacts], Beside]:
    """Makes what stands beside a listing; addresses are worked out once a page, not once a listing."""
    has_shelf = own_workplace_id(actor) is not None
    names = ("workplace.save", "workplace.remove", "workplace.entry")
    save, remove, entry = (_address(name) if has_shelf else _nowhere for name in names)
    call = _address("referral.call")

    def made(public_id: str, facts: ProfessionalFacts) -> Beside:
        mark = facts.shelf
        return Beside(
            colleagues=tuple(_colleague(contact, language) for contact in facts.contacts),
            before=Text(*reversed(pick_text(facts.do_before, language))),
            routes=routes_line(facts.routes, language),
            note=note_of(mark, language) if mark and mark.text else None,
            folder=mark.folder if mark else "",
            kept=mark is not None,
            keep_url=(remove if mark else save)(public_id),
            entry_url=entry(public_id) if mark else "",
            call_url=call(public_id),
        )

    return made


def note_of(mark: TeamNote, language: str) -> Note:
    """The note with its signature: ``Aino Aalto 24.11.2026``."""
    day = day_long(mark.at.astimezone(HELSINKI).date(), language) if mark.at else ""
    signature = " ".join(part for part in (mark.by, day) if part)
    return Note(mark.text, signature, _("over 6 months old") if mark.old else "")


def routes_line(routes: Sequence[str], language: str) -> str:
    """How a professional takes part, in one line."""
    known = codes("referral_routes")
    return ". ".join(known[code][language] for code in routes if code in known)


def _colleague(contact: ProfessionalContact, language: str) -> Colleague:
    role_language, role = pick_text(contact.role, language)
    return Colleague(
        contact.name,
        Text(role, role_language),
        phone_shown(contact.phone) if contact.phone else "",
        phone_uri(contact.phone) if contact.phone else "",
        contact.email,
    )


def _address(endpoint: str) -> Callable[[str], str]:
    head, _mark, tail = url_for(endpoint, public_id=MARK).partition(MARK)
    return lambda public_id: f"{head}{public_id}{tail}"


def _nowhere(_public_id: str) -> str:
    return ""
