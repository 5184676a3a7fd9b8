"""Slips: whoever has the code may open one."""

from directory.services import referrals
from directory.services.access import Actor
from directory.services.referrals import NewSlip
from directory.web.clock import now
from tests.access.stage import Call, Stage, acts_on


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


def _made(stage: Stage) -> tuple[str, str]:
    with stage.write() as session:
        new = NewSlip((stage.activity(session).public_id,), "fi")
        made = referrals.make(session, Actor.anonymous(), new, now=now())
        return made.code, made.short_code
