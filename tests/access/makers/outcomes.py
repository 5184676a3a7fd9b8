"""Slips with an activity of the own organisation, made at the own workplace."""

from directory.models import ScheduleException, Workplace
from directory.models.base import utc_now
from directory.services import outcomes, referrals
from directory.services.access import Actor, Grant
from directory.services.referrals import NewSlip
from directory.vocabulary import Role
from tests.access.stage import Call, Stage, acts_on


def slip(stage: Stage) -> tuple[str, str]:
    """A new slip of the own workplace: its code, and the activity on it."""
    with stage.write() as session:
        activity = stage.activity(session).public_id
        nurse = Actor(stage.accounts["prof"], (Grant(Role.PROFESSIONAL, workplace_id=stage.workplace),))
        return referrals.make(session, nurse, NewSlip((activity,), "fi"), now=utc_now()).short_code, activity


@acts_on("outcomes.tick POST")
def slip_to_tick(stage: Stage, _member: str) -> Call:
    """Somebody came with a slip."""
    code, activity = slip(stage)
    return Call(form={"code": code, "activity": activity, "outcome": "came"})


@acts_on("outcomes.untick POST")
def ticked_slip(stage: Stage, _member: str) -> Call:
    """It was the wrong one."""
    code, activity = slip(stage)
    with stage.write() as session:
        owner = Actor(stage.accounts["editor"], (Grant(Role.EDITOR, organisation_id=stage.organisation),))
        outcomes.tick(session, owner, code, activity, kind="came", now=utc_now())
    return Call(form={"code": code, "activity": activity, "outcome": "came"})


@acts_on("outcomes.count POST")
def number_of_this_month(stage: Stage, _member: str) -> Call:
    """How many came to an activity of the own organisation."""
    with stage.database.read() as session:
        activity = stage.activity(session).public_id
    return Call(form={"activity": activity, "month": f"{utc_now():%Y-%m}", "came": "3"})


@acts_on("outcomes.handle POST")
def news_of_own_slip(stage: Stage, _member: str) -> Call:
    """The next session on a slip of the own workplace is cancelled."""
    _code, public_id = slip(stage)
    with stage.write() as session:
        activity = stage.activity(session)
        first = min(start for start, _end in referrals.present(activity, utc_now()).held)
        row = next(
            row
            for row in activity.schedules
            if row.weekday == ("mo", "tu", "we", "th", "fr", "sa", "su")[first.weekday()]
        )
        row.exceptions.append(ScheduleException(held_on=first.date(), kind="cancelled"))
        workplace = session.get_one(Workplace, stage.workplace).public_id
    return Call({"public_id": public_id}, form={"workplace": workplace})
