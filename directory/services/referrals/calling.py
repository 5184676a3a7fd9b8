"""Whom to call about an activity: who may see which number."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from directory.models import Activity, Contact
from directory.models.base import LocalisedText
from directory.services import reading
from directory.services.access import Actor, may
from directory.services.activities.subject import subject_of
from directory.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Calling:
    """An activity with its numbers, best first. ``professional`` tells that those for professionals are among them.

    ``do_before`` is what a professional does before referring, empty for everybody else. Numbers are as stored.
    """

    activity: Activity
    contacts: tuple[Contact, ...]
    phone: str
    professional: bool
    do_before: LocalisedText


def calling(session: Session, actor: Actor, public_id: str, *, today: date) -> Calling:
    """Whom the actor may call about a listing that the public may see.

    Raises ``Gone`` when it is over, ``NotFound`` when there is none or it is not out. A professional gets the number
    for professionals first, everybody else the public ones only; without any the organisation's own number is given.
    """
    activity = reading.activity(session, public_id, today=today)
    professional = may(actor, "activity.see_professional", subject_of(activity))
    order = (Audience.PROFESSIONAL, Audience.PUBLIC) if professional else (Audience.PUBLIC,)
    contacts = tuple(c for audience in order for c in activity.contacts if c.audience == audience)
    first = next((contact.phone for contact in contacts if contact.phone), "")
    return Calling(
        activity=activity,
        contacts=contacts,
        phone=first or activity.organisation.phone,
        professional=professional,
        do_before=dict(activity.do_before) if professional else {},
    )
