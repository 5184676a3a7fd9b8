"""``flask reindex`` and ``flask sync-index``."""

import sys
from time import monotonic, sleep
from typing import Final

import click
from flask import current_app

from directory.cli.data import bar, database
from directory.cli.digests import Morning
from directory.models.base import utc_now
from directory.services import retention
from directory.services.finding import Finder
from directory.services.lexicon import additions
from directory.services.mail import Postman
from directory.services.outbox import drain
from directory.services.reindexing import ReindexFailed, rebuild
from search.engine import SearchEngine
from search.errors import SearchError

WATCH_SECONDS: Final = 0.3
UPKEEP_SECONDS: Final = 3600
MAIL_SECONDS: Final = 10
ENGINE_CHOICE: Final = click.Choice(["embedded", "meilisearch"])


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
    failed = False
    for engine in finder().engines if only is None else [engine_named(finder(), only)]:
        began = monotonic()
        try:
            with bar(0, engine.name) as progress:

                def show(done: int, total: int) -> None:
                    progress.total = total
                    progress.update(done - progress.n)

                documents = rebuild(database(), engine, finder().index_dir, show)
        except (SearchError, ReindexFailed) as error:
            click.echo(f"{engine.name}: {type(error).__name__}: {error}", err=True)
            failed = True
        else:
            click.echo(f"{engine.name}: {documents} activities in {monotonic() - began:.1f} s.")
    if failed:
        sys.exit(1)


@click.command("sync-index")
@click.option("--watch", is_flag=True, help="Go on until interrupted.")
def sync_index(*, watch: bool) -> None:
    """Bring waiting changes to the search indexes.

    Exit code 1 when an engine did not take them in; they stay and are tried again. Also renews what comes near the
    end of its known sessions and sends mail that waits. With --watch it erases, every hour, what has been kept long
    enough, and sends the news by mail every morning at seven.
    """
    failed = _sync(renew_first=True)
    postman: Postman = current_app.extensions["mail"]
    postman.send_waiting(database())
    renewed = mailed = monotonic()
    morning = Morning()
    while watch:
        sleep(WATCH_SECONDS)
        due = monotonic() - renewed > UPKEEP_SECONDS
        _sync(renew_first=due)
        if monotonic() - mailed > MAIL_SECONDS:
            morning.send_if_due()
            postman.send_waiting(database())
            mailed = monotonic()
        if due:
            with database().write_quietly() as session:
                retention.erase_expired(session, now=utc_now())
            renewed = monotonic()
    if failed:
        sys.exit(1)


def _sync(*, renew_first: bool) -> bool:
    if renew_first:
        from directory.services import indexing

        with database().write_quietly() as session:
            indexing.renew(session)
    failed = False
    for drained in drain(database(), finder().engines, finder().index_dir):
        if drained.activities:
            click.echo(f"{drained.engine}: {drained.activities} activities brought.")
        if drained.error:
            click.echo(f"{drained.engine}: {drained.error}", err=True)
            failed = True
    return failed
