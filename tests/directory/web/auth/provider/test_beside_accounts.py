"""People of a domain that signs in at its provider, on the pages of links, joining, invitations and proofs."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine

from directory.models.base import utc_now
from directory.services import accounts, invitations, provider_accounts, signing_in
from directory.services.access import Grant
from directory.services.invitations import NewInvitation
from directory.services.providers import Claims
from directory.services.throttling import INVITE
from tests.conftest import SECRET
from tests.directory.services.people import (
    ADMIN,
    CHIEF,
    COORDINATOR,
    GUIDE,
    NURSE,
    PASS,
    PROFESSIONAL,
    domain,
    person,
    tried,
)
from tests.directory.web.auth.conftest import Office, Visitor

ISSUER = "https://login.example"
LETTER = "Kirjaudu työtililläsi: Toimintahaku"
TWO_STEP = "/fi/oma-tili/two-step"


@dataclass
class County:
    """The installation, and the public id of the domain whose people sign in at their provider."""

    office: Office
    public_id: str

    @property
    def start(self) -> str:
        """The page that leads to the provider."""
        return f"/fi/kirjaudu/organisaatio/{self.public_id}"

    def at_the_provider(self, email: str, *, second_factor: bool) -> Visitor:
        """A browser that has come back from the provider."""
        visitor, now = self.office.visitor(), utc_now()
        with self.office.app.extensions["database"].write_quietly() as session:
            account = accounts.by_email(session, email)
            assert account is not None
            account.oidc_issuer, account.oidc_subject = ISSUER, email
            token = signing_in.opened(
                session, account, device="Firefox", secret_key=SECRET, now=now, second_factor_shown=second_factor
            ).token
        with visitor.client.session_transaction() as cookie:
            cookie.update({"_user_id": token, "_fresh": True})
        return visitor


@pytest.fixture
def county(office: Office) -> County:
    with office.app.extensions["database"].write() as session:
        listed = domain(session, oidc_issuer=ISSUER, oidc_client_id="directory", provider_only=True)
        return County(office, listed.public_id)


@pytest.mark.parametrize("page", ["/fi/kirjaudu/linkki", "/fi/liity"])
@pytest.mark.parametrize("known", [True, False], ids=["with an account", "without one"])
def test_who_asks_for_a_link_or_joins_is_told_to_use_the_work_account(county: County, page: str, known: bool) -> None:
    if known:
        county.office.person(NURSE, PROFESSIONAL)
    response = county.office.visitor().send(page, email=NURSE)
    assert "sent=1" in response.location
    [letter] = county.office.mail()
    assert (letter.to, letter.subject) == (NURSE, LETTER)
    assert letter.link == "/fi/kirjaudu"
    assert "key=" not in letter.body


def test_an_administrator_keeps_links_and_password(county: County) -> None:
    county.office.person(CHIEF, ADMIN, two_step=True)
    visitor = county.office.visitor()
    visitor.send("/fi/kirjaudu/linkki", email=CHIEF)
    [letter] = county.office.mail()
    assert letter.subject != LETTER
    assert visitor.send(letter.link).location == "/fi/kirjaudu/vahvistus"
    assert county.office.visitor().sign_in(CHIEF).location == "/fi/kirjaudu/vahvistus"


def invite(county: County, email: str, grant: Grant) -> str:
    """An invitation of the chief; the page of its link."""
    with county.office.app.extensions["database"].write() as session:
        chief = accounts.by_email(session, CHIEF) or person(session, CHIEF, ADMIN)
        issued = invitations.invite(
            session,
            accounts.actor_of(chief),
            NewInvitation(email, grant),
            throttle=tried(INVITE, CHIEF, now=utc_now()),
            now=utc_now(),
        )
        return f"/fi/kutsu?key={issued.token}"


def test_an_invitation_leads_to_the_provider_where_the_role_is_taken(county: County) -> None:
    link = invite(county, GUIDE, COORDINATOR)
    visitor = county.office.visitor()
    page = visitor.read(link)
    assert county.start in page.links()
    assert not page.all("input", name="new")
    # Who sends the form all the same, from a page that was open before, makes no account and is led there.
    assert visitor.send(link, 303, name="Kaisa", language="fi", new=PASS).location == county.start
    assert county.office.account(GUIDE) is None
    with county.office.app.extensions["database"].write_quietly() as session:
        at = provider_accounts.required(session, GUIDE, None)
        assert at is not None
        claims = Claims(ISSUER, "kaisa", (GUIDE,), "Kaisa")
        made = provider_accounts.enter(session, at, claims, ui_language="fi", now=utc_now()).account
        assert [(one.role, one.county) for one in made.memberships] == [("coordinator", "14")]
    visitor.read(link, 404)


def test_who_has_an_account_comes_back_from_the_provider_to_accept(county: County) -> None:
    county.office.person(NURSE, PROFESSIONAL)
    link = invite(county, NURSE, COORDINATOR)
    [there] = [one for one in county.office.visitor().read(link).links() if one.startswith(county.start)]
    assert "next=/fi/kutsu" in there
    assert county.office.visitor().send(link, 303, name="Aino", language="fi", new=PASS).location == there
    back = county.at_the_provider(NURSE, second_factor=True)
    back.send(link)
    assert "Koordinaattori" in back.read("/fi/oma-tili").text


def test_a_second_factor_of_the_provider_is_enough(county: County) -> None:
    county.office.person(GUIDE, COORDINATOR, password="")
    shown = county.at_the_provider(GUIDE, second_factor=True)
    shown.read("/fi/hallinta/accounts")
    without = county.at_the_provider(GUIDE, second_factor=False)
    assert without.goes("/fi/hallinta/accounts").startswith(TWO_STEP)


@pytest.mark.parametrize("linked", [True, False], ids=["signed in there", "signed in before it was set up"])
def test_a_proof_is_given_at_the_provider(county: County, linked: bool) -> None:
    county.office.person(NURSE, PROFESSIONAL, password="")
    visitor = county.at_the_provider(NURSE, second_factor=False)
    if not linked:
        with county.office.app.extensions["database"].write_quietly() as session:
            account = accounts.by_email(session, NURSE)
            assert account is not None
            account.oidc_issuer, account.oidc_subject = "", None
    with time_machine.travel(utc_now() + timedelta(minutes=11)):
        page = visitor.read(visitor.goes("/fi/oma-tili/close"))
    assert f"{county.start}?next=/fi/oma-tili/close&again=1" in page.links()
    assert not page.all("input", value="link")


def test_a_link_sent_before_the_domain_had_a_provider_leads_there(office: Office) -> None:
    office.person(NURSE, PROFESSIONAL)
    office.person(CHIEF, ADMIN)
    nurse, chief = office.visitor(), office.visitor()
    nurse.send("/fi/kirjaudu/linkki", email=NURSE)
    chief.send("/fi/kirjaudu/linkki", email=CHIEF)
    letters = {letter.to: letter.link for letter in office.mail()}
    with office.app.extensions["database"].write() as session:
        listed = domain(session, oidc_issuer=ISSUER, oidc_client_id="directory", provider_only=True)
        start = f"/fi/kirjaudu/organisaatio/{listed.public_id}"
    assert nurse.goes(letters[NURSE], 303) == start
    assert nurse.send(letters[NURSE], 303).location == start
    assert not nurse.is_in()
    # Whoever set the provider up wrongly gets in to put it right.
    chief.send(letters[CHIEF])
    assert chief.goes("/fi/oma-tili").startswith(TWO_STEP)


def test_the_address_is_the_organisations_to_change(county: County) -> None:
    county.office.person(NURSE, PROFESSIONAL, password="")
    nurse = county.at_the_provider(NURSE, second_factor=False)
    page = nurse.read("/fi/oma-tili/email")
    assert "Osoitteesi tulee organisaatioltasi" in page.text
    assert not page.all("input", name="email")
    nurse.send("/fi/oma-tili/email", 200, email="aino@koti.example")
    assert county.office.mail() == []


def test_a_new_address_waiting_to_be_confirmed_is_not_taken_once_there_is_a_provider(office: Office) -> None:
    nurse = office.signed_in(NURSE, PROFESSIONAL)
    nurse.send("/fi/oma-tili/email", email="aino@koti.example")
    [letter] = office.mail()
    with office.app.extensions["database"].write() as session:
        domain(session, oidc_issuer=ISSUER, oidc_client_id="directory", provider_only=True)
    nurse.send(letter.link, 404)
    assert office.account(NURSE) is not None
    assert office.account("aino@koti.example") is None
