"""The named cast of sign-in: people with accounts, made as cheaply as the tests allow."""

from functools import cache

from sqlalchemy.orm import Session

from directory.models import Account, MailDomain, Workplace
from directory.services import accounts, passwords
from directory.services.access import Actor, Grant
from directory.services.accounts import NewAccount
from directory.services.throttling import PASSWORD, Limit, Throttle
from directory.vocabulary import Role
from tests.conftest import SECRET
from tests.directory.services.cast import NOW

PASS = "kuusi litraa mustikoita"
NURSE, CHIEF, GUIDE, VOLUNTEER = (
    f"{name}@sote.example" for name in ("hoitaja", "johtaja", "koordinaattori", "talkoolainen")
)
NORTH_KARELIA, KAINUU = "14", "19"
LIEKSA, JOENSUU, KAJAANI = "422", "167", "205"
PROFESSIONAL = Grant(Role.PROFESSIONAL, municipality=LIEKSA)
COORDINATOR = Grant(Role.COORDINATOR, county=NORTH_KARELIA)
ADMIN = Grant(Role.ADMIN)


@cache
def hash_of(password: str) -> str:
    """Its hash."""
    return passwords.hashed(password)  # Argon2 is slow on purpose: once for all tests


def person(session: Session, email: str, *grants: Grant, name: str = "", password: str = PASS) -> Account:
    """An account with these roles and a password."""
    new = NewAccount(email, name or email.partition("@")[0].title(), grants)
    account = accounts.create(session, Actor.system(), new)
    account.password_hash = hash_of(password) if password else ""
    session.flush()
    return account


def workplace(
    session: Session, name: str, *, county: str | None = NORTH_KARELIA, towns: tuple[str, ...] = ()
) -> Workplace:
    """A workplace of a county."""
    place = Workplace(name=name, county=county, municipalities=list(towns), languages=["fi"])
    session.add(place)
    session.flush()
    return place


def domain(
    session: Session, name: str = "sote.example", *, county: str | None = NORTH_KARELIA, **values: object
) -> MailDomain:
    """A listed mail domain."""
    found = MailDomain(domain=name, name=name, county=county, **values)
    session.add(found)
    session.flush()
    return found


def tried(limit: Limit = PASSWORD, account: str = NURSE, address: str = "192.0.2.1", now=NOW) -> Throttle:  # type: ignore[no-untyped-def]
    """One try."""
    return Throttle(SECRET, limit, account, address, now)
