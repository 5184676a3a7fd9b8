"""What one person's mail tells: only what it has not told before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models import Account, SavedSearch, ToldNews
from directory.services import saved_searches, slip_news, workplaces
from directory.services.access import Actor, Subject, may
from directory.services.accounts import actor_of
from directory.services.digests.timing import monday_of
from directory.services.schedules import HELSINKI
from directory.services.workplaces import OwnWorkplace

# Asks a search anew: public ids, best first, and whether these are all; None when no engine answers.
Look = Callable[[SavedSearch], tuple[Sequence[str], bool] | None]


@dataclass(frozen=True, slots=True)
class WorkplaceNews:
    """News of one workplace's slips that the person was not told yet."""

    name: str
    news: tuple[slip_news.News, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything of one mail. ``keys`` are those of all present news, told before or now."""

    workplaces: tuple[WorkplaceNews, ...]
    searches: tuple[saved_searches.News, ...]
    keys: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write about."""
        return not self.workplaces and not self.searches


def contents_of(session: Session, account: Account, look: Look, *, now: datetime) -> Contents:
    """What to tell an account. Searches that are looked through are remembered as told."""
    actor = actor_of(account)
    row = session.get(ToldNews, account.id)
    told = frozenset(row.news if row else ())
    places, keys = [], []
    for workplace in workplaces.own_workplaces(session, actor):
        open_news = [n for n in slip_news.news_of(session, actor, workplace.id, now=now) if not n.handled]
        keys += [key for news in open_news for key in _keys(workplace, news)]
        new = tuple(news for news in open_news if not told.issuperset(_keys(workplace, news)))
        if new:
            places.append(WorkplaceNews(workplace.name, new))
    searches = _searches(session, account, actor, look, now=now)
    return Contents(tuple(places), tuple(searches), tuple(keys))


def remember(session: Session, account: Account, contents: Contents) -> None:
    """Keep what was told, and nothing of what is no news any more."""
    row = session.get(ToldNews, account.id)
    if row is None:
        session.add(ToldNews(account_id=account.id, news=list(contents.keys)))
    else:
        row.news = list(contents.keys)


def _searches(
    session: Session, account: Account, actor: Actor, look: Look, *, now: datetime
) -> list[saved_searches.News]:
    if not may(actor, "search.keep", Subject()):
        return []
    rows = session.scalars(
        select(SavedSearch)
        .where(SavedSearch.account_id == account.id, SavedSearch.alert.is_(True), SavedSearch.deleted_at.is_(None))
        .order_by(SavedSearch.id)
    )
    monday = monday_of(now.astimezone(HELSINKI).date())
    found = []
    for search in rows:
        if search.told_at is not None and _local_day(search.told_at) >= monday:
            continue
        answer = look(search)
        if answer is None:
            continue
        ids, complete = answer
        news = saved_searches.news_of(session, search, ids, complete=complete)
        saved_searches.told(search, ids, now=now)
        if news.new:
            found.append(news)
    return found


def _keys(workplace: OwnWorkplace, news: slip_news.News) -> list[str]:
    return [f"{workplace.public_id}/{news.activity_id}/{piece.key}" for piece in news.pieces]


def _local_day(moment: datetime) -> date:
    return moment.astimezone(HELSINKI).date()
