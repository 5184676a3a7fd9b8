"""Cards and search documents: what lists and indexes are made from, worked out once per change."""

from directory.services.cards.card import Card, CardLocation, CardSession, CardText
from directory.services.cards.codec import card_from_bytes, card_to_bytes
from directory.services.cards.making import card_of, document_of
from directory.services.cards.projection import Changed, cards, project, renew, withdraw
from directory.services.cards.stored import StoredCards

__all__ = [
    "Card",
    "CardLocation",
    "CardSession",
    "CardText",
    "Changed",
    "StoredCards",
    "card_from_bytes",
    "card_of",
    "card_to_bytes",
    "cards",
    "document_of",
    "project",
    "renew",
    "withdraw",
]
