"""Which language a text is shown in, and how it is said when that is not the page's own."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, TypeVar

T = TypeVar("T")

# Swedish and Finnish speakers in Finland read each other's language more often than they choose English.
FALLBACKS: Final = {"fi": ("fi", "sv", "en"), "sv": ("sv", "fi", "en"), "en": ("en", "fi", "sv")}

_ONLY: Final = {
    "fi": {"sv": "Teksti vain ruotsiksi", "en": "Teksti vain englanniksi"},
    "sv": {"fi": "Texten bara på finska", "en": "Texten bara på engelska"},
    "en": {"fi": "Text only in Finnish", "sv": "Text only in Swedish"},
}
_ALSO_HELD: Final = {
    "fi": ", mukaan voi tulla suomeksi",
    "sv": ", man kan delta på svenska",
    "en": ", held in English too",
}


def pick(texts: Mapping[str, T], language: str) -> tuple[str, T] | None:
    """The text to show and its language: the page's own when there is one."""
    for candidate in FALLBACKS[language]:
        if candidate in texts:
            return candidate, texts[candidate]
    return None


def pick_text(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """Like ``pick`` for plain strings; both empty when there is no text. The language is "" for the page's own."""
    found = pick(texts, language)
    if found is None:
        return "", ""
    return ("" if found[0] == language else found[0]), found[1]


def language_label(text_language: str, activity_languages: Collection[str], language: str) -> str:
    """Said before a text that is not in the page's language; the activity may still be held in it."""
    if text_language == language or text_language not in _ONLY[language]:
        return ""
    held = _ALSO_HELD[language] if language in activity_languages else ""
    return _ONLY[language][text_language] + held


def others_first(languages: Sequence[str], language: str) -> list[str]:
    """The languages of an activity with the page's own in front."""
    return sorted(languages, key=lambda code: code != language)
