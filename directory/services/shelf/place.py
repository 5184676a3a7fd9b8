"""Whose shelf: the workplace the actor works for now, and what a text on it may hold."""

from sqlalchemy.orm import Session

from directory.errors import NotFound
from directory.models import Workplace
from directory.services.access import Actor, Subject, require
from directory.services.workplaces import own_workplace_id
from search.privacy import cleaned


def own_place(session: Session, actor: Actor) -> Workplace:
    """The workplace whose shelf the actor uses. Raises ``NotFound`` for whoever has none."""
    workplace_id = own_workplace_id(actor)
    require(actor, "shelf.use", Subject(workplace_id=workplace_id), seen=False)
    place = session.get(Workplace, workplace_id)
    if place is None:
        raise NotFound("workplace")
    return place


def text_fault(text: str, most: int) -> str:
    """What is wrong with a text of the team: ``too_long``, ``identity_code``, ``personal``; "" when all is well.

    Identity codes count whether their check character is right or mistyped; so do phone numbers and e-mail addresses.
    """
    if len(text) > most:
        return "too_long"
    said = cleaned(text)
    if said.identity_codes:
        return "identity_code"
    return "personal" if said.left_out else ""
