"""The letter in plain text, in the reader's language. It holds names of activities and nothing about anybody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import force_locale, ngettext

from directory.services.cards import Card
from directory.services.digests import Contents
from directory.services.saved_searches import News as SearchNews
from directory.services.slip_news import News
from directory.web.addresses import activity_url
from directory.web.listing.languages import pick_text
from directory.web.outcomes.words import pieces_told, slips_told
from directory.web.saved_searches.looking import search_address
from directory.web.translating import gettext as _

LISTED_MOST = 10  # new activities named a search; the rest are behind its link


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who reads it: ``base`` is the service's address, ``stop_url`` ends the mail."""

    name: str
    language: str
    service: str
    base: str
    stop_url: str


def letter(contents: Contents, cards: Mapping[str, Card], reader: Addressee) -> tuple[str, str]:
    """Subject and body. ``cards`` are those of the new activities by public id."""
    with force_locale(reader.language):
        body = [_("Hello %(name)s,", name=reader.name) if reader.name else _("Hello,"), ""]
        for place in contents.workplaces:
            body += [place.name.upper(), _slips_lead(), ""]
            for news in place.news:
                body += [*_slip_lines(news, reader), ""]
        if contents.workplaces:
            body += [_("Mark what your team has dealt with:"), _address(reader, "outcomes.news"), ""]
        if contents.searches:
            body += [_("New in your saved searches").upper(), ""]
            for found in contents.searches:
                body += [*_search_lines(found, cards, reader), ""]
        body += ["-- ", *_foot(reader)]
        return _subject(contents, reader), "\n".join(body)


def _subject(contents: Contents, reader: Addressee) -> str:
    if not contents.workplaces:
        return _("%(service)s: new activities in your searches", service=reader.service)
    count = sum(len(place.news) for place in contents.workplaces)
    return ngettext(
        "%(service)s: %(num)s activity on your slips has changed",
        "%(service)s: %(num)s activities on your slips have changed",
        count,
        service=reader.service,
    )


def _slips_lead() -> str:
    return _("These activities are on slips of the last 30 days, and something is no longer as the paper says.")


def _slip_lines(news: News, reader: Addressee) -> Iterator[str]:
    _lang, title = pick_text(news.titles, reader.language)
    yield f"* {title} ({slips_told(news.slips)})"
    yield from (f"  {sentence}" for sentence in pieces_told(news.pieces, reader.language))
    yield f"  {reader.base}{activity_url(news.activity_id, news.titles, language=reader.language)}"


def _search_lines(found: SearchNews, cards: Mapping[str, Card], reader: Addressee) -> Iterator[str]:
    new = [cards[public_id] for public_id in found.new if public_id in cards]
    yield ngettext(
        "%(name)s: %(num)s new activity", "%(name)s: %(num)s new activities", len(new), name=found.search.name
    )
    yield f"{reader.base}{search_address(found.search.arguments, reader.language)}"
    for card in new[:LISTED_MOST]:
        titles = {language: text.title for language, text in card.texts.items()}
        _lang, title = pick_text(titles, reader.language)
        _lang, organisation = pick_text(card.organisation_names, reader.language)
        yield f"* {title} – {organisation}"
        yield f"  {reader.base}{activity_url(card.public_id, titles, language=reader.language)}"
    if len(new) > LISTED_MOST:
        left = len(new) - LISTED_MOST
        yield ngettext("and %(num)s more", "and %(num)s more", left)


def _foot(reader: Addressee) -> Iterator[str]:
    yield _("You get this because you chose news by mail in %(service)s.", service=reader.service)
    yield _("Change how often it comes: %(url)s", url=_address(reader, "digests.settings"))
    yield _("End it without signing in: %(url)s", url=reader.stop_url)


def _address(reader: Addressee, endpoint: str) -> str:
    return f"{reader.base}{url_for(endpoint, ui_language=reader.language)}"
