"""Keeping ``activity_card`` in step with the tables it is made from."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session, selectinload

from directory.models import Activity, ActivityCard, Schedule
from directory.services.cards.card import Card
from directory.services.cards.codec import card_from_bytes, card_to_bytes
from directory.services.cards.making import card_of, document_of, sessions_of
from directory.services.schedules.sessions import HELSINKI
from directory.vocabulary import Lifecycle
from search.codec import document_to_bytes

class Changed(NamedTuple):
    """An activity whose card changed."""

    activity_id: int
    public_id: str


BATCH: Final = 500
RENEW_BEFORE: Final = timedelta(days=15)

_PARTS = (
    selectinload(Activity.texts),
    selectinload(Activity.locations),
    selectinload(Activity.contacts),
    selectinload(Activity.verifications),
    selectinload(Activity.organisation),
    selectinload(Activity.schedules).options(
        selectinload(Schedule.breaks), selectinload(Schedule.exceptions)
    ),
)


def is_public(activity: Activity, today: date) -> bool:
    """Whether the public finds the activity: published, or its pause is over."""
    if activity.lifecycle == Lifecycle.PAUSED:
        return activity.paused_until is not None and activity.paused_until < today
    return activity.lifecycle == Lifecycle.PUBLISHED


def project(session: Session, activity_ids: Iterable[int], *, now: datetime) -> list[Changed]:
    """Bring the cards of these activities up to date; returns those whose card changed.

    Activities that are gone or not public keep no published card. Flushes, does not commit.
    """
    changed: list[Changed] = []
    for batch in _batches(activity_ids):
        changed += _project_batch(session, batch, now)
    return changed


def renew(session: Session, *, now: datetime) -> list[Changed]:
    """Project again what comes near the end of its known sessions, or whose pause ended; for the nightly sync."""
    today = now.astimezone(HELSINKI).date()
    due = session.scalars(
        select(ActivityCard.activity_id).where(ActivityCard.sessions_until < today + RENEW_BEFORE)
    ).all()
    back = session.scalars(
        select(Activity.id).where(Activity.lifecycle == Lifecycle.PAUSED, Activity.paused_until < today)
    ).all()
    return project(session, dict.fromkeys([*due, *back]), now=now)


def cards(session: Session, public_ids: Sequence[str]) -> dict[str, Card]:
    """Published cards by public id; ids that are not public are left out. One select by unique key."""
    rows = session.execute(
        select(ActivityCard.public_id, ActivityCard.card).where(
            ActivityCard.public_id.in_(public_ids), ActivityCard.published.is_(True)
        )
    )
    return {public_id: card_from_bytes(card) for public_id, card in rows}


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for activity_id in ids:
        batch.append(activity_id)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _project_batch(session: Session, ids: list[int], now: datetime) -> list[Changed]:
    session.flush()
    activities = session.scalars(select(Activity).where(Activity.id.in_(ids)).options(*_PARTS)).all()
    known = {
        row.activity_id: row
        for row in session.execute(
            select(
                ActivityCard.activity_id,
                ActivityCard.public_id,
                ActivityCard.card,
                ActivityCard.document,
                ActivityCard.published,
                ActivityCard.revision,
            ).where(ActivityCard.activity_id.in_(ids))
        )
    }
    new: list[dict[str, Any]] = []
    renewed: list[dict[str, Any]] = []
    for activity in activities:
        before = known.get(activity.id)
        row = _row(activity, before.revision if before else 0, now)
        if before is None:
            new.append(row)
        elif (before.card, before.published) != (row["card"], row["published"]) or (
            before.document != row.pop("same_document")
        ):
            renewed.append(row)
    gone = set(known) - {activity.id for activity in activities}
    if gone:
        session.execute(delete(ActivityCard).where(ActivityCard.activity_id.in_(gone)))
    for row in (*new, *renewed):
        row.pop("same_document", None)
    if new:
        session.execute(insert(ActivityCard), new)
    if renewed:
        session.execute(update(ActivityCard), renewed)
    return [
        *(Changed(row["activity_id"], row["public_id"]) for row in (*new, *renewed)),
        *(Changed(activity_id, known[activity_id].public_id) for activity_id in sorted(gone)),
    ]


def _row(activity: Activity, revision: int, now: datetime) -> dict[str, Any]:
    sessions = sessions_of(activity, now)
    open_ended = any(row.ends_on is None or row.ends_on > now.date() for row in activity.schedules)
    return {
        "activity_id": activity.id,
        "public_id": activity.public_id,
        "published": is_public(activity, now.astimezone(HELSINKI).date()),
        "revision": revision + 1,
        "sessions_until": sessions[-1].start.date() if sessions and open_ended else None,
        "card": card_to_bytes(card_of(activity, sessions)),
        "document": document_to_bytes(document_of(activity, sessions, revision + 1)),
        # The stored document carries its own revision; compare with what it would be unchanged.
        "same_document": document_to_bytes(document_of(activity, sessions, revision)),
    }
