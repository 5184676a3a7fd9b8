"""Finding what is different from the papers: worked out when asked for, so that it is never a day old."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import Activity, HandledNews, ReferralItem, ReferralSlip
from directory.services.access import Actor, Subject, require
from directory.services.referrals import Change, Hours, Present, changes_between, lost_sessions, present
from directory.services.referrals.making import whole
from directory.services.schedules import HELSINKI, sessions_between

DAYS_BACK: Final = 30
KEY_MAX: Final = 200
# A dearer cup of coffee is told on the slip's own page; a team need not call anybody for it.
TOLD: Final = (Change.ENDED, Change.PAUSED, Change.TIMES, Change.PLACE, Change.PHONE, Change.FULL)
CANCELLED, MOVED, GONE = "cancelled", "moved", "gone"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that changed.

    Of a session ``what`` is ``cancelled``, ``moved`` (to ``instead``, the same day) or ``gone`` from the timetable,
    and ``hours`` are those printed.
    """

    key: str
    change: Change
    what: str = ""
    hours: Hours | None = None
    instead: Hours | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What changed of one activity, weightiest first, and on how many slips (exactly: hide small numbers)."""

    activity_id: str
    titles: Mapping[str, str]
    pieces: tuple[Piece, ...]
    slips: int
    handled: bool = False


def news_of(session: Session, actor: Actor, workplace_id: int, *, now: datetime) -> list[News]:
    """News for a workplace, what ended first; what the team has dealt with is marked and last.

    Raises ``NotFound`` to everybody but the workplace's own people.
    """
    require(actor, "shelf.use", Subject(workplace_id=workplace_id), seen=False)
    handled = _handled(session, workplace_id)
    found = [
        news
        for activity, papers in _papers(session, workplace_id, now)
        if (news := _news(activity, papers, handled.get(activity.id, frozenset()), now))
    ]
    return sorted(found, key=lambda one: (one.handled, TOLD.index(one.pieces[0].change), -one.slips, one.activity_id))


def _papers(
    session: Session, workplace_id: int, now: datetime
) -> Iterator[tuple[Activity, list[tuple[int, dict[str, Any]]]]]:
    """Each activity with what the workplace's slips said of it: slip and printed facts."""
    since = now.astimezone(HELSINKI).date() - timedelta(days=DAYS_BACK)
    rows = session.execute(
        select(ReferralItem.activity_id, ReferralItem.slip_id, ReferralItem.printed)
        .join(ReferralSlip, ReferralSlip.id == ReferralItem.slip_id)
        .where(ReferralSlip.workplace_id == workplace_id, ReferralSlip.made_on >= since)
    )
    papers: dict[int, list[tuple[int, dict[str, Any]]]] = {}
    for activity_id, slip_id, printed in rows:
        papers.setdefault(activity_id, []).append((slip_id, printed))
    activities = session.scalars(select(Activity).where(Activity.id.in_(papers)).options(*whole()))
    for activity in activities:
        yield activity, papers[activity.id]


def _news(
    activity: Activity, papers: Iterable[tuple[int, dict[str, Any]]], handled: frozenset[str], now: datetime
) -> News | None:
    current = present(activity, now)
    # Slips of one week mostly say the same: each wording is compared once.
    wordings: dict[str, tuple[dict[str, Any], set[int]]] = {}
    for slip_id, printed in papers:
        wordings.setdefault(json.dumps(printed, sort_keys=True), (printed, set()))[1].add(slip_id)
    pieces: dict[str, Piece] = {}
    slips: set[int] = set()
    for printed, ids in wordings.values():
        changed = list(_pieces(printed, activity, current, now))
        if changed:
            slips |= ids
        pieces.update({piece.key: piece for piece in changed})
    if not pieces:
        return None
    ordered = sorted(pieces.values(), key=lambda piece: (TOLD.index(piece.change), piece.key))
    titles = {text.language: text.title for text in activity.texts}
    return News(activity.public_id, titles, tuple(ordered), len(slips), handled >= pieces.keys())


def _pieces(printed: Mapping[str, Any], activity: Activity, current: Present, now: datetime) -> Iterator[Piece]:
    for change in changes_between(printed, current, now):
        if change is Change.TIMES:
            for hours in lost_sessions(printed, current, now):
                yield _lost(activity, hours)
        elif change is Change.PLACE:
            yield Piece(f"place:{json.dumps(current.facts['places'])}"[:KEY_MAX], change)
        elif change is Change.PHONE:
            yield Piece(f"phone:{current.facts['phone']}", change)
        elif change in TOLD:
            yield Piece(change.value, change)


def _lost(activity: Activity, hours: Hours) -> Piece:
    """What became of a printed session: off that day, at other hours of that day, or not in the timetable any more."""
    day = hours[0].astimezone(HELSINKI).date()
    that_day = sessions_between(activity.schedules, day, day)
    held = next(((one.start, one.end) for one in that_day if one.is_held), None)
    what = MOVED if held else CANCELLED if that_day else GONE
    key = f"{what}:{hours[0].isoformat()}" + (f">{held[0].isoformat()}" if held else "")
    return Piece(key, Change.TIMES, what, hours, held)


def _handled(session: Session, workplace_id: int) -> dict[int, frozenset[str]]:
    rows = session.scalars(select(HandledNews).where(HandledNews.workplace_id == workplace_id))
    return {row.activity_id: frozenset(row.news) for row in rows}
