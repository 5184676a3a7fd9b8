"""Sign-in at a provider beside the other ways in: second factors, letters, links by mail, invitations, workplaces."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from directory.models import Account
from directory.models.base import utc_now
from directory.services import accounts, invitations
from directory.services.access import Actor, Grant
from directory.services.invitations import NewInvitation
from directory.services.providers import Providers
from directory.services.throttling import INVITE, LOCK_AFTER
from directory.vocabulary import Role
from tests.directory.services.people import COORDINATOR, tried, workplace
from tests.directory.web.auth.conftest import Office, Visitor
from tests.directory.web.auth.provider.conftest import COUNTY, NAME, Browser, list_domain, parameters
from tests.providers import CheatingProvider

AINO = f"aino.laine@{COUNTY}"


@pytest.fixture
def county(office: Office, cheat: CheatingProvider) -> str:
    """The county's domain in an installation that is no demo, its provider on loopback all the same."""
    office.app.extensions["providers"] = Providers(allow_loopback=True)
    return list_domain(office.app, cheat.issuer)


def signs_in(office: Office, cheat: CheatingProvider, county: str, **claims: object) -> tuple[Visitor, str]:
    """The whole way; the visitor and where the way leads on to."""
    visitor = office.visitor()
    sent = parameters(Browser(visitor.client, county).sets_out())
    cheat.claims = {"nonce": sent["nonce"], "sub": "aino", "email": AINO} | claims
    return visitor, visitor.goes(f"/sign-in/return?state={sent['state']}&code=code")


class TestSecondFactor:
    def test_one_shown_at_the_provider_will_do(self, office: Office, cheat: CheatingProvider, county: str) -> None:
        office.person(AINO, COORDINATOR)
        visitor, onward = signs_in(office, cheat, county, amr=["pwd", "mfa"])
        assert onward == "/fi/oma-tili"
        visitor.read("/fi/koordinointi/feedback")

    def test_without_it_a_coordinator_sets_one_up(self, office: Office, cheat: CheatingProvider, county: str) -> None:
        office.person(AINO, COORDINATOR)
        visitor, onward = signs_in(office, cheat, county, amr=["pwd"])
        assert onward == "/fi/oma-tili/two-step"
        assert visitor.goes("/fi/koordinointi/feedback").startswith("/fi/oma-tili/two-step")

    def test_without_it_the_code_from_the_phone_is_asked_for(
        self, office: Office, cheat: CheatingProvider, county: str
    ) -> None:
        office.person(AINO, COORDINATOR, two_step=True)
        visitor, onward = signs_in(office, cheat, county)
        assert onward == "/fi/kirjaudu/vahvistus"
        assert not visitor.is_in()
        visitor.send(onward, code=office.code())
        visitor.read("/fi/koordinointi/feedback")
        _, onward = signs_in(office, cheat, county, amr=["mfa"])
        assert onward == "/fi/oma-tili"


def test_whoever_is_joined_hears_of_it(office: Office, cheat: CheatingProvider, county: str) -> None:
    office.person(AINO, Grant(Role.PROFESSIONAL))
    signs_in(office, cheat, county)
    [letter] = office.mail()
    assert letter.to == AINO
    assert NAME in letter.body
    assert "organisaatio" in letter.subject
    signs_in(office, cheat, county)
    assert office.mail() == []


def test_a_new_nurse_chooses_a_workplace_where_there_is_one(
    office: Office, cheat: CheatingProvider, county: str
) -> None:
    _, onward = signs_in(office, cheat, county)
    assert onward == "/fi/oma-tili"
    with office.app.extensions["database"].write_quietly() as session:
        workplace(session, "Lieksan sote-keskus")
    visitor, onward = signs_in(office, cheat, county, sub="eino", email=f"eino@{COUNTY}")
    assert onward == "/fi/liity/workplace"
    assert "Lieksan sote-keskus" in visitor.read(onward).text
    assert visitor.send(f"{onward}?next=/fi/haku", workplace="").location == "/fi/haku"
    assert visitor.send(f"{onward}?next=https://evil.example", workplace="").location == "/fi/oma-tili"


def test_no_link_by_mail_beside_the_provider(office: Office, county: str) -> None:
    office.person(AINO, COORDINATOR)
    for email in (AINO, f"nobody@{COUNTY}"):
        assert "sent=1" in office.visitor().send("/fi/kirjaudu/linkki", email=email).location
    assert all("/fi/kirjaudu?" not in letter.body and "key=" not in letter.body for letter in office.mail())


@pytest.mark.parametrize("state", ["open", "locked", "closed"])
def test_a_right_password_tells_nothing_while_it_opens_nothing(office: Office, county: str, state: str) -> None:
    """Whoever guesses an administrator's password sees the same page for a right guess as for a wrong one."""
    chief = f"chief@{COUNTY}"
    office.person(chief, Grant(Role.ADMIN))
    with office.app.extensions["database"].write_quietly() as session:
        account = accounts.by_email(session, chief)
        assert account is not None
        account.active = state != "closed"
        if state == "locked":
            throttle = tried(account=chief, now=utc_now() - timedelta(hours=1))
            for _ in range(LOCK_AFTER):
                throttle.count(session)
    wrong = office.visitor().sign_in(chief, "wrong pass phrase")
    right = office.visitor().sign_in(chief)
    assert wrong.location == f"/fi/kirjaudu/organisaatio/{county}"
    assert (right.location == wrong.location) is (state != "open")


def invited(office: Office, email: str) -> str:
    """The link of an invitation to coordinate."""
    now = utc_now()
    with office.app.extensions["database"].write_quietly() as session:
        issued = invitations.invite(
            session, Actor.system(), NewInvitation(email, COORDINATOR), throttle=tried(INVITE, now=now), now=now
        )
        issued.invitation.invited_by = session.scalars(select(Account.id).order_by(Account.id)).first()
        return f"/fi/kutsu?key={issued.token}"


def test_an_invitation_leads_to_the_provider_and_gives_its_role(
    office: Office, cheat: CheatingProvider, county: str
) -> None:
    office.person("johtaja@sote.example", Grant(Role.ADMIN))
    key = invited(office, AINO)
    assert f"/fi/kirjaudu/organisaatio/{county}" in office.visitor().read(key).links()
    sent = office.visitor().send(key, 303, name="Aino", new="a bucket of blueberries", language="fi")
    assert sent.location == f"/fi/kirjaudu/organisaatio/{county}"
    assert office.account(AINO) is None
    signs_in(office, cheat, county)
    made = office.account(AINO)
    assert made is not None
    assert [(one.role, one.county) for one in made.memberships] == [(Role.COORDINATOR, "14")]
    assert office.visitor().client.get(key).status_code == 404


def test_whoever_has_an_account_comes_back_to_the_invitation(
    office: Office, cheat: CheatingProvider, county: str
) -> None:
    office.person("johtaja@sote.example", Grant(Role.ADMIN))
    office.person(AINO, Grant(Role.PROFESSIONAL))
    key = invited(office, AINO)
    visitor = office.visitor()
    [onward] = [link for link in visitor.read(key).links() if county in link]
    assert key in unquote(onward)
    sent = parameters(Browser(visitor.client, county).sets_out(key))
    cheat.claims = {"nonce": sent["nonce"], "sub": "aino", "email": AINO}
    assert visitor.goes(f"/sign-in/return?state={sent['state']}&code=code") == key
    visitor.send(key)
    changed = office.account(AINO)
    assert changed is not None
    assert {one.role for one in changed.memberships} == {Role.PROFESSIONAL, Role.COORDINATOR}
