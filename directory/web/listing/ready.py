"""Cards of results as ready markup: drawn once, then filled in with what the question adds.

Twenty cards are most of a results page. What a card says by itself is kept for as long as it is true; address, reason
and distance belong to the question and are put in their places each time.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from flask import Flask
from jinja2 import Template
from markupsafe import Markup, escape

from directory.services.cards import Card, CardLocation, StoredCards
from directory.web.addresses import ActivityAddresses
from directory.web.listing.card_view import Showing, card_view
from directory.web.listing.facts import BADGE_CODES, located
from directory.web.listing.leaf import holds_until
from directory.web.pages import Fact, Text
from search.recent import Recent

KEPT: Final = 8192  # cards of one process, about 4 kB each
# Marks of the places in the drawn card. No text can hold them: nobody outside this process knows them.
HEAD, TAIL, REASON, PLACE, MORE, ID, TITLE, CHOSEN = (secrets.token_hex(8) for _ in range(8))

_Key = tuple[bytes, str, frozenset[str]]  # digest of the stored card, language, chosen badges


class ListedCard(NamedTuple):
    """One result. A page can add something of its own between the card's ``opening`` and ``closing``.

    ``tick`` puts it on the slip; ``ticked`` is the same where it stands there already. ``other_language`` says that
    its text is not in the page's language, ``number`` its place in the list. ``need`` is its first one, ``nearer_url``
    leads to similar ones that are nearer or have room, "" where the activity itself will do.
    """

    id: str
    title: Text
    number: int
    nearby: bool
    other_language: bool
    locations: tuple[CardLocation, ...]
    need: str
    capacity: str
    opening: Markup
    closing: Markup
    tick: Markup
    ticked: Markup
    nearer_url: str = ""


class _Drawn(NamedTuple):
    """A card without a question, true from ``since`` until ``until``.

    ``own`` is its part of its address; ``pieces`` stand around address, reason, place and what a page adds.
    """

    since: datetime
    until: datetime
    title: Text
    other_language: bool
    locations: tuple[CardLocation, ...]
    need: str
    capacity: str
    own: str
    pieces: tuple[str, str, str, str, Markup]
    tick: Markup
    ticked: Markup


class _Macros(NamedTuple):
    """The card's macro with its words in one language. ``why`` stands around a reason; ``tick`` has marks for id, title
    and whether it is chosen."""

    template: Template
    card: Any
    why: tuple[str, str]
    tick: str


class ReadyCards:
    """Draws and keeps the cards of one process: ``app.extensions["ready_cards"]``."""

    def __init__(self, app: Flask) -> None:
        self._environment = app.jinja_env
        self._macros: dict[str, _Macros] = {}
        self._drawn: Recent[_Key, _Drawn] = Recent(KEPT)

    def listing(self, cards: StoredCards, showing: Showing) -> Callable[..., ListedCard]:
        """A function that gives the card of one result, by its public id and what the question adds."""
        head, tail = escape(showing.address.head), escape(showing.address.tail)
        before, after = self._macros_of(showing.language).why

        def card(
            public_id: str, *, reason: str = "", distance_km: float | None = None, number: int = 0, nearby: bool = True
        ) -> ListedCard:
            drawn = self._of(cards, public_id, showing)
            start, after_url, after_reason, after_place, closing = drawn.pieces
            why = f"{before}{escape(reason)}{after}" if reason else ""
            place = ""
            if drawn.locations:
                place = escape(located(drawn.locations, showing.language, near=showing.near, distance_km=distance_km))
            return ListedCard(
                id=public_id,
                title=drawn.title,
                number=number,
                nearby=nearby,
                other_language=drawn.other_language,
                locations=drawn.locations,
                need=drawn.need,
                capacity=drawn.capacity,
                opening=Markup(  # noqa: S704 - pieces of a drawn card, and escaped texts
                    f"{start}{head}{drawn.own}{tail}{after_url}{why}{after_reason}{place}{after_place}"
                ),
                closing=closing,
                tick=drawn.tick,
                ticked=drawn.ticked,
            )

        return card

    def _of(self, cards: StoredCards, public_id: str, showing: Showing) -> _Drawn:
        # By what they are stored as, so that an edited card can never be taken for the one before.
        digest = blake2b(cards.stored(public_id), digest_size=16).digest()
        key = (digest, showing.language, showing.chosen & BADGE_CODES)
        drawn = self._drawn.get(key)
        if drawn is None or not drawn.since <= showing.now < drawn.until:
            drawn = self._drawn.put(key, self._draw(cards[public_id], showing))
        return drawn

    def _draw(self, card: Card, showing: Showing) -> _Drawn:
        view = card_view(card, replace(showing, address=ActivityAddresses(HEAD, TAIL, showing.language)))
        if card.locations:
            *others, place = view.facts
            view = view._replace(facts=(*others, Fact(place.icon, PLACE)))
        macros = self._macros_of(showing.language)
        markup = str(macros.card(view, why=lambda _reason: REASON, caller=lambda: MORE))
        start, _, rest = markup.partition(HEAD)
        own, _, rest = rest.partition(TAIL)
        after_url, _, rest = rest.partition(REASON)
        rest, _, closing = rest.partition(MORE)
        after_reason, _, after_place = rest.partition(PLACE)
        tick = macros.tick.replace(ID, escape(view.id)).replace(TITLE, escape(view.title.text))
        return _Drawn(
            since=showing.now,
            until=holds_until(card, showing.now),
            title=view.title,
            other_language=bool(view.language_label),
            locations=card.locations,
            need=next(iter(card.needs), ""),
            capacity=card.capacity or "",
            own=own,
            pieces=(start, after_url, after_reason, after_place, Markup(closing)),  # noqa: S704
            tick=Markup(tick.replace(CHOSEN, "")),  # noqa: S704
            ticked=Markup(tick.replace(CHOSEN, " checked")),  # noqa: S704
        )

    def _macros_of(self, language: str) -> _Macros:
        """The macros with their words in the language of the page being made."""
        template = self._environment.get_template("components/card.html")
        kept = self._macros.get(language)
        if kept is None or kept.template is not template:
            module: Any = template.make_module()
            of_tick: Any = self._environment.get_template("referral/tick.html").make_module()
            before, _, after = str(module.why_line(REASON)).partition(REASON)
            tick = str(of_tick.slip_tick(ID, TITLE, (ID,))).replace(" checked", CHOSEN)
            kept = self._macros[language] = _Macros(template, module.card, (before, after), tick)
        return kept


def init_ready_cards(app: Flask) -> None:
    """Give the app its ready cards."""
    app.extensions["ready_cards"] = ReadyCards(app)
