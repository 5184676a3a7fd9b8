"""Whom to call about an activity: who may see which number."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.models import Activity, Contact
from directory.services import reading
from directory.services.access import Actor
from directory.services.professional_facts import ProfessionalFacts, professional_facts
from directory.services.schedules import HELSINKI
from directory.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Calling:
    """An activity with its public contacts; ``facts`` are what professionals alone may see, None for others."""

    activity: Activity
    contacts: tuple[Contact, ...]
    facts: ProfessionalFacts | None


def calling(session: Session, actor: Actor, public_id: str, *, now: datetime) -> Calling:
    """Whom the actor may call about a listing that the public may see.

    Raises ``Gone`` when it is over, ``NotFound`` when there is none or it is not out.
    """
    activity = reading.activity(session, public_id, today=now.astimezone(HELSINKI).date())
    return Calling(
        activity=activity,
        contacts=tuple(contact for contact in activity.contacts if contact.audience == Audience.PUBLIC),
        facts=professional_facts(session, actor, [public_id], now=now).get(public_id),
    )
