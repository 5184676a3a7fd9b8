"""Joining by oneself: same rows for every address, the role from the mail domain, a workplace of its county."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from directory.db import Database
from directory.errors import InvalidChange, NotFound
from directory.models import Account, Invitation, SignInLink
from directory.services import accounts, invitations, registration, roles, sign_in_links
from directory.services.access import Grant
from directory.services.invitations import NewInvitation, NewPerson
from directory.services.registration import Asked
from directory.services.throttling import JOIN, TooManyTries
from directory.vocabulary import Role
from tests.conftest import SECRET
from tests.directory.services.cast import NOW
from tests.directory.services.people import (
    ADMIN,
    KAINUU,
    NORTH_KARELIA,
    NURSE,
    PROFESSIONAL,
    domain,
    person,
    tried,
    workplace,
)

HERE = "this browser"


def asked(database: Database, email: str = NURSE) -> Asked:
    with database.write() as session:
        return registration.ask(session, email, "sv", browser=HERE, throttle=tried(JOIN, email), now=NOW)


def rows(database: Database) -> int:
    with database.read() as session:
        return sum(session.scalar(select(func.count()).select_from(model)) or 0 for model in (Invitation, SignInLink))


def joined(database: Database, email: str = NURSE) -> int:
    token = asked(database, email).token
    with database.write() as session:
        account = invitations.accept_new(session, token, NewPerson("Aino", "fi"), secret_key=SECRET, now=NOW)
        return account.id


def test_what_the_mail_says_depends_on_the_address_and_the_rows_do_not(database: Database) -> None:
    with database.write() as session:
        domain(session)
        domain(session, "yksin.example", self_registration=False)
        domain(session, "entra.example", oidc_issuer="https://login.example/")
        person(session, "tuttu@muualla.example", PROFESSIONAL)
        person(session, "suljettu@sote.example", PROFESSIONAL).active = False
    kinds = {
        NURSE: "confirm",
        "tuttu@muualla.example": "known",
        "suljettu@sote.example": "nothing",
        "vieras@muualla.example": "nothing",
        "vieras@yksin.example": "nothing",
        "vieras@ala.sote.example": "nothing",
        "vieras@entra.example": "provider",
    }
    for number, (email, kind) in enumerate(kinds.items()):
        assert asked(database, email).kind == kind, email
        assert rows(database) == number + 1, email


def test_a_known_person_gets_a_link_for_this_browser(database: Database) -> None:
    with database.write() as session:
        person(session, NURSE, PROFESSIONAL)
    token = asked(database).token
    with database.write() as session:
        opened = sign_in_links.use(session, token, browser=HERE, device="", secret_key=SECRET, now=NOW)
        assert opened.account.email == NURSE


def test_whoever_confirms_becomes_a_professional_of_the_domains_county(database: Database) -> None:
    with database.write() as session:
        domain(session)
    account_id = joined(database, "Hoitaja@SOTE.example")
    with database.read() as session:
        account = session.get_one(Account, account_id)
        assert account.email == NURSE
        assert [roles.grant_of(one) for one in account.memberships] == [Grant(Role.PROFESSIONAL, county=NORTH_KARELIA)]


def test_what_is_no_address_is_told(database: Database) -> None:
    with pytest.raises(InvalidChange):
        asked(database, "hoitaja at sote")


def test_asking_is_slowed_down(database: Database) -> None:
    for _ in range(JOIN.account):
        asked(database)
    with pytest.raises(TooManyTries):
        asked(database)


def test_a_workplace_of_the_county_or_of_none_can_be_chosen(database: Database) -> None:
    with database.write() as session:
        domain(session)
        own, common = workplace(session, "Lieksan sote-keskus"), workplace(session, "Yhteinen tiimi", county=None)
        other = workplace(session, "Kajaanin sote-keskus", county=KAINUU)
        ids = own.public_id, common.public_id, other.public_id
    account_id = joined(database)
    with database.write() as session:
        account = session.get_one(Account, account_id)
        assert [place.public_id for place in registration.workplaces_for(session, account)] == [ids[0], ids[1]]
        registration.choose_workplace(session, account, ids[0])
        assert [roles.grant_of(one) for one in account.memberships] == [Grant(Role.PROFESSIONAL, workplace_id=own.id)]
        for unknown in (ids[2], "made up"):
            with pytest.raises(NotFound):
                registration.choose_workplace(session, account, unknown)
        registration.choose_workplace(session, account, "")
        assert [roles.grant_of(one) for one in account.memberships] == [Grant(Role.PROFESSIONAL, county=NORTH_KARELIA)]


def test_whoever_was_invited_from_elsewhere_chooses_nothing(database: Database) -> None:
    with database.write() as session:
        domain(session)
        place = workplace(session, "Lieksan sote-keskus")
        person(session, "vieras@muualla.example", PROFESSIONAL)
        person(session, "johtaja@sote.example", ADMIN)
        for email in ("vieras@muualla.example", "johtaja@sote.example"):
            account = accounts.by_email(session, email)
            assert account is not None
            assert registration.workplaces_for(session, account) == []
            with pytest.raises(NotFound):
                registration.choose_workplace(session, account, place.public_id)


def test_joining_is_open_when_some_domain_lets_people_in(database: Database) -> None:
    with database.write() as session:
        assert not registration.is_open(session)
        domain(session, "yksin.example", self_registration=False)
        assert not registration.is_open(session)
        domain(session)
        assert registration.is_open(session)


@pytest.mark.parametrize("now", ["gone", "by invitation"])
def test_a_confirmation_opens_nothing_once_the_domain_is_listed_no_longer(database: Database, now: str) -> None:
    with database.write() as session:
        listed = domain(session)
    token = asked(database).token
    with database.write() as session:
        found = session.get_one(type(listed), listed.id)
        if now == "gone":
            session.delete(found)
        else:
            found.self_registration = False
    with database.write() as session, pytest.raises(NotFound):
        invitations.accept_new(session, token, NewPerson("Aino", "fi"), secret_key=SECRET, now=NOW)


def test_an_invitation_that_nobody_answers_for_makes_no_administrator(database: Database) -> None:
    with database.write() as session:
        domain(session)
        issued = invitations.issue(
            session, NewInvitation(NURSE, ADMIN), invited_by=None, valid=timedelta(days=14), now=NOW
        )
    with database.write() as session, pytest.raises(NotFound):
        invitations.accept_new(session, issued.token, NewPerson("Aino", "fi"), secret_key=SECRET, now=NOW)
