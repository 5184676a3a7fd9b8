"""Dealing with news: one member of the team has, and it is hidden for all; what is new shows again by itself."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.errors import NotFound
from directory.models import Activity, HandledNews
from directory.services.access import Actor, Subject, require
from directory.services.slip_news.finding import news_of


def handle(session: Session, actor: Actor, workplace_id: int, activity_id: str, *, now: datetime) -> None:
    """Hide what is told now of an activity. Raises ``NotFound`` for other workplaces and when there are no news."""
    found = next((n for n in news_of(session, actor, workplace_id, now=now) if n.activity_id == activity_id), None)
    if found is None:
        raise NotFound(activity_id)
    keys = [piece.key for piece in found.pieces]
    row = _row(session, workplace_id, activity_id)
    if row is None:
        internal = session.scalar(select(Activity.id).where(Activity.public_id == activity_id))
        session.add(HandledNews(workplace_id=workplace_id, activity_id=internal, news=keys, handled_at=now))
    else:
        row.news, row.handled_at = list(dict.fromkeys([*row.news, *keys])), now
    session.flush()


def take_up_again(session: Session, actor: Actor, workplace_id: int, activity_id: str) -> None:
    """Show it again; what was not hidden is no fault. Raises ``NotFound`` for other workplaces."""
    require(actor, "shelf.use", Subject(workplace_id=workplace_id), seen=False)
    row = _row(session, workplace_id, activity_id)
    if row is not None:
        session.delete(row)
        session.flush()


def _row(session: Session, workplace_id: int, activity_id: str) -> HandledNews | None:
    return session.scalar(
        select(HandledNews)
        .join(Activity, Activity.id == HandledNews.activity_id)
        .where(HandledNews.workplace_id == workplace_id, Activity.public_id == activity_id)
    )
