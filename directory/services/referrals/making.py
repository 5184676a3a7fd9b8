"""Making a slip: from chosen activities to a code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.sql.base import ExecutableOption

from directory.errors import InvalidChange
from directory.models import Activity, ReferralItem, ReferralSlip, Schedule
from directory.services.access import Actor
from directory.services.cards.projection import is_public
from directory.services.referrals.codes import new_code, new_short_code
from directory.services.referrals.snapshot import snapshot
from directory.services.schedules.sessions import HELSINKI
from directory.services.workplaces import own_workplace_id
from directory.vocabulary import UI_LANGUAGES

ACTIVITIES_MAX: Final = 8
DAYS_KEPT: Final = 90  # how long a slip can be opened; the design's retention rule for guidance lists
TEXT_SIZES: Final = ("normal", "large")
TRIES: Final = 50


@dataclass(frozen=True, slots=True)
class NewSlip:
    """What goes on a slip: public ids in order, the language of its text and how large it is."""

    activity_ids: tuple[str, ...]
    language: str
    text_size: str = "normal"


def whole() -> tuple[ExecutableOption, ...]:
    """Loader options for everything a slip tells of an activity."""
    return (
        selectinload(Activity.texts),
        selectinload(Activity.locations),
        selectinload(Activity.contacts),
        selectinload(Activity.verifications),
        selectinload(Activity.organisation),
        selectinload(Activity.schedules).options(selectinload(Schedule.breaks), selectinload(Schedule.exceptions)),
    )


def chosen_activities(session: Session, public_ids: Sequence[str], now: datetime) -> list[Activity]:
    """Published activities in the order asked for, each once; what is not published is left out."""
    wanted = list(dict.fromkeys(public_ids))[:ACTIVITIES_MAX]
    if not wanted:
        return []
    rows = session.scalars(select(Activity).where(Activity.public_id.in_(wanted)).options(*whole()))
    today = now.astimezone(HELSINKI).date()
    found = {row.public_id: row for row in rows if is_public(row, today)}
    return [found[public_id] for public_id in wanted if public_id in found]


def make(session: Session, actor: Actor, new: NewSlip, *, now: datetime) -> ReferralSlip:
    """Store a slip and give it codes. Anybody may: there is nothing on it that is not public.

    Of a signed-in professional only the workplace is stored, the one worked for now, never the person. Raises
    ``InvalidChange`` (``activities``: ``empty`` or ``too_many``; ``language``, ``text_size``: ``unknown``).
    """
    faults = {}
    if len(set(new.activity_ids)) > ACTIVITIES_MAX:
        faults["activities"] = "too_many"
    if new.language not in UI_LANGUAGES:
        faults["language"] = "unknown"
    if new.text_size not in TEXT_SIZES:
        faults["text_size"] = "unknown"
    activities = chosen_activities(session, new.activity_ids, now) if not faults else []
    if not faults and not activities:
        faults["activities"] = "empty"
    if faults:
        raise InvalidChange(faults)
    today = now.astimezone(HELSINKI).date()
    slip = ReferralSlip(
        code=new_code(),
        short_code=_free_short_code(session),
        language=new.language,
        text_size=new.text_size,
        workplace_id=own_workplace_id(actor),
        made_on=today,
        expires_on=today + timedelta(days=DAYS_KEPT),
        items=[
            ReferralItem(activity_id=activity.id, position=position, printed=snapshot(activity, now))
            for position, activity in enumerate(activities)
        ],
    )
    session.add(slip)
    session.flush()
    return slip


def _free_short_code(session: Session) -> str:
    for _ in range(TRIES):
        code = new_short_code()
        taken = session.scalar(select(ReferralSlip.id).where(ReferralSlip.short_code == code))
        if taken is None:
            return code
    raise RuntimeError("no readable code is free")
