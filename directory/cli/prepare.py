"""``flask prepare``: what ./scripts/start does before serving."""

import click
from flask import current_app
from flask.cli import with_appcontext

from directory import migrations
from directory.cli.accounts import demo_sign_ins
from directory.cli.data import database
from directory.cli.search.indexes import reindex
from directory.cli.upkeep import load_demo
from directory.config import Settings
from directory.services.finding import EMBEDDED, Finder
from search.errors import SearchError


@click.command()
@click.pass_context
@with_appcontext
def prepare(context: click.Context) -> None:
    """Bring the schema up to date, load the demo when DEMO is on, and make the embedded index when there is none."""
    settings: Settings = current_app.extensions["settings"]
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if migrations.current(database().engine) != migrations.head():
        migrations.upgrade(database().engine)
    if settings.demo:
        context.invoke(load_demo)
    finder: Finder = current_app.extensions["search"]
    if not _has_index(finder):
        context.invoke(reindex, only=EMBEDDED, lexicon=False)
    if settings.demo:
        click.echo("\n  Demo sign-ins (this machine only):")
        for email, password, role in demo_sign_ins():
            click.echo(f"    {role:<22} {email:<30} {password}")


def _has_index(finder: Finder) -> bool:
    try:
        finder.embedded.health()
    except SearchError:
        return False
    return True


COMMANDS = (prepare,)
