"""Cards as they stand in the database, each read only when somebody looks at it."""

from collections.abc import Iterator, Mapping

from directory.services.cards.card import Card
from directory.services.cards.codec import card_from_bytes


class StoredCards(Mapping[str, Card]):
    """Cards by public id."""

    def __init__(self, stored: Mapping[str, bytes]) -> None:
        self._stored = stored
        self._read: dict[str, Card] = {}

    def __getitem__(self, public_id: str) -> Card:
        if public_id not in self._read:
            self._read[public_id] = card_from_bytes(self._stored[public_id])
        return self._read[public_id]

    def __contains__(self, public_id: object) -> bool:
        return public_id in self._stored  # the inherited one would read the card

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)

    def stored(self, public_id: str) -> bytes:
        """What the card is kept as: whatever was made of the same bytes before still holds."""
        return self._stored[public_id]
