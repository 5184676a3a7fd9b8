"""Mail domains: who may list one, what it may say, and that its secret is kept."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from directory.db import Database
from directory.errors import Conflict, Forbidden, InvalidChange, NotFound
from directory.models import Account, MailDomain, Revision
from directory.services import mail_domains
from directory.services.access import Actor, Grant
from directory.services.mail_domains import DomainChange
from directory.vocabulary import Role

KEY, OLD_KEY = "a secret key of the tests, of some length", "an older secret key of the tests, also long"
ADMIN = Actor(5, (Grant(Role.ADMIN),))
COORDINATOR = Actor(4, (Grant(Role.COORDINATOR, county="14"),))
PLAIN = DomainChange("county.example", "County", "14")
ISSUER = "https://login.microsoftonline.com/0f7d1c22-0000-4000-8000-000000000000/v2.0"
WITH_PROVIDER = replace(PLAIN, oidc_issuer=ISSUER, oidc_client_id="abc", client_secret="tea with milk")


def faults(database: Database, change: DomainChange, public_id: str = "") -> dict[str, str]:
    try:
        with database.write_quietly() as session:
            if public_id:
                mail_domains.update(session, ADMIN, public_id, change, secret_key=KEY)
            else:
                mail_domains.add(session, ADMIN, change, secret_key=KEY)
    except InvalidChange as error:
        return error.faults
    return {}


def added(database: Database, change: DomainChange, key: str = KEY) -> str:
    with database.write_quietly() as session:
        session.merge(Account(id=5, email="admin@county.example"))
        session.flush()
        return mail_domains.add(session, ADMIN, change, secret_key=key).public_id


def test_only_administrators_may(database: Database) -> None:
    public_id = added(database, PLAIN)
    with database.write_quietly() as session:
        for act in (
            lambda: mail_domains.listed(session, COORDINATOR),
            lambda: mail_domains.get(session, COORDINATOR, public_id),
            lambda: mail_domains.add(session, COORDINATOR, PLAIN, secret_key=KEY),
            lambda: mail_domains.update(session, COORDINATOR, public_id, PLAIN, secret_key=KEY),
            lambda: mail_domains.remove(session, COORDINATOR, public_id),
        ):
            with pytest.raises(Forbidden):
                act()
        assert session.scalars(select(MailDomain.domain)).all() == ["county.example"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" @County.EXAMPLE ", "county.example"),
        ("hyvinvointi-alue.fi", "hyvinvointi-alue.fi"),
        ("äänekoski.fi", "xn--nekoski-4waa.fi"),
    ],
)
def test_a_domain_is_stored_as_addresses_have_it(database: Database, typed: str, stored: str) -> None:
    public_id = added(database, replace(PLAIN, domain=typed, name="  County   office "))
    with database.read() as session:
        found = mail_domains.get(session, ADMIN, public_id)
        assert (found.domain, found.name) == (stored, "County office")
        assert mail_domains.of_address(session, f"Somebody@{stored.upper()} ") is found
        assert mail_domains.of_address(session, f"somebody@sub.{stored}") is None
        assert mail_domains.of_address(session, "") is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"domain": "county"}, {"domain": "not_a_domain"}),
        ({"domain": "somebody@county.example"}, {"domain": "not_a_domain"}),
        ({"domain": "-county.example"}, {"domain": "not_a_domain"}),
        ({"domain": "county..example"}, {"domain": "not_a_domain"}),
        ({"domain": "10.0.0.1"}, {"domain": "not_a_domain"}),
        ({"domain": "%.example"}, {"domain": "not_a_domain"}),
        ({"domain": "a" * 260 + ".fi"}, {"domain": "not_a_domain"}),
        ({"domain": "Gmail.com"}, {"domain": "everybodys"}),
        ({"name": " "}, {"name": "empty"}),
        ({"name": "x" * 101}, {"name": "too_long"}),
        ({"county": "99"}, {"county": "unknown"}),
        ({"oidc_client_id": "abc"}, {"oidc_issuer": "empty"}),
        (
            {"oidc_issuer": "login.example"},
            {"oidc_issuer": "not_an_address", "oidc_client_id": "empty", "client_secret": "empty"},
        ),
    ],
)
def test_what_does_not_hold_is_told_all_at_once(
    database: Database, changes: dict[str, Any], told: dict[str, str]
) -> None:
    assert faults(database, replace(PLAIN, **changes)) == told


@pytest.mark.parametrize(
    "issuer",
    [
        "http://login.example",
        "http://127.0.0.1:9400",
        "https://login.example/?tenant=1",
        "https://login.example/#a",
        "https://",
        "https://[half",
        "ftp://login.example",
        "https://login.example/" + "x" * 240,
    ],
)
def test_an_issuer_is_a_plain_encrypted_address(database: Database, issuer: str) -> None:
    assert faults(database, replace(WITH_PROVIDER, oidc_issuer=issuer)) == {"oidc_issuer": "not_an_address"}


def test_a_secret_is_sealed_kept_and_told_to_nobody(database: Database) -> None:
    public_id = added(database, WITH_PROVIDER)
    with database.write_quietly() as session:
        same = replace(WITH_PROVIDER, client_secret="", name="County office")
        found = mail_domains.update(session, ADMIN, public_id, same, secret_key=KEY)
        assert "tea with milk" not in found.oidc_client_secret
        assert mail_domains.configured(found, [KEY]).client_secret == "tea with milk"
        assert mail_domains.change_of(found).client_secret == ""
        changes = [row.changes for row in session.scalars(select(Revision).order_by(Revision.id))]
        assert changes[0]["client_secret"] == [None, "new"]
        assert changes[1] == {"name": ["County", "County office"]}
        mail_domains.update(session, ADMIN, public_id, PLAIN, secret_key=KEY)
        assert (found.oidc_client_secret, found.oidc_client_id) == ("", "")


def test_a_stored_secret_never_goes_to_another_provider(database: Database) -> None:
    public_id = added(database, WITH_PROVIDER)
    moved = replace(WITH_PROVIDER, oidc_issuer="https://evil.example", client_secret="")
    assert faults(database, moved, public_id) == {"client_secret": "empty"}
    assert faults(database, replace(moved, client_secret="ä" * 101), public_id) == {"client_secret": "too_long"}


def test_a_longest_secret_fits(database: Database) -> None:
    public_id = added(database, replace(WITH_PROVIDER, client_secret="ä" * 100))
    with database.read() as session:
        found = mail_domains.get(session, ADMIN, public_id)
        assert mail_domains.configured(found, [KEY]).client_secret == "ä" * 100
        assert len(found.oidc_client_secret) <= 500


def test_an_older_key_still_opens_and_a_lost_one_is_told(database: Database) -> None:
    public_id = added(database, WITH_PROVIDER, OLD_KEY)
    with database.read() as session:
        found = mail_domains.get(session, ADMIN, public_id)
        assert mail_domains.configured(found, [KEY, OLD_KEY]).client_secret == "tea with milk"
        with pytest.raises(ValueError, match="another key"):
            mail_domains.configured(found, [KEY])


def test_a_domain_stands_once(database: Database) -> None:
    added(database, PLAIN)
    other = added(database, replace(PLAIN, domain="other.example"))
    with database.write_quietly() as session:
        with pytest.raises(Conflict):
            mail_domains.add(session, ADMIN, PLAIN, secret_key=KEY)
        with pytest.raises(Conflict):
            mail_domains.update(session, ADMIN, other, PLAIN, secret_key=KEY)


def test_the_list_and_who_shares_a_provider(database: Database) -> None:
    first = added(database, WITH_PROVIDER)
    added(database, replace(WITH_PROVIDER, domain="hospital.example", name="Hospital"))
    added(database, replace(PLAIN, domain="town.example", name="A town", self_registration=False))
    with database.write_quietly() as session:
        session.add(Account(email="a@county.example"))
        session.add(Account(email="a@sub.county.example"))
        session.flush()
        rows = mail_domains.listed(session, ADMIN)
        assert [(row.name, row.accounts, row.has_provider) for row in rows] == [
            ("A town", 0, False),
            ("County", 2, True),
            ("Hospital", 0, True),
        ]
        assert [one.domain for one in mail_domains.with_provider(session)] == ["county.example"]
        found = mail_domains.by_id(session, first)
        assert found is not None
        assert {one.domain for one in mail_domains.same_provider(session, found)} == {
            "county.example",
            "hospital.example",
        }


def test_a_removed_domain_is_gone_and_remembered(database: Database) -> None:
    public_id = added(database, WITH_PROVIDER)
    with database.write_quietly() as session:
        mail_domains.remove(session, ADMIN, public_id)
        with pytest.raises(NotFound):
            mail_domains.get(session, ADMIN, public_id)
        last = session.scalars(select(Revision).order_by(Revision.id.desc())).first()
        assert last is not None
        assert (last.action, last.actor_id, last.changes["domain"]) == ("delete", 5, ["county.example", None])
