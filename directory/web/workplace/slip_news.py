"""The shelf's section on slips: which activities on them changed, and what came of the guiding."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.services.access import Actor
from directory.services.workplaces import own_workplace_id, own_workplaces
from directory.vocabulary import OutcomeKind
from directory.web.language import ui_language
from directory.web.outcomes.shelf_news import ShelfNews, shelf_news
from directory.web.outcomes.words import kind_name
from directory.web.pages import Link
from directory.web.translating import ngettext


@dataclass(frozen=True, slots=True)
class SlipNews:
    """The news and the names of the columns of its tables."""

    news: ShelfNews
    kinds: tuple[str, ...]


def slip_news_section(session: Session, actor: Actor, now: datetime) -> SlipNews | None:
    """The section of the workplace that is worked for now."""
    language = ui_language()
    at = own_workplace_id(actor)
    place = next((own for own in own_workplaces(session, actor) if own.id == at), None)
    if place is None:
        return None
    news = shelf_news(session, actor, place, language=language, now=now)
    return SlipNews(news, tuple(kind_name(kind, language) for kind in OutcomeKind))


def slip_news_alert(section: SlipNews) -> Link | None:
    """Said at the top of the page while something on a paper is no longer true."""
    number = len(section.news.rows)
    if not number:
        return None
    text = ngettext(
        "%(num)s activity on your slips has changed.", "%(num)s activities on your slips have changed.", number
    )
    return Link(f"#news-{section.news.workplace_id}", text)
