"""Accounts and invitations, as coordinators of their area and administrators meet them."""

from sqlalchemy import select

from directory.models import Membership, Workplace
from directory.models.base import utc_now
from directory.services import invitations
from directory.services.access import Grant
from directory.services.invitations import NewInvitation
from directory.services.throttling import INVITE, Throttle
from directory.vocabulary import Role
from tests.access.stage import LIEKSA, OWN_COUNTY, Call, Stage, acts_on, new_account


def colleague(stage: Stage) -> tuple[str, int]:
    """A new professional of the own workplace: the account's public id and the role's id."""
    with stage.write() as session:
        made = new_account(session, f"work-{stage.number()}", Grant(Role.PROFESSIONAL, workplace_id=stage.workplace))
        role = session.scalars(select(Membership.id).where(Membership.account_id == made.id)).one()
        return made.public_id, role


@acts_on("admin.account GET", "admin.change_account POST")
def account_of_a_colleague(stage: Stage, _member: str) -> Call:
    """An account of the own workplace, to be closed."""
    return Call({"public_id": colleague(stage)[0]}, form={"do": "disable"})


@acts_on("admin.add_role GET", "admin.add_role POST")
def role_for_a_colleague(stage: Stage, _member: str) -> Call:
    """An account of the own workplace, to coordinate its municipality."""
    return Call({"public_id": colleague(stage)[0]}, form={"role": Role.COORDINATOR, "place": f"municipality:{LIEKSA}"})


@acts_on("admin.remove_role POST")
def role_of_a_colleague(stage: Stage, _member: str) -> Call:
    """The only role of an account of the own workplace."""
    public_id, membership_id = colleague(stage)
    return Call({"public_id": public_id, "membership_id": membership_id})


@acts_on("admin.invite POST")
def somebody_to_invite(stage: Stage, _member: str) -> Call:
    """A new professional for the own workplace."""
    with stage.database.read() as session:
        place = session.get_one(Workplace, stage.workplace).public_id
    email = f"invited-{stage.number()}@cast.example"
    return Call(
        form={"role": Role.PROFESSIONAL, "place": f"workplace:{place}", "email": email, "name": "", "language": "fi"}
    )


def invited(stage: Stage, grant: Grant) -> tuple[str, str]:
    """A new invitation of the administrator: its public id and the token of its link."""
    with stage.write() as session:
        email = f"invited-{stage.number()}@cast.example"
        issued = invitations.invite(
            session,
            stage.actor(session, "admin"),
            NewInvitation(email, grant),
            throttle=Throttle(str(stage.app.config["SECRET_KEY"]), INVITE, email, "", utc_now()),
            now=utc_now(),
        )
        return issued.invitation.public_id, issued.token


@acts_on("admin.change_invitation POST")
def invitation_to_the_workplace(stage: Stage, _member: str) -> Call:
    """An invitation to the own workplace, to be taken back."""
    public_id, _token = invited(stage, Grant(Role.PROFESSIONAL, workplace_id=stage.workplace))
    return Call({"public_id": public_id}, form={"do": "withdraw"})


@acts_on("admin.change_invitation POST to coordinate the county")
def invitation_to_coordinate(stage: Stage, _member: str) -> Call:
    """An invitation that only an administrator may give: the county's coordinator sees that somebody is to come."""
    public_id, _token = invited(stage, Grant(Role.COORDINATOR, county=OWN_COUNTY))
    return Call({"public_id": public_id}, form={"do": "withdraw"})


@acts_on("auth.invitation GET", "auth.invitation POST")
def link_of_an_invitation(stage: Stage, member: str) -> Call:
    """The link of an invitation: whoever has it takes the role, a reader with a new account."""
    _public_id, token = invited(stage, Grant(Role.PROFESSIONAL, workplace_id=stage.workplace))
    form = {"name": "Aino", "language": "fi", "new": "kuusi litraa mustikoita"}
    return Call(query={"key": token}, form=form, account=stage.double(member))
