"""``flask reindex`` and ``flask sync-index``."""

import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Final

import click
from flask import current_app

from directory.cli.chores import Chore, go_on
from directory.cli.data import bar, database
from directory.cli.digests import Morning
from directory.cli.retention import warn_and_erase
from directory.db import Database
from directory.services.finding import Finder
from directory.services.lexicon import additions
from directory.services.mail import Postman
from directory.services.outbox import drain
from directory.services.reindexing import Progress, ReindexFailed, mend, rebuild, supply
from search.engine import SearchEngine
from search.errors import SearchError

WATCH_SECONDS: Final = 0.3
UPKEEP_SECONDS: Final = 3600
SUPPLY_SECONDS: Final = 10.0  # between looks for a missing index
MAIL_SECONDS: Final = 10.0
ENGINE_CHOICE: Final = click.Choice(["embedded", "meilisearch"])
Builder = Callable[[Database, SearchEngine, Path, Progress], int | None]


def finder() -> Finder:
    """The finder of the running command."""
    found: Finder = current_app.extensions["search"]
    return found


def engine_named(finder: Finder, name: str | None) -> SearchEngine:
    """One of the engines in use; the first when no name is given."""
    for engine in finder.engines:
        if name in {None, engine.name}:
            return engine
    raise click.UsageError(f"{name} is not in use: see MEILISEARCH_URL")


@click.command("reindex")
@click.option("--engine", "only", type=ENGINE_CHOICE, help="Only this engine; otherwise every engine in use.")
@click.option("--lexicon", is_flag=True, help="Tell how many words were added; every rebuild reads them anew.")
def reindex(only: str | None, *, lexicon: bool) -> None:
    """Build the search indexes anew beside the old ones and swap them in.

    Searches answer throughout. Exit code 1 when an index could not be built; the old one then stays.
    """
    if lexicon:
        with database().read() as session:
            click.echo(f"{len(additions(session))} words added to the lexicon.")
    built = [_build(e, rebuild) for e in (finder().engines if only is None else [engine_named(finder(), only)])]
    if not all(built):
        sys.exit(1)


def supply_missing() -> bool:
    """Build the indexes that engines in use lack: there is none yet, or only one of another version's form.

    Returns False when one could not be built, which was said.
    """
    built = [_build(engine, supply) for engine in reversed(finder().engines)]
    return all(built)


def _build(engine: SearchEngine, build: Builder) -> bool:
    began = monotonic()
    try:
        with bar(0, engine.name) as progress:

            def show(done: int, total: int) -> None:
                progress.total = total
                progress.update(done - progress.n)

            documents = build(database(), engine, finder().index_dir, show)
    except (SearchError, ReindexFailed) as error:
        click.echo(f"{engine.name}: {type(error).__name__}: {error}", err=True)
        return False
    if documents is not None:
        click.echo(f"{engine.name}: {documents} activities in {monotonic() - began:.1f} s.")
    return True


@click.command("sync-index")
@click.option("--watch", is_flag=True, help="Go on until interrupted.")
def sync_index(*, watch: bool) -> None:
    """Bring waiting changes to the search indexes, and build an index that is missing.

    Exit code 1 when an engine did not take them in; they stay and are tried again. Also renews what comes near the
    end of its known sessions and sends mail that waits. With --watch it erases, every hour, what has been kept long
    enough, compares indexes and database, and sends the news by mail every morning at seven.
    """
    done = [supply_missing(), _renew(), _drain(), _send_mail()]
    if watch:
        morning = Morning()
        go_on(
            (
                Chore(WATCH_SECONDS, _drain),
                Chore(SUPPLY_SECONDS, supply_missing),
                Chore(MAIL_SECONDS, morning.send_if_due),
                Chore(MAIL_SECONDS, _send_mail),
                Chore(UPKEEP_SECONDS, _renew),
                Chore(UPKEEP_SECONDS, _upkeep),
            )
        )
    if not all(done):
        sys.exit(1)


def _upkeep() -> bool:
    warn_and_erase()  # the mail goes with what else waits
    for engine in finder().engines:
        try:
            if mended := mend(database(), engine, finder().index_dir):
                click.echo(f"{engine.name}: {mended} activities differed from the database.", err=True)
        except SearchError as error:
            click.echo(f"{engine.name}: {type(error).__name__}: {error}", err=True)
    return True


def _renew() -> bool:
    from directory.services import indexing

    with database().write_quietly() as session:
        indexing.renew(session)
    return True


def _send_mail() -> bool:
    postman: Postman = current_app.extensions["mail"]
    postman.send_waiting(database())
    return True


def _drain() -> bool:
    brought = True
    for drained in drain(database(), finder().engines, finder().index_dir):
        if drained.activities:
            click.echo(f"{drained.engine}: {drained.activities} activities brought.")
        if drained.error:
            click.echo(f"{drained.engine}: {drained.error}", err=True)
            brought = False
    return brought
