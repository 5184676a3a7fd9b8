"""Bringing changes to the search engines: cards and outbox in the edit's own transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from directory.models import IndexChange
from directory.models.base import utc_now
from directory.services import cards

ENGINES: Final = ("embedded", "meilisearch")


def changed(session: Session, activity_ids: Iterable[int], *, now: datetime | None = None) -> list[cards.Changed]:
    """Project the cards of these activities and note for every engine which ones it must take in.

    Call it in the transaction of the edit. Returns the activities whose card really changed; only they are noted.
    """
    now = now or utc_now()
    changes = cards.project(session, activity_ids, now=now)
    note(session, changes, now=now)
    return changes


def withdrawn(session: Session, activity_ids: Sequence[int], *, now: datetime | None = None) -> list[cards.Changed]:
    """Take activities that are about to be deleted out of cards and engines; call it before the deletion."""
    changes = cards.withdraw(session, activity_ids)
    note(session, changes, now=now or utc_now())
    return changes


def note(session: Session, changes: Sequence[cards.Changed], *, now: datetime) -> None:
    """Write one outbox row per change and engine. An engine that is not in use ignores its rows (``drain``)."""
    values = [
        {"engine": engine, "activity_id": change.activity_id, "public_id": change.public_id, "at": now}
        for engine in ENGINES
        for change in changes
    ]
    if values:
        session.execute(insert(IndexChange), values)


def renew(session: Session, *, now: datetime | None = None) -> list[cards.Changed]:
    """Project again what comes near the end of its known sessions, and note it; for the nightly sync."""
    now = now or utc_now()
    changes = cards.renew(session, now=now)
    note(session, changes, now=now)
    return changes
