"""The lexicon in use: the shipped one and the words that coordinators added.

Added words count in questions after ``flask reindex --lexicon``: the rebuild puts them beside the index, from where
every process reads them, so that questions and documents are always read with the same words.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

import orjson
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.errors import Conflict, InvalidChange, NotFound
from directory.models import LexiconWord
from directory.services.access import Actor, Subject, require
from search.lexicon import Addition, Lexicon, LexiconError

ADDED: Final = "lexicon.json"
LONGEST: Final = 100

Additions = tuple[Addition, ...]


def additions(session: Session) -> Additions:
    """Every added word, in the order they came."""
    rows = session.scalars(select(LexiconWord).order_by(LexiconWord.id))
    return tuple(Addition(row.code, row.language, row.expression, row.asked_only) for row in rows)


def add(session: Session, actor: Actor, addition: Addition) -> None:
    """Add a word. Raises ``InvalidChange`` (``code``, ``expression``) or ``Conflict`` when it stands already."""
    require(actor, "lexicon.edit", Subject())
    expression = " ".join(addition.expression.split())
    if not expression or len(expression) > LONGEST:
        raise InvalidChange({"expression": f"1 to {LONGEST} characters"})
    added = Addition(addition.code, addition.language, expression, addition.asked_only)
    try:
        Lexicon.load().with_additions([added])
    except LexiconError as error:
        raise InvalidChange({"code": str(error)}) from error
    if added in additions(session):
        raise Conflict(expression)
    session.add(
        LexiconWord(
            code=added.code,
            language=added.language,
            expression=added.expression,
            asked_only=added.asked_only,
            added_by=actor.account_id,
        )
    )
    session.flush()


def remove(session: Session, actor: Actor, addition: Addition) -> None:
    """Take an added word away, from questions and texts. Raises ``NotFound`` when nobody added it."""
    require(actor, "lexicon.edit", Subject())
    result = session.execute(
        delete(LexiconWord).where(
            LexiconWord.code == addition.code,
            LexiconWord.language == addition.language,
            LexiconWord.expression == addition.expression,
        )
    )
    if not getattr(result, "rowcount", 0):
        raise NotFound(addition.expression)


@lru_cache(maxsize=2)
def joined(added: Additions) -> Lexicon:
    """The shipped lexicon with these words."""
    return Lexicon.load().with_additions(added) if added else Lexicon.load()


def save(added: Additions, path: Path) -> None:
    """Put the words beside an index, whole or not at all."""
    rows = [[a.code, a.language, a.expression, a.asked_only] for a in added]
    fresh = path.with_suffix(".new")
    fresh.write_bytes(orjson.dumps(rows))
    fresh.replace(path)


def load(path: Path) -> Additions:
    """The words beside an index; none when there are none."""
    if not path.exists():
        return ()
    return tuple(Addition(*row) for row in orjson.loads(path.read_bytes()))
