"""What has been chosen for a slip: it travels in the address and lives in the browser, never on the server."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from directory.models.base import PUBLIC_ID_ALPHABET
from directory.services.referrals import ACTIVITIES_MAX, TEXT_SIZES
from directory.vocabulary import UI_LANGUAGES, codes

INTERPRETED: Final = frozenset({"fi", "sv", "en", "easy_fi", "sign"})  # languages that need no name on the slip
ID_MAX: Final = 16
READ_MAX: Final = 50  # ids read from an address; the rest of a hostile one is not looked at


@dataclass(frozen=True, slots=True)
class Choice:
    """Public ids in order; ``language`` of the text; ``interpreter`` a code of the list languages or ""."""

    ids: tuple[str, ...]
    language: str
    text_size: str = "normal"
    interpreter: str = ""

    def arguments(self) -> dict[str, Any]:
        """The choice as values of an address."""
        values: dict[str, Any] = {"a": list(self.ids), "client": self.interpreter or self.language}
        if self.text_size != TEXT_SIZES[0]:
            values["size"] = self.text_size
        return values

    def swapped(self, old: str, new: str) -> "Choice":
        """With ``new`` in the place of ``old``."""
        return replace(self, ids=tuple(dict.fromkeys(new if one == old else one for one in self.ids)))

    def moved(self, order: str) -> "Choice":
        """After ``ID:up``, ``ID:down`` or ``ID:out``; anything else changes nothing."""
        public_id, _, way = order.partition(":")
        if public_id not in self.ids:
            return self
        ids = list(self.ids)
        place = ids.index(public_id)
        ids.pop(place)
        if way != "out":
            step = {"up": -1, "down": 1}.get(way, 0)
            ids.insert(max(0, place + step), public_id)
        return replace(self, ids=tuple(ids))


def choice_from(values: "MultiDict[str, str]", page_language: str, default: str = "") -> Choice:
    """The choice in an address or a form. What cannot be read is left out; nothing else in it is looked at.

    ``default`` is the client's language when none is chosen: the workplace's own, else the page's.
    """
    client = values.get("client", default or page_language)
    interpreter = client if client in codes("languages") and client not in INTERPRETED else ""
    size = values.get("size", "")
    return Choice(
        ids=ids_of(values.getlist("a")),
        language=client if client in UI_LANGUAGES else page_language,
        text_size=size if size in TEXT_SIZES else TEXT_SIZES[0],
        interpreter=interpreter,
    )


def ids_of(raw: Sequence[str]) -> tuple[str, ...]:
    """Public ids among the values of an address, each once, no more than fit on a slip."""
    allowed = set(PUBLIC_ID_ALPHABET)
    found = [value for value in raw[:READ_MAX] if 0 < len(value) <= ID_MAX and set(value) <= allowed]
    return tuple(dict.fromkeys(found))[:ACTIVITIES_MAX]
