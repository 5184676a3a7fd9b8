"""Texts with the language they are in: a text in another language than the page is marked and labelled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FALLBACK: Final = {"fi": ("fi", "sv", "en"), "sv": ("sv", "fi", "en"), "en": ("en", "fi", "sv")}


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its language. ``lang`` is what goes into the attribute: empty when it is the page's own."""

    text: str
    language: str
    lang: str

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text in paragraphs, as its empty lines part it."""
        return tuple(part.strip() for part in self.text.split("\n\n") if part.strip())


def choose(localised: Mapping[str, str], page_language: str) -> Words | None:
    """The text in the page's language, else in the nearest other one; None when there is none at all."""
    for language in FALLBACK[page_language]:
        text = localised.get(language, "")
        if text.strip():
            return Words(text, language, "" if language == page_language else language)
    return None
