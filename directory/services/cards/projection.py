"""Keeping ``activity_card`` in step with the tables it is made from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session, selectinload

from directory.models import Activity, ActivityCard, Schedule
from directory.services.cards.codec import card_to_bytes
from directory.services.cards.making import SESSIONS_KEPT, card_of, document_of, sessions_of
from directory.services.cards.stored import StoredCards
from directory.services.schedules import HELSINKI, RealSession, last_day
from directory.vocabulary import Lifecycle
from search.codec import document_to_bytes

BATCH: Final = 500
RENEW_BEFORE: Final = timedelta(days=15)
SHOWN: Final = 3  # a card is renewed while this many held sessions are still ahead
FAR: Final = timedelta(days=30)  # when to look again at a timetable that goes on but has fewer in the year to come

_PARTS: Final = (
    selectinload(Activity.texts),
    selectinload(Activity.locations),
    selectinload(Activity.contacts),
    selectinload(Activity.verifications),
    selectinload(Activity.organisation),
    selectinload(Activity.schedules).options(selectinload(Schedule.breaks), selectinload(Schedule.exceptions)),
)


# Made once: putting the statement together takes longer than the database does. Whether a card is published is looked
# at afterwards, since SQLite would take the index of all that is published for a second condition.
_BY_PUBLIC_ID: Final = select(ActivityCard.public_id, ActivityCard.card, ActivityCard.published).where(
    ActivityCard.public_id.in_(bindparam("ids", expanding=True))
)


class Changed(NamedTuple):
    """An activity whose card changed."""

    activity_id: int
    public_id: str


def is_public(activity: Activity, today: date) -> bool:
    """Whether the public finds the activity: published, or its pause is over."""
    if activity.lifecycle == Lifecycle.PAUSED:
        return activity.paused_until is not None and activity.paused_until < today
    return activity.lifecycle == Lifecycle.PUBLISHED


def project(session: Session, activity_ids: Iterable[int] | None = None, *, now: datetime) -> list[Changed]:
    """Bring the cards of these activities up to date, of all when None; returns those whose card changed.

    ``revision`` grows only where the card or the document changed. Activities that are not public keep a card that is
    not published. Works in batches, flushes, does not commit. Before an activity is deleted, ``withdraw`` it.
    """
    if activity_ids is None:
        activity_ids = session.scalars(select(Activity.id).order_by(Activity.id)).all()
    changed: list[Changed] = []
    for batch in _batches(activity_ids):
        changed += _project_batch(session, batch, now)
    return changed


def withdraw(session: Session, activity_ids: Sequence[int]) -> list[Changed]:
    """Remove the cards of activities that are about to be deleted; returns those whom the engines must forget.

    To be called before the deletion: afterwards nobody knows under which id the engines hold them.
    """
    rows = session.execute(
        select(ActivityCard.activity_id, ActivityCard.public_id).where(ActivityCard.activity_id.in_(activity_ids))
    )
    gone = [Changed(activity_id, public_id) for activity_id, public_id in rows]
    session.execute(delete(ActivityCard).where(ActivityCard.activity_id.in_(activity_ids)))
    return gone


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


def cards(session: Session, public_ids: Sequence[str]) -> StoredCards:
    """Published cards by public id; ids that are not public are left out. One select by unique key."""
    rows = session.connection().execute(_BY_PUBLIC_ID, {"ids": list(public_ids)})
    return StoredCards({public_id: card for public_id, card, published in rows if published})


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
    asked = select(Activity).where(Activity.id.in_(ids)).order_by(Activity.id).options(*_PARTS)
    activities = session.scalars(asked).all()
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
                ActivityCard.sessions_until,
            ).where(ActivityCard.activity_id.in_(ids))
        )
    }
    rows = [_row(activity, known.get(activity.id), now) for activity in activities]
    new = [row for row in rows if row["activity_id"] not in known]
    renewed = [row for row in rows if row["activity_id"] in known and len(row) > len(_ALWAYS)]
    looked_at = [row for row in rows if len(row) == len(_ALWAYS) and _is_later(row, known[row["activity_id"]])]
    if new:
        session.execute(insert(ActivityCard), new)
    for batch in (renewed, looked_at):
        if batch:
            session.execute(update(ActivityCard), batch)
    return [Changed(row["activity_id"], row["public_id"]) for row in (*new, *renewed)]


_ALWAYS: Final = ("activity_id", "sessions_until")
_Stored = Row[int, str, bytes, bytes, bool, int, date | None]


def _row(activity: Activity, before: _Stored | None, now: datetime) -> dict[str, Any]:
    """The card's row: only its key and ``sessions_until`` when nothing else changed."""
    sessions = sessions_of(activity, now)
    published = is_public(activity, now.astimezone(HELSINKI).date())
    document = document_of(activity, sessions, before.revision if before else 1)
    card_bytes, document_bytes = card_to_bytes(card_of(activity, sessions)), document_to_bytes(document)
    row = {"activity_id": activity.id, "sessions_until": _sessions_until(activity, sessions, now)}
    if before is not None:
        # The stored document carries its own revision: compared with what it would be unchanged.
        if (before.card, before.document, before.published) == (card_bytes, document_bytes, published):
            return row
        document = replace(document, revision=before.revision + 1)
        document_bytes = document_to_bytes(document)
    return row | {
        "public_id": activity.public_id,
        "published": published,
        "revision": document.revision,
        "card": card_bytes,
        "document": document_bytes,
    }


def _is_later(row: dict[str, Any], before: _Stored) -> bool:
    return bool(row["sessions_until"] != before.sessions_until)


def _sessions_until(activity: Activity, sessions: Sequence[RealSession], now: datetime) -> date | None:
    """The day near which the card has too little left to show; None when it holds all there will be."""
    today = now.astimezone(HELSINKI).date()
    ends = last_day(activity.schedules)
    if ends is not None and (ends < today or (sessions and sessions[-1].start.date() >= ends)):
        return None
    held = [session.start.date() for session in sessions if session.is_held]
    if len(held) < SESSIONS_KEPT:
        # All of the coming year are there already; what comes after it moves into sight day by day.
        return today + RENEW_BEFORE + FAR
    return held[-SHOWN]
