"""The part of the shelf that tells what is new of the team's slips, and what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.services import outcomes, slip_news
from directory.services.access import Actor
from directory.services.outcomes import QuarterTold
from directory.services.slip_news import News
from directory.services.workplaces import OwnWorkplace
from directory.vocabulary import OutcomeKind
from directory.web.addresses import activity_url
from directory.web.listing.languages import pick_text
from directory.web.outcomes.page import ToldTable
from directory.web.outcomes.tables import told_tables
from directory.web.outcomes.words import pieces_told, quarter_name, slips_told
from directory.web.pages import Text
from directory.web.translating import gettext as _


@dataclass(frozen=True, slots=True)
class NewsRow:
    """One activity with what changed, ready to place; ``url`` is empty when its page is gone."""

    id: str
    title: Text
    url: str
    changes: tuple[str, ...]
    slips: str


@dataclass(frozen=True, slots=True)
class ShelfNews:
    """Everything of the section. ``started`` says how many people came, "" while that may not be told.

    ``came`` tells the same by activity, for the shelf's own rows: public id and sentence.
    """

    workplace_id: str
    workplace: str
    rows: tuple[NewsRow, ...]
    handled: tuple[NewsRow, ...]
    started: str
    came: Mapping[str, str]
    tables: tuple[ToldTable, ...]


def shelf_news(session: Session, actor: Actor, workplace: OwnWorkplace, *, language: str, now: datetime) -> ShelfNews:
    """The section for a workplace. Raises ``NotFound`` to everybody but its own people."""
    news = slip_news.news_of(session, actor, workplace.id, now=now)
    told = outcomes.for_workplace(session, actor, workplace.id, today=now.date())
    return ShelfNews(
        workplace_id=workplace.public_id,
        workplace=workplace.name,
        rows=tuple(_row(one, language) for one in news if not one.handled),
        handled=tuple(_row(one, language) for one in news if one.handled),
        started=_started(told[0], language),
        came=_came(told[0], language),
        tables=told_tables(told, language),
    )


def _row(news: News, language: str) -> NewsRow:
    lang, title = pick_text(news.titles, language)
    return NewsRow(
        news.activity_id,
        Text(title, lang),
        activity_url(news.activity_id, news.titles),
        tuple(pieces_told(news.pieces, language)),
        slips_told(news.slips),
    )


def _started(told: QuarterTold, language: str) -> str:
    total = told.totals[OutcomeKind.CAME]
    told_ones = sum(one.numbers[OutcomeKind.CAME] or 0 for one in told.activities)
    period = quarter_name(told.quarter, language)
    if total is not None:
        return _("%(count)s people you guided have started (%(period)s).", count=total, period=period)
    if told_ones:
        return _("At least %(count)s people you guided have started (%(period)s).", count=told_ones, period=period)
    return ""


def _came(told: QuarterTold, language: str) -> dict[str, str]:
    period = quarter_name(told.quarter, language)
    return {
        one.public_id: _("%(count)s people you guided came (%(period)s).", count=count, period=period)
        for one in told.activities
        if (count := one.numbers[OutcomeKind.CAME]) is not None
    }
