"""A helpline for a hard night, when the directory knows one that serves the whole country."""

from typing import Final

from flask import current_app
from sqlalchemy.orm import Session

from directory.services.cards import Card
from directory.services.finding import Finder
from directory.web.addresses import activity_addresses
from directory.web.clock import now
from directory.web.formatting import phone_shown, phone_uri
from directory.web.listing.languages import pick
from directory.web.public.front.page import CrisisLine
from directory.web.public.tallies import Kept
from directory.web.translating import gettext as _
from search.types import Filters, Question

LOOKED_AT: Final = 50

_lines: Kept[Card | None] = Kept()


def crisis_line(session: Session, language: str) -> CrisisLine | None:
    """The line to show beside 112: one that can be used in the page's language, by phone, from anywhere."""
    finder: Finder = current_app.extensions["search"]
    card = _lines.get((id(finder), language), lambda: _best(finder, session, language))
    if card is None:
        return None
    _language, text = pick(card.texts, language) or ("", None)
    title = text.title if text else ""
    return CrisisLine(
        text=_("A hard moment? Call:"),
        name=title,
        phone=phone_shown(card.phone),
        phone_url=phone_uri(card.phone),
        url=activity_addresses().of(card.public_id, {code: t.title for code, t in card.texts.items()}),
    )


def _best(finder: Finder, session: Session, language: str) -> Card | None:
    filters = Filters(codes={"kinds": ("crisis_help",), "modes": ("phone",), "languages": (language,)})
    found = finder.find(session, Question("", language, now(), filters, per_page=LOOKED_AT))
    cards = [found.cards[hit.id] for hit in found.results.hits]
    fitting = [
        card
        for card in cards
        if card.phone and card.area_level == "national" and "helpline" in card.kinds and "crisis" in card.needs
    ]
    # Confirmed latest first: a number that does not answer is worse than none.
    return max(fitting, key=lambda card: (language in card.texts, card.verified_on or now().date().min), default=None)
