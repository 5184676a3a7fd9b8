"""What a kept search gives that it did not give before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.models import Activity, Revision, SavedSearch

KNOWN_MAX: Final = 2000  # ids remembered a search; what is forgotten first was known longest


@dataclass(frozen=True, slots=True)
class News:
    """A search with the public ids of new activities, best first."""

    search: SavedSearch
    new: tuple[str, ...]


def news_of(session: Session, search: SavedSearch, found: Sequence[str], *, complete: bool) -> News:
    """What of ``found`` is new. A search that was never looked through has no news: all of it is old.

    When ``found`` is only the best part of more (``complete`` is False), what was pushed into sight by changes
    elsewhere is no news: then only activities count that came or were published since the last look.
    """
    if search.told_at is None:
        return News(search, ())
    known = set(search.known)
    new = [public_id for public_id in found if public_id not in known]
    if not complete:
        fresh = _fresh(session, new, search.told_at)
        new = [public_id for public_id in new if public_id in fresh]
    return News(search, tuple(new))


def told(search: SavedSearch, found: Iterable[str], *, now: datetime) -> None:
    """Remember that all of ``found`` is known from ``now`` on."""
    search.known = list(dict.fromkeys([*search.known, *found]))[-KNOWN_MAX:]
    search.told_at = now


def _fresh(session: Session, public_ids: Sequence[str], since: datetime) -> set[str]:
    published = (
        select(Revision.id)
        .where(
            Revision.subject_type == "activity",
            Revision.subject_id == Activity.id,
            Revision.action == "publish",
            Revision.at >= since,
        )
        .exists()
    )
    rows = select(Activity.public_id).where(
        Activity.public_id.in_(public_ids), or_(Activity.created_at >= since, published)
    )
    return set(session.scalars(rows))
