"""``flask prepare``: what ./scripts/start does before serving."""

import click
from flask import current_app
from flask.cli import with_appcontext

from directory import migrations
from directory.cli.accounts import demo_sign_ins
from directory.cli.data import database
from directory.cli.search.indexes import supply_missing
from directory.cli.upkeep import load_demo
from directory.config import Settings


@click.command()
@click.pass_context
@with_appcontext
def prepare(context: click.Context) -> None:
    """Bring the schema up to date, load the demo when DEMO is on, and build the indexes that are missing.

    An index of another version's form counts as missing and is left to processes of that version. A search server that
    does not answer is said and left to the worker: the embedded index answers for it.
    """
    settings: Settings = current_app.extensions["settings"]
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if migrations.current(database().engine) != migrations.head():
        migrations.upgrade(database().engine)
    if settings.demo:
        context.invoke(load_demo)
    supply_missing()
    if settings.demo:
        click.echo("\n  Demo sign-ins (this machine only):")
        for email, password, role in demo_sign_ins():
            click.echo(f"    {role:<22} {email:<30} {password}")


COMMANDS = (prepare,)
