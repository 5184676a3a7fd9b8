"""Accounts and invitations: the administrators' business, in part the coordinators'."""

from directory.models.base import utc_now
from directory.services import invitations
from directory.services.access import Actor, Grant
from directory.services.invitations import NewInvitation
from directory.services.throttling import INVITE, Throttle
from directory.vocabulary import Role
from tests.access.makers.sign_in import key_of
from tests.access.stage import LIEKSA, Call, Stage, acts_on, new_account

PLACE = {"role": "professional", "place": f"municipality:{LIEKSA}"}


@acts_on("admin.account GET", "admin.add_role GET")
def account_here(stage: Stage, _member: str) -> Call:
    """A professional of the own county."""
    return Call({"public_id": _account(stage)[0]})


@acts_on("admin.change_account POST")
def account_to_sign_out(stage: Stage, _member: str) -> Call:
    """A professional of the own county, to be signed out everywhere."""
    return Call({"public_id": _account(stage)[0]}, form={"do": "end_sessions"})


@acts_on("admin.add_role POST")
def account_for_a_role(stage: Stage, _member: str) -> Call:
    """A professional of the own county who gets another role."""
    return Call({"public_id": _account(stage)[0]}, form=PLACE | {"role": "coordinator"})


@acts_on("admin.remove_role POST")
def role_to_take(stage: Stage, _member: str) -> Call:
    """The role of a professional of the own county."""
    public_id, membership_id = _account(stage)
    return Call({"public_id": public_id, "membership_id": membership_id})


@acts_on("admin.invite POST")
def somebody_to_invite(stage: Stage, _member: str) -> Call:
    """Somebody for a municipality of the own county. Without mail the link is shown to whoever invites."""
    email = f"invited-{stage.number()}@cast.example"
    return Call(form={**PLACE, "email": email, "name": "", "language": "fi"})


@acts_on("admin.invite POST an administrator")
def administrator_to_invite(stage: Stage, _member: str) -> Call:
    """Somebody to administer everything."""
    email = f"invited-{stage.number()}@cast.example"
    return Call(form={"role": "admin", "place": "", "email": email, "name": "", "language": "fi"})


@acts_on("admin.change_invitation POST")
def invitation_to_take_back(stage: Stage, _member: str) -> Call:
    """An invitation to a municipality of the own county."""
    new = NewInvitation(f"back-{stage.number()}@cast.example", Grant(Role.PROFESSIONAL, municipality=LIEKSA))
    actor = Actor(stage.accounts["admin"], (Grant(Role.ADMIN),))
    with stage.write() as session:
        throttle = Throttle(key_of(stage), INVITE, new.email, "", utc_now())
        issued = invitations.invite(session, actor, new, throttle=throttle, now=utc_now())
        return Call({"public_id": issued.invitation.public_id}, form={"do": "withdraw"})


def _account(stage: Stage) -> tuple[str, int]:
    """A new professional of Lieksa: the account's public id and the number of the role."""
    with stage.write() as session:
        grant = Grant(Role.PROFESSIONAL, municipality=LIEKSA)
        account = new_account(session, f"account-{stage.number()}", grant)
        return account.public_id, account.memberships[0].id
