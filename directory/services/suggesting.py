"""Words of our own that the reader may be typing: needs, kinds of activity and places, in any of three languages."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from directory.vocabulary import UI_LANGUAGES, codes, municipalities
from search.index import words_of
from search.types import Suggestion

MOST: Final = 4  # of each question's lines; titles of activities fill the rest


def vocabulary(words: tuple[str, ...], language: str) -> list[Suggestion]:
    """Labels that begin like the folded words, in the page's language first; a code once."""
    typed = " ".join(words)
    found: dict[tuple[str, str], Suggestion] = {}
    for own in (True, False):
        for label, suggestion in _labels():
            if (suggestion.language == language) is own and (label.startswith(typed) or f" {typed}" in label):
                found.setdefault((suggestion.kind, suggestion.id), suggestion)
        if len(found) >= MOST:
            break
    first = sorted(found.values(), key=lambda s: (not " ".join(words_of(s.text)).startswith(typed), len(s.text)))
    return first[:MOST]


@cache
def _labels() -> tuple[tuple[str, Suggestion], ...]:
    return tuple((" ".join(words_of(suggestion.text)), suggestion) for suggestion in _all())


def _all() -> Iterator[Suggestion]:
    for kind, code_list in (("need", "needs"), ("kind", "kinds")):
        for code, labels in codes(code_list).items():
            for language in UI_LANGUAGES:
                yield Suggestion(kind, code, labels[language], language)
    for municipality in municipalities().values():
        if municipality.active:
            for name in dict.fromkeys(municipality.names.values()):
                language = next(lang for lang in UI_LANGUAGES if municipality.names[lang] == name)
                yield Suggestion("place", municipality.code, name, language)
