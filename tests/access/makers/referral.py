"""Slips: whoever has the code may open one."""

from directory.models import Organisation
from directory.services import referrals
from directory.services.access import Actor
from directory.services.referrals import NewSlip
from directory.vocabulary import Lifecycle
from directory.web.clock import now
from tests.access.stage import AWAY_ACTIVITY, OWN_ACTIVITY, Call, Stage, acts_on
from tests.directory.services import cast


@acts_on("referral.choose GET")
def ticked(stage: Stage, _member: str) -> Call:
    """One ticked activity."""
    with stage.database.read() as session:
        return Call(query={"a": stage.activity(session).public_id})


@acts_on("referral.make POST")
def chosen(stage: Stage, _member: str) -> Call:
    """One activity on a Finnish slip."""
    with stage.database.read() as session:
        return Call(form={"a": stage.activity(session).public_id, "client": "fi"})


@acts_on("referral.slip GET", "referral.pdf GET")
def slip(stage: Stage, _member: str) -> Call:
    """A slip by its long code."""
    return Call({"code": _made(stage)[0]})


@acts_on("referral.short GET")
def readable_code(stage: Stage, _member: str) -> Call:
    """A slip by the code that is read aloud."""
    return Call({"code": _made(stage)[1]})


@acts_on("referral.compare GET")
def two_side_by_side(stage: Stage, _member: str) -> Call:
    """Two activities to compare."""
    with stage.database.read() as session:
        return Call(query={"a": [stage.activity(session, one).public_id for one in (OWN_ACTIVITY, AWAY_ACTIVITY)]})


@acts_on("referral.call GET")
def somebody_to_call(stage: Stage, _member: str) -> Call:
    """A published activity."""
    with stage.database.read() as session:
        return Call({"public_id": stage.activity(session).public_id})


@acts_on("referral.call GET a draft")
def nobody_to_call_yet(stage: Stage, _member: str) -> Call:
    """A draft of the own organisation: not for its public pages, whoever asks."""
    with stage.write() as session:
        organisation = session.get_one(Organisation, stage.organisation)
        return Call({"public_id": cast.draft(session, organisation=organisation).public_id})


@acts_on("referral.call GET what is over")
def nobody_to_call_any_more(stage: Stage, _member: str) -> Call:
    """An activity of the own organisation that has ended."""
    with stage.write() as session:
        organisation = session.get_one(Organisation, stage.organisation)
        activity = cast.published(session, organisation=organisation)
        activity.lifecycle = Lifecycle.ENDED
        return Call({"public_id": activity.public_id})


def _made(stage: Stage) -> tuple[str, str]:
    with stage.write() as session:
        new = NewSlip((stage.activity(session).public_id,), "fi")
        made = referrals.make(session, Actor.anonymous(), new, now=now())
        return made.code, made.short_code
