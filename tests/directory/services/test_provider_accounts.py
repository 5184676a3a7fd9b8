"""Whose account it is that signed in at a provider."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import Database
from directory.models import Account, Invitation, MailDomain, Membership
from directory.services import provider_accounts, revisions
from directory.services.provider_accounts import KNOWN, LINKED, NEW, Entered
from directory.services.providers import Claims, ProviderProblem
from directory.vocabulary import Role
from tests.directory.services.people import ADMIN, COORDINATOR, person

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ISSUER = "https://login.example"


def domain(session: Session, name: str = "county.example", **changes: object) -> MailDomain:
    values = {"name": name, "county": "14", "oidc_issuer": ISSUER, "oidc_client_id": "directory"} | changes
    found = MailDomain(domain=name, **values)
    session.add(found)
    session.flush()
    return found


def claims(subject: str = "aino", *addresses: str) -> Claims:
    return Claims(ISSUER, subject, addresses or ("aino@county.example",), "Aino")


def enter(session: Session, at: MailDomain, who: Claims) -> Entered:
    return provider_accounts.enter(session, at, who, ui_language="sv", now=NOW)


def problem(session: Session, at: MailDomain, who: Claims) -> str:
    with pytest.raises(ProviderProblem) as found:
        enter(session, at, who)
    return found.value.code


def test_first_new_then_known(database: Database) -> None:
    with database.write_quietly() as session:
        county = domain(session)
        first, again = enter(session, county, claims()), enter(session, county, claims())
        assert (first.how, again.how) == (NEW, KNOWN)
        assert first.account is again.account
        assert (first.account.name, first.account.ui_language) == ("Aino", "sv")


def test_the_person_is_known_by_the_subject_whatever_the_address(database: Database) -> None:
    with database.write_quietly() as session:
        county = domain(session)
        first = enter(session, county, claims())
        renamed = enter(session, county, claims("aino", "aino.new@county.example"))
        assert renamed.account is first.account
        assert enter(session, county, claims("aino", "aino@elsewhere.example")).account is first.account


def test_one_provider_may_answer_for_several_domains(database: Database) -> None:
    with database.write_quietly() as session:
        county = domain(session)
        domain(session, "hospital.example", county="05")
        domain(session, "other.example", oidc_client_id="another")
        entered = enter(session, county, claims("veikko", "veikko@hospital.example"))
        assert [one.county for one in entered.account.memberships] == ["05"]
        assert problem(session, county, claims("eino", "eino@other.example")) == "other_domain"


def test_of_several_addresses_the_one_of_the_domain_counts(database: Database) -> None:
    with database.write_quietly() as session:
        county = domain(session)
        found = enter(session, county, claims("aino", "aino@gmail.example", "not an address@", "aino@county.example"))
        assert found.account.email == "aino@county.example"
        assert problem(session, county, claims("eino", "not an address@")) == "no_address"
        assert problem(session, county, claims("eino", "x" * 250 + "@county.example")) == "no_address"


def test_an_account_of_another_domain_is_never_joined(database: Database) -> None:
    with database.write_quietly() as session:
        county = domain(session)
        admin = Account(email="chief@elsewhere.example")
        session.add(admin)
        session.flush()
        assert problem(session, county, claims("thief", "chief@elsewhere.example")) == "other_domain"
        assert admin.oidc_subject is None


def test_an_account_that_moved_to_another_domain_is_no_longer_opened(database: Database) -> None:
    with database.write_quietly() as session:
        county = domain(session)
        enter(session, county, claims()).account.email = "aino@elsewhere.example"
        session.flush()
        assert problem(session, county, claims()) == "other_domain"


def test_joining_keeps_the_name_and_takes_one_where_there_is_none(database: Database) -> None:
    with database.write_quietly() as session:
        county = domain(session)
        session.add_all(
            [Account(email="aino@county.example"), Account(email="eino@county.example", name="Eino the elder")]
        )
        session.flush()
        aino, eino = enter(session, county, claims()), enter(session, county, claims("eino", "eino@county.example"))
        assert (aino.how, aino.account.name, eino.account.name) == (LINKED, "Aino", "Eino the elder")
        # A closed account of the person before tells whoever has the address now the right thing.
        eino.account.active = False
        assert problem(session, county, claims("other", "eino@county.example")) == "taken"
        assert problem(session, county, claims("eino", "eino@county.example")) == "closed"


@pytest.mark.parametrize("self_registration", [True, False])
def test_an_invitation_gives_its_role(database: Database, self_registration: bool) -> None:
    with database.write_quietly() as session:
        county = domain(session, self_registration=self_registration)
        inviter = person(session, "chief@county.example", ADMIN, password="")

        def invite(role: str, until: datetime, by: int | None, name: str = "aino") -> Invitation:
            token = f"{role}-{name}-{until}"
            return Invitation(
                email=f"{name}@county.example",
                role=role,
                county=None if role == Role.ADMIN else "14",
                invited_by=by,
                token_hash=token,
                expires_at=until,
            )

        good = invite(Role.COORDINATOR, NOW + timedelta(days=1), inviter.id)
        late = invite(Role.ADMIN, NOW - timedelta(days=1), inviter.id)
        own = invite(Role.ADMIN, NOW + timedelta(days=1), None)
        session.add_all([good, late, own])
        session.flush()
        made = enter(session, county, claims()).account
        assert [(one.role, one.county) for one in made.memberships] == [(Role.COORDINATOR, "14")]
        assert (good.accepted_at, late.accepted_at, own.accepted_at) == (NOW, None, None)


def test_nobody_joins_where_that_is_off(database: Database) -> None:
    with database.write_quietly() as session:
        county = domain(session, self_registration=False)
        assert problem(session, county, claims()) == "not_invited"
        assert session.scalars(select(Account)).all() == []


def test_only_an_administrator_whose_password_opens_is_spared_the_provider(database: Database) -> None:
    with database.write_quietly() as session:
        county = domain(session)
        admin = Account(email="chief@county.example", memberships=[Membership(role=Role.ADMIN)])
        nurse = Account(email="aino@county.example", memberships=[Membership(role=Role.PROFESSIONAL)])
        session.add_all([admin, nurse])
        session.flush()

        def required(proved: Account | None) -> MailDomain | None:
            return provider_accounts.required(session, "anybody@county.example", proved)

        assert required(admin) is None
        assert required(nurse) is required(None) is county
        admin.active = False
        assert required(admin) is county
        admin.active, admin.oidc_subject = True, "chief"
        assert required(admin) is county
        county.provider_only = False
        assert required(None) is None


def test_at_which_provider_an_account_signs_out(database: Database) -> None:
    with database.write_quietly() as session:
        county = domain(session)
        made = enter(session, county, claims()).account
        assert provider_accounts.provider_of(session, made) is county
        county.oidc_issuer = "https://another.example"
        session.flush()
        assert provider_accounts.provider_of(session, made) is None
        assert provider_accounts.provider_of(session, Account(email="eino@county.example")) is None


def test_an_invitation_of_somebody_who_may_not_give_the_role_any_more(database: Database) -> None:
    with database.write_quietly() as session:
        county = domain(session, self_registration=False)
        guide = person(session, "guide@county.example", COORDINATOR, password="")
        session.add(
            Invitation(
                email="aino@county.example",
                role=Role.PROFESSIONAL,
                municipality="422",
                language="fi",
                invited_by=guide.id,
                token_hash="0" * 64,
                created_at=NOW,
                expires_at=NOW + timedelta(days=14),
            )
        )
        guide.memberships.clear()
        session.flush()
        assert problem(session, county, claims()) == "not_invited"
        guide.memberships.append(Membership(role=Role.COORDINATOR, county="14"))
        session.flush()
        account = enter(session, county, claims()).account
        assert [(one.role, one.municipality) for one in account.memberships] == [(Role.PROFESSIONAL, "422")]
        [act] = revisions.history(session, (revisions.ACCOUNT, account.id))
        assert (act.action, act.changes["invited_by"]) == ("accept_invitation", [None, guide.id])
