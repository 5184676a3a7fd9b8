"""Sessions and links of accounts."""

import time

from directory.services import accounts, mail_domains, passwords
from directory.services.access import Actor, Grant
from directory.services.mail_domains import DomainChange
from directory.vocabulary import Role
from tests.access.stage import Call, Stage, acts_on, new_account
from tests.providers import CLIENT_ID

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


@acts_on("auth.provider GET", "auth.signed_out GET")
def domain_with_a_provider(stage: Stage, _member: str) -> Call:
    """A domain whose people sign in at their own provider."""
    return Call({"public_id": _domain(stage)[0]})


@acts_on("auth.provider GET of no provider", "auth.signed_out GET of no provider")
def domain_without_a_provider(stage: Stage, _member: str) -> Call:
    """A domain whose people sign in here."""
    return Call({"public_id": _domain(stage, oidc_issuer="", oidc_client_id="", client_secret="")[0]})


@acts_on("auth.provider_return GET")
def answer_of_the_provider(stage: Stage, _member: str) -> Call:
    """Back from the provider, where somebody new signed in: whoever was signed in is then that person."""
    public_id, domain = _domain(stage)
    stage.provider.claims = {"sub": f"of {domain}", "email": f"aino@{domain}", "nonce": "nonce"}
    begun = {
        "state": "state",
        "domain": public_id,
        "nonce": "nonce",
        "verifier": "v" * 43,
        "next": "",
        "language": "fi",
        "at": int(time.time()),
    }
    return Call(query={"state": "state", "code": "code"}, cookie={"providers_under_way": [begun]})


def _domain(stage: Stage, **changes: str) -> tuple[str, str]:
    values = {"oidc_issuer": stage.provider.issuer, "oidc_client_id": CLIENT_ID, "client_secret": "secret"}
    domain = f"staff-{stage.number()}.example"
    change = DomainChange(domain, "Hyvinvointialue", **(values | changes))
    key = str(stage.app.config["SECRET_KEY"])
    with stage.write() as session:
        added = mail_domains.add(session, Actor.system(), change, secret_key=key, allow_loopback=True)
        return added.public_id, domain
