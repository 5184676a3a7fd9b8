"""Activities in lists: from a card as stored to a card as shown, in the language of the page."""

from directory.web.listing.card_view import Showing, card_view
from directory.web.listing.languages import language_label, pick_text
from directory.web.listing.leaf import leaf_of
from directory.web.listing.ready import ListedCard, ReadyCards, init_ready_cards

__all__ = [
    "ListedCard",
    "ReadyCards",
    "Showing",
    "card_view",
    "init_ready_cards",
    "language_label",
    "leaf_of",
    "pick_text",
]
