"""What people do to their own account: to a double of the member, because much of it cannot be done twice."""

import pyotp

from directory.models import Account
from directory.models.base import utc_now
from directory.services import email_change, mail_domains, second_factor, sign_in_links, signing_in
from directory.services.access import Actor, Grant
from directory.services.mail_domains import DomainChange
from directory.vocabulary import Role
from directory.web.auth.entering import HALF_OPEN
from tests.access.stage import Call, Stage, acts_on, new_account
from tests.directory.services.people import PASS, hash_of
from tests.directory.web.auth.conftest import SEED, two_step_on


def _keys(stage: Stage) -> tuple[str, ...]:
    return (str(stage.app.config["SECRET_KEY"]),)


@acts_on("auth.choose_workplace GET", "auth.choose_workplace POST")
def domain_of_the_cast(stage: Stage, member: str) -> Call:
    """The mail domain of the cast is listed, so that professionals who hold one role choose where they work."""
    with stage.write() as session:
        if mail_domains.of_address(session, "a@cast.example") is None:
            change = DomainChange("cast.example", "Hyvinvointialue", self_registration=False)
            mail_domains.add(session, Actor.system(), change, secret_key=_keys(stage)[0])
    return Call(form={"workplace": ""}, account=stage.double(member))


@acts_on("auth.close GET", "auth.close POST")
def account_to_close(stage: Stage, member: str) -> Call:
    """For good."""
    return Call(form={"sure": "yes"}, account=stage.double(member))


@acts_on("auth.end_others POST")
def other_browsers(_stage: Stage, _member: str) -> Call:
    """Sessions of the member in other browsers."""
    return Call()


@acts_on("auth.email POST")
def new_address(stage: Stage, member: str) -> Call:
    """An address that nobody has."""
    return Call(form={"email": f"other-{stage.number()}@cast.example"}, account=stage.double(member))


@acts_on("auth.confirm_email GET", "auth.confirm_email POST")
def link_to_the_new_address(stage: Stage, member: str) -> Call:
    """The member's own link; the professional's, when a reader tries."""
    account_id = stage.double(member)
    return Call(query={"key": _confirmation(stage, account_id or stage.accounts["prof"])}, account=account_id)


@acts_on("auth.confirm_email GET of somebody else", "auth.confirm_email POST of somebody else")
def link_of_somebody_else(stage: Stage, member: str) -> Call:
    """A link of another account of the same role: nothing happens, and nothing tells whose it is."""
    other = stage.double("editor" if member == "reader" else member)
    assert other is not None
    return Call(query={"key": _confirmation(stage, other)})


def _confirmation(stage: Stage, account_id: int) -> str:
    with stage.write() as session:
        account, new = session.get_one(Account, account_id), f"other-{stage.number()}@cast.example"
        return email_change.begin(session, account, new, secret_keys=_keys(stage))[0]


@acts_on("auth.join POST")
def address_at_work(stage: Stage, _member: str) -> Call:
    """An address of a domain that may not join: the answer is the same for all."""
    return Call(form={"email": f"join-{stage.number()}@elsewhere.example"})


@acts_on("auth.link POST")
def address_for_a_link(stage: Stage, _member: str) -> Call:
    """An address that nobody has: the answer is the same for all."""
    return Call(form={"email": f"link-{stage.number()}@cast.example"})


@acts_on("auth.open_link GET", "auth.open_link POST")
def link_by_mail(stage: Stage, _member: str) -> Call:
    """A link of somebody, in the browser that asked for it: whoever was signed in is then that person."""
    with stage.write() as session:
        account = new_account(session, f"link-{stage.number()}", Grant(Role.PROFESSIONAL))
        token = sign_in_links.issue(session, account, browser="this browser", now=utc_now())
    return Call(query={"key": token}, cookie={"browser": "this browser"})


@acts_on("auth.new_password GET", "auth.new_password POST")
def first_password(stage: Stage, member: str) -> Call:
    """Somebody without a password, who proved lately who they are."""
    return Call(form={"new": PASS}, account=stage.double(member))


@acts_on("auth.prove POST")
def present_password(stage: Stage, member: str) -> Call:
    """The password of the account itself."""
    account_id = stage.double(member)
    if account_id is not None:
        with stage.write() as session:
            session.get_one(Account, account_id).password_hash = hash_of(PASS)
    return Call(form={"proof": PASS}, account=account_id)


@acts_on("auth.two_step POST")
def phone_to_set_up(stage: Stage, member: str) -> Call:
    """A new seed and a code of it."""
    account_id = stage.double(member)
    if account_id is None:
        return Call()
    with stage.database.read() as session:
        begun = second_factor.begin_set_up(session.get_one(Account, account_id), _keys(stage), now=utc_now())
    return Call(form={"seed": begun.sealed, "code": pyotp.TOTP(begun.seed).at(utc_now())}, account=account_id)


@acts_on("auth.two_step_off GET", "auth.two_step_off POST", "auth.recovery_codes POST")
def phone_in_use(stage: Stage, member: str) -> Call:
    """Somebody with a second factor that no role asks for."""
    account_id = stage.double(member)
    if account_id is not None:
        with stage.write() as session:
            two_step_on(session.get_one(Account, account_id))
    return Call(form={"code": pyotp.TOTP(SEED).at(utc_now())}, account=account_id)


@acts_on("auth.second_factor GET", "auth.second_factor POST")
def half_open_session(stage: Stage, _member: str) -> Call:
    """A browser in which somebody gave the password and is asked for the code: whoever was signed in is then that."""
    with stage.write() as session:
        account = new_account(session, f"code-{stage.number()}", Grant(Role.PROFESSIONAL))
        two_step_on(account)
        session.flush()
        token = signing_in.open_session(session, account, device="Firefox", now=utc_now())
    return Call(form={"code": pyotp.TOTP(SEED).at(utc_now())}, cookie={HALF_OPEN: token})
