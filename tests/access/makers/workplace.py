"""A workplace with a saved activity on its shelf; the away members have a workplace of their own."""

from directory.models import Workplace
from directory.models.base import utc_now
from directory.services import shelf
from directory.services.access import Actor, Grant
from directory.vocabulary import Role
from tests.access.stage import LIEKSA, Call, Stage, acts_on

SETTINGS = {"county": "14", "municipality": LIEKSA, "language-1": "fi"}


def _public_id(stage: Stage) -> str:
    with stage.write() as session:
        return session.get_one(Workplace, stage.workplace).public_id


@acts_on("workplace.settings GET", "workplace.settings POST")
def own_workplace(stage: Stage, _member: str) -> Call:
    """The workplace of "prof"."""
    return Call({"public_id": _public_id(stage)}, form={"name": "Lieksan sote-keskus", **SETTINGS})


@acts_on("workplace.delete GET", "workplace.delete POST")
def one_to_delete(stage: Stage, member: str) -> Call:
    """Another workplace, which nobody of the cast needs afterwards."""
    with stage.write() as session:
        place = Workplace(name=f"Lakkautettu {member}", municipalities=[LIEKSA], languages=["fi"])
        session.add(place)
        session.flush()
        return Call({"public_id": place.public_id}, form={"sure": "yes"})


@acts_on("workplace.new POST")
def new_workplace(_stage: Stage, member: str) -> Call:
    """A workplace that is not there yet."""
    return Call(form={"name": f"Uusi työpiste {member}", **SETTINGS})


@acts_on("workplace.choose POST")
def choice(stage: Stage, _member: str) -> Call:
    """To work for the workplace of "prof"."""
    return Call(form={"workplace": _public_id(stage)})


@acts_on("workplace.folders POST")
def folder(_stage: Stage, member: str) -> Call:
    """A new folder on the own shelf."""
    return Call(form={"do": "make", "name": f"Kansio {member}"})


@acts_on("workplace.save POST", "workplace.remove POST")
def any_activity(stage: Stage, _member: str) -> Call:
    """An activity that whoever has a shelf may put there and take away."""
    with stage.write() as session:
        return Call({"public_id": stage.activity(session).public_id})


@acts_on("workplace.entry GET", "workplace.entry POST")
def saved_activity(stage: Stage, _member: str) -> Call:
    """An activity on the shelf of "prof" only."""
    actor = Actor(stage.accounts["prof"], (Grant(Role.PROFESSIONAL, workplace_id=stage.workplace),))
    with stage.write() as session:
        public_id = stage.activity(session, "ukkotyo-kylilla").public_id
        shelf.save(session, actor, public_id, now=utc_now())
    return Call({"public_id": public_id}, form={"note": "Kysy Marjaa", "folder": ""})
