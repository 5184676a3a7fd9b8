"""Sessions and links of accounts."""

from directory.services import accounts, passwords
from directory.services.access import Grant
from directory.vocabulary import Role
from tests.access.stage import Call, Stage, acts_on, new_account

PASS = "kuusi litraa mustikoita"


@acts_on("auth.sign_in POST")
def account_with_a_password(stage: Stage, _member: str) -> Call:
    """Anybody may sign in as somebody who exists; whoever was signed in is then that person."""
    with stage.write() as session:
        account = accounts.by_email(session, "sign-in@cast.example") or new_account(session, "sign-in")
        if not account.password_hash:
            account.password_hash = passwords.hashed(PASS)
    return Call(form={"email": "sign-in@cast.example", "password": PASS})


@acts_on("auth.set_password GET", "auth.set_password POST")
def password_link(stage: Stage, member: str) -> Call:
    """A link for setting the password of a new account: whoever has it may use it once."""
    with stage.write() as session:
        name = f"link-{member}"
        account = accounts.by_email(session, f"{name}@cast.example")
        account = account or new_account(session, name, Grant(Role.PROFESSIONAL))
        token = accounts.password_link_token(str(stage.app.config["SECRET_KEY"]), account)
    return Call({"token": token}, form={"new": PASS})


@acts_on("auth.sign_out POST")
def nothing_but_the_session(_stage: Stage, _member: str) -> Call:
    """Signing out acts on the session of the request itself."""
    return Call()


@acts_on("auth.account POST")
def own_name(_stage: Stage, member: str) -> Call:
    """The own name and language."""
    return Call(form={"do": "about", "name": member, "language": "fi"})


@acts_on("auth.end_session POST")
def another_own_session(stage: Stage, member: str) -> Call:
    """A session of the member in another browser; the professional's, when a reader tries."""
    return Call({"session_id": stage.session_of(member if member != "reader" else "prof")[1]})


@acts_on("auth.end_session POST of somebody else")
def somebody_elses_session(stage: Stage, _member: str) -> Call:
    """The administrator's session: nothing happens to it, and nothing tells whether there was one."""
    return Call({"session_id": stage.session_of("admin")[1]})
