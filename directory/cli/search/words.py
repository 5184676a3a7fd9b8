"""``flask search add-word`` and ``remove-word``: words that join the lexicon without a change of code."""

import click

from directory.cli.data import database
from directory.cli.search.asking import LANGUAGES, search
from directory.errors import DirectoryError
from directory.services import lexicon
from directory.services.access import Actor
from search.lexicon import Addition


@search.command("add-word")
@click.argument("concept")
@click.argument("expression")
@click.option("--language", type=LANGUAGES, default="fi", show_default=True)
@click.option("--texts", is_flag=True, help="Look for it in the texts of listings too, not only in questions.")
def add_word(concept: str, expression: str, *, language: str, texts: bool) -> None:
    """Let EXPRESSION mean CONCEPT (needs:grief, kinds:peer_group, c:widow …).

    It counts after flask reindex --lexicon. A plain word means its lemma or a part of a compound, =word the whole
    word, ~word this form only, word* a beginning; several words are a phrase.
    """
    try:
        with database().write() as session:
            lexicon.add(session, Actor.system(), Addition(concept, language, expression, not texts))
    except DirectoryError as error:
        raise click.ClickException(str(error) or "it stands already") from error
    click.echo("Added. It counts after: flask reindex --lexicon")


@search.command("remove-word")
@click.argument("concept")
@click.argument("expression")
@click.option("--language", type=LANGUAGES, default="fi", show_default=True)
def remove_word(concept: str, expression: str, *, language: str) -> None:
    """Take an added EXPRESSION away from CONCEPT; words of the shipped lexicon stay."""
    try:
        with database().write() as session:
            lexicon.remove(session, Actor.system(), Addition(concept, language, expression))
    except DirectoryError as error:
        raise click.ClickException(f"{error} was not added to {concept}") from error
    click.echo("Removed. It no longer counts after: flask reindex --lexicon")


@search.command("words")
def words() -> None:
    """List the words that were added."""
    with database().read() as session:
        for added in lexicon.additions(session):
            where = "questions" if added.asked_only else "questions and texts"
            click.echo(f"{added.code:<28} {added.language}  {added.expression}  ({where})")


COMMANDS = (add_word, remove_word, words)
