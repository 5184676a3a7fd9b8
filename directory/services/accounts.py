"""Accounts: making them, what they may do, setting a password by a single-use link."""

from dataclasses import dataclass

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.errors import Conflict, InvalidChange, NotFound
from directory.models import Account, Membership, SignInLink, SignInSession
from directory.services import passwords
from directory.services.access import Actor, Grant, Subject, require
from directory.services.validation import is_email

LINK_HOURS = 72


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A person to be given an account, with roles."""

    email: str
    name: str
    grants: tuple[Grant, ...]
    ui_language: str = "fi"
    demo: bool = False


def actor_of(account: Account) -> Actor:
    """The account as an actor."""
    return Actor(
        account.id,
        tuple(Grant(m.role, m.organisation_id, m.municipality, m.county, m.workplace_id) for m in account.memberships),
    )


def by_email(session: Session, email: str) -> Account | None:
    """The account with this address, whatever its letters' case."""
    return session.scalar(select(Account).where(Account.email == email.strip().casefold()))


def create(session: Session, actor: Actor, new: NewAccount) -> Account:
    """Make an account without a password. Raises ``InvalidChange`` or ``Conflict`` (the address is in use)."""
    require(actor, "account.manage", Subject())
    if not is_email(new.email):
        raise InvalidChange({"email": "not an e-mail address"})
    if by_email(session, new.email) is not None:
        raise Conflict(new.email)
    account = Account(
        email=new.email.strip().casefold(),
        name=new.name.strip(),
        ui_language=new.ui_language,
        demo=new.demo,
        memberships=[
            Membership(
                role=g.role,
                organisation_id=g.organisation_id,
                workplace_id=g.workplace_id,
                municipality=g.municipality,
                county=g.county,
            )
            for g in new.grants
        ],
    )
    session.add(account)
    session.flush()
    return account


def set_password(session: Session, account: Account, password: str, *, keep: SignInSession | None = None) -> None:
    """Store a new password; every other session and every sign-in link of the account ends.

    Raises ``InvalidChange`` (``password``). How long it must be depends on whether it is the only factor.
    """
    least = passwords.LEAST_WITH_SECOND_FACTOR if account.totp_since is not None else passwords.LEAST
    if fault := passwords.fault(password, account.email, account.name, least=least):
        raise InvalidChange({"password": fault})
    account.password_hash = passwords.hashed(password)
    account.sessions = [one for one in account.sessions if keep is not None and one.id == keep.id]
    session.execute(delete(SignInLink).where(SignInLink.account_id == account.id))
    session.flush()


def rename(account: Account, name: str, ui_language: str) -> None:
    """Change what the account is called and its language."""
    account.name, account.ui_language = name.strip()[:100], ui_language


def password_link_token(secret_key: str, account: Account) -> str:
    """A token for setting a password, good once and for three days."""
    return _signer(secret_key).dumps([account.public_id, account.password_hash[-16:]])


def account_of_token(session: Session, secret_key: str, token: str) -> Account:
    """The account a token was made for. Raises ``NotFound`` when it is old, used or made up."""
    try:
        public_id, state = _signer(secret_key).loads(token, max_age=LINK_HOURS * 3600)
    except (BadSignature, SignatureExpired, ValueError) as error:
        raise NotFound("password link") from error
    account = session.scalar(select(Account).where(Account.public_id == public_id, Account.active.is_(True)))
    # The token carries the end of the old hash: once a password is set, it no longer fits.
    if account is None or account.password_hash[-16:] != state:
        raise NotFound("password link")
    return account


def _signer(secret_key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key, salt="set-password")
