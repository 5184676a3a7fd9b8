"""Commands for accounts: the first administrator, the demo's sign-ins."""

import click
from flask import current_app, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import demo
from directory.cli.data import database
from directory.config import Settings
from directory.errors import DirectoryError
from directory.models import Organisation, Workplace
from directory.models.base import utc_now
from directory.services import accounts, passwords, second_factor
from directory.services.access import Actor, Grant
from directory.services.accounts import NewAccount
from directory.vocabulary import Role, label

DEMO_ORGANISATION = "vaarojen-miehet-ry"
DEMO_WORKPLACE = "Lieksan sote-keskus"
LIEKSA = "422"
NORTH_KARELIA = "14"
DEMO_SIGN_INS = (
    (
        "ammattilainen@demo.example",
        "Demo-ammattilainen",
        "kahvi ja pulla lieksassa",
        Grant(Role.PROFESSIONAL),
    ),
    ("jarjesto@demo.example", "Demo-järjestö", "verstaan avain naulassa", Grant(Role.EDITOR)),
    (
        "koordinaattori@demo.example",
        "Demo-koordinaattori",
        "kartta pielisen rannalta",
        Grant(Role.COORDINATOR, county=NORTH_KARELIA),
    ),
    ("paakayttaja@demo.example", "Demo-pääkäyttäjä", "seitsemän lumista kuusta", Grant(Role.ADMIN)),
)


@click.command("create-admin")
@click.argument("email")
@click.option("--name", default="", help="What the person is called.")
@click.option("--language", type=click.Choice(["fi", "sv", "en"]), default="fi", show_default=True)
def create_admin(email: str, name: str, language: str) -> None:
    """Make an administrator with the address EMAIL and print a link for setting the password.

    The link is good once and for three days. For an account that already exists a new link is printed.
    """
    settings: Settings = current_app.extensions["settings"]
    with database().write() as session:
        account = accounts.by_email(session, email)
        if account is None:
            new = NewAccount(email, name, (Grant(Role.ADMIN),), language)
            try:
                account = accounts.create(session, Actor.system(), new)
            except DirectoryError as error:
                raise click.ClickException(str(error)) from error
        elif not any(membership.role == Role.ADMIN for membership in account.memberships):
            raise click.ClickException(f"{email} has an account that is not an administrator's.")
        account.active = True  # whoever may run commands here may open an administrator's account again
        token = accounts.password_link_token(settings.secret_key, account)
    base = settings.public_url or "http://127.0.0.1:8000"
    with current_app.test_request_context(base_url=base):
        link = url_for("auth.set_password", token=token, ui_language=language)
    click.echo(f"Set the password here, within three days:\n{base}{link}")


def demo_sign_ins() -> list[tuple[str, str, str]]:
    """Make sure the demo's accounts are there; returns (address, password, role) of each."""
    with database().write() as session:
        organisation = session.scalar(select(Organisation.id).where(Organisation.import_id == DEMO_ORGANISATION))
        for email, name, password, grant in DEMO_SIGN_INS:
            if accounts.by_email(session, email) is not None:
                continue
            if grant.role == Role.EDITOR:
                grant = Grant(Role.EDITOR, organisation_id=organisation)  # noqa: PLW2901 - its id differs by database
            if grant.role == Role.PROFESSIONAL:
                grant = Grant(Role.PROFESSIONAL, workplace_id=_demo_workplace(session))  # noqa: PLW2901 - likewise
            account = accounts.create(session, Actor.system(), NewAccount(email, name, (grant,), demo=True))
            account.password_hash = passwords.hashed(password)
    return [(email, password, label("roles", grant.role, "en")) for email, _name, password, grant in DEMO_SIGN_INS]


def _demo_workplace(session: Session) -> int:
    """The workplace whose name stands on the slips that the demo's professional makes, with its shelf."""
    found = session.scalar(select(Workplace).where(Workplace.name == DEMO_WORKPLACE))
    if found is None:
        found = Workplace(name=DEMO_WORKPLACE, municipalities=[LIEKSA], languages=["fi"], county=NORTH_KARELIA)
        session.add(found)
        session.flush()
        demo.fill_shelf(session, found, DEMO_SIGN_INS[0][1], now=utc_now())
    return found.id


@click.command("demo-sign-ins")
def show_demo_sign_ins() -> None:
    """Make and print the demo's sign-ins. Only with DEMO on, which listens on loopback only."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.demo:
        raise click.ClickException("These sign-ins exist only with the demo (DEMO=1).")
    for email, password, role in demo_sign_ins():
        click.echo(f"  {role:<22} {email:<30} {password}")


@click.command("reseal-secrets")
def reseal_secrets() -> None:
    """Seal stored secrets with the present SECRET_KEY, before an earlier one leaves SECRET_KEY_FALLBACKS."""
    settings: Settings = current_app.extensions["settings"]
    with database().write() as session:
        try:
            count = second_factor.reseal(session, (settings.secret_key, *settings.secret_key_fallbacks))
        except ValueError as error:
            raise click.ClickException("A secret was sealed with a key that is not in SECRET_KEY_FALLBACKS.") from error
    click.echo(f"sealed anew: {count}")


COMMANDS = (create_admin, show_demo_sign_ins, reseal_secrets)
