"""Links, codes, invitations and the own account."""

from functools import cache

import pyotp

from directory.models import Account, MailDomain
from directory.models.base import utc_now
from directory.services import (
    email_change,
    invitations,
    mail_domains,
    passwords,
    second_factor,
    sign_in_links,
    signing_in,
)
from directory.services.access import Actor, Grant
from directory.services.invitations import NewInvitation
from directory.services.second_factor import SetUp
from directory.services.throttling import INVITE, Throttle
from directory.vocabulary import Role
from tests.access.stage import LIEKSA, OWN_COUNTY, Call, Stage, acts_on, new_account

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASS = "yksi ämpäri mansikoita"
BROWSER = "the browser that asked"


def key_of(stage: Stage) -> str:
    """What signs and seals on this stage."""
    return str(stage.app.config["SECRET_KEY"])


@acts_on("auth.link POST", "auth.join POST")
def anybodys_address(stage: Stage, _member: str) -> Call:
    """An address of its own for each member: asking again and again for one is slowed down."""
    return Call(form={"email": f"anybody-{stage.number()}@cast.example"})


@acts_on("auth.open_link GET", "auth.open_link POST")
def link_of_this_browser(stage: Stage, _member: str) -> Call:
    """A sign-in link, opened in the browser that asked for it: whoever was signed in is then that person."""
    return Call(query={"key": _link(stage)}, cookie={"browser": BROWSER})


@acts_on("auth.open_link GET of another browser", "auth.open_link POST of another browser")
def link_of_another_browser(stage: Stage, _member: str) -> Call:
    """A sign-in link that another browser asked for."""
    return Call(query={"key": _link(stage)}, cookie={"browser": "another browser"})


@acts_on("auth.second_factor GET of somebody who waits", "auth.second_factor POST of somebody who waits")
def session_that_waits(stage: Stage, _member: str) -> Call:
    """A right password was given; the code comes with the form."""
    now = utc_now()
    with stage.write() as session:
        account = new_account(session, f"waits-{stage.number()}")
        _phone(stage, account)
        token = signing_in.open_session(session, account, device="Firefox", now=now)
    return Call(form={"code": pyotp.TOTP(SEED).at(now)}, cookie={"half_open": token})


@acts_on("auth.second_factor POST")
def code_without_a_session(_stage: Stage, _member: str) -> Call:
    """A code that no session waits for."""
    return Call(form={"code": "123456"})


@acts_on("auth.choose_workplace GET", "auth.choose_workplace POST")
def going_without_a_workplace(stage: Stage, member: str) -> Call:
    """People of a listed domain, with a professional's role, choose; everybody else is offered nothing."""
    with stage.write() as session:
        if mail_domains.of_address(session, "somebody@cast.example") is None:
            session.add(MailDomain(domain="cast.example", county=OWN_COUNTY))
    return Call(form={"workplace": ""}, cookie=stage.twin(member)[1])


@acts_on("auth.new_password POST")
def first_password(stage: Stage, member: str) -> Call:
    """A password for an account that has none yet."""
    return Call(form={"new": PASS}, cookie=stage.twin(member)[1])


@acts_on("auth.prove POST")
def right_password(stage: Stage, member: str) -> Call:
    """The password of the account."""
    account_id, cookie = stage.twin(member)
    with stage.write() as session:
        session.get_one(Account, account_id).password_hash = _hash()
    return Call(form={"proof": PASS}, cookie=cookie)


@acts_on("auth.two_step POST")
def first_code(stage: Stage, member: str) -> Call:
    """The first code of a phone that was just set up: the recovery codes are shown."""
    account_id, cookie = stage.twin(member)
    now = utc_now()
    with stage.write() as session:
        set_up = second_factor.begin_set_up(session.get_one(Account, account_id), (key_of(stage),), now=now)
    return Call(form={"seed": set_up.sealed, "code": pyotp.TOTP(set_up.seed).at(now)}, cookie=cookie)


@acts_on("auth.recovery_codes POST", "auth.two_step_off GET", "auth.two_step_off POST")
def code_of_the_phone(stage: Stage, member: str) -> Call:
    """A code of the phone that the account has. The cast are demo accounts, so that everybody may turn it off."""
    account_id, cookie = stage.twin(member)
    with stage.write() as session:
        _phone(stage, session.get_one(Account, account_id))
    return Call(form={"code": pyotp.TOTP(SEED).at(utc_now())}, cookie=cookie)


@acts_on("auth.new_phone GET", "auth.new_phone POST")
def codes_of_both_phones(stage: Stage, member: str) -> Call:
    """The phone that the account has and one to be: the recovery codes are shown."""
    account_id, cookie = stage.twin(member)
    now = utc_now()
    with stage.write() as session:
        account = session.get_one(Account, account_id)
        _phone(stage, account)
        set_up = second_factor.begin_set_up(account, (key_of(stage),), now=now)
    code = pyotp.TOTP(set_up.seed).at(now)
    return Call(form={"seed": set_up.sealed, "code": code, "present": pyotp.TOTP(SEED).at(now)}, cookie=cookie)


@acts_on("auth.email POST")
def another_address(stage: Stage, member: str) -> Call:
    """Another address; without mail it cannot be confirmed."""
    return Call(form={"email": f"another-{stage.number()}@cast.example"}, cookie=stage.twin(member)[1])


@acts_on("auth.confirm_email GET", "auth.confirm_email POST")
def own_confirmation(stage: Stage, member: str) -> Call:
    """The link that went to the account's new address."""
    account_id, cookie = stage.twin(member)
    return Call(query={"key": _confirmation(stage, account_id)}, cookie=cookie)


@acts_on("auth.confirm_email GET of somebody else", "auth.confirm_email POST of somebody else")
def somebody_elses_confirmation(stage: Stage, member: str) -> Call:
    """The link that went to somebody else's new address."""
    return Call(query={"key": _confirmation(stage, stage.twin("admin")[0])}, cookie=stage.twin(member)[1])


@acts_on("auth.close POST")
def own_account(stage: Stage, member: str) -> Call:
    """The own account, with the tick that says so."""
    return Call(form={"sure": "yes"}, cookie=stage.twin(member)[1])


@acts_on("auth.end_others POST")
def own_sessions(_stage: Stage, _member: str) -> Call:
    """The member's own other browsers."""
    return Call()


@acts_on("auth.invitation GET", "auth.invitation POST")
def invitation(stage: Stage, member: str) -> Call:
    """An invitation that waits: whoever has its link may take it, with a new account or the own one."""
    new = NewInvitation(f"read-{stage.number()}@cast.example", Grant(Role.PROFESSIONAL, municipality=LIEKSA))
    actor = Actor(stage.accounts["admin"], (Grant(Role.ADMIN),))
    with stage.write() as session:
        throttle = Throttle(key_of(stage), INVITE, new.email, "", utc_now())
        token = invitations.invite(session, actor, new, throttle=throttle, now=utc_now()).token
    form = {"name": "Aino", "language": "fi", "new": PASS}
    return Call(query={"key": token}, form=form, cookie=stage.twin(member)[1])


@acts_on("auth.invitation GET a dead link", "auth.invitation POST a dead link")
def dead_invitation(stage: Stage, member: str) -> Call:
    """A key that opens nothing."""
    return Call(query={"key": "none"}, cookie=stage.twin(member)[1])


def _phone(stage: Stage, account: Account) -> None:
    """Give the account the phone of the tests; no code of it was used yet."""
    now = utc_now()
    second_factor.turn_on(account, SetUp(SEED, ""), pyotp.TOTP(SEED).at(now), (key_of(stage),), now=now)
    account.totp_step = None


@cache
def _hash() -> str:
    return passwords.hashed(PASS)  # slow on purpose: once for all members


def _link(stage: Stage) -> str:
    with stage.write() as session:
        account = new_account(session, f"by-link-{stage.number()}")
        return sign_in_links.issue(session, account, browser=BROWSER, now=utc_now())


def _confirmation(stage: Stage, account_id: int) -> str:
    with stage.write() as session:
        account, new = session.get_one(Account, account_id), f"new-{stage.number()}@cast.example"
        return email_change.begin(session, account, new, secret_keys=(key_of(stage),))[0]
