"""Workplaces of the tests with their people, and what only professionals may see of a listing."""

from dataclasses import replace

from sqlalchemy.orm import Session

from directory.models import Account, Membership, Workplace
from directory.services.access import Actor, Grant
from directory.services.activities import ContactChange
from directory.vocabulary import Role
from tests.directory.services.cast import CHANGE, LIEKSA

LISTED = replace(
    CHANGE,
    referral_routes=("self", "professional", "joint_call"),
    contacts=(*CHANGE.contacts, ContactChange("Sirkka", {"fi": "vuorovastaava"}, "+358 50 00 138", "", "professional")),
)


def workplace(session: Session, name: str = "Pielisen sote-keskus", municipality: str = LIEKSA) -> Workplace:
    """A sote centre."""
    place = Workplace(name=name, municipalities=[municipality], languages=["fi"])
    session.add(place)
    session.flush()
    return place


def nurse(session: Session, *places: Workplace, name: str = "Aino Aalto") -> Actor:
    """A professional of these workplaces; the first is the one worked for."""
    address = f"{name.casefold().replace(' ', '.')}@demo.example"
    account = Account(email=address, name=name)
    account.memberships = [Membership(role=Role.PROFESSIONAL, workplace_id=place.id) for place in places]
    session.add(account)
    session.flush()
    grants = tuple(Grant(Role.PROFESSIONAL, workplace_id=place.id) for place in places)
    return Actor(account.id, grants or (Grant(Role.PROFESSIONAL),))
