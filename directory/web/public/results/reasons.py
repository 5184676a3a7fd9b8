"""Why this: one line on each card that tells what of the question it answers."""

from collections.abc import Sequence
from typing import Final

from directory.web.public.results.concepts import concept_label
from directory.web.short_labels import small
from directory.web.translating import gettext as _
from search.types import Reason

SHOWN: Final = 3
WORDS: Final = frozenset({"title", "word"})
CONCEPTS_ENOUGH: Final = 2


def reason_line(reasons: Sequence[Reason], language: str) -> str:
    """The needs and words that matched, and when an activity is for the whole country; empty when there is no more
    to tell than the place, which the card shows anyway."""
    said: list[str] = []
    for reason in reasons:
        # A word of the question is a reason only when there is little better to tell.
        text = "" if reason.kind in WORDS and len(said) >= CONCEPTS_ENOUGH else _text(reason, language)
        if text and text not in said:
            said.append(text)
    line = ", ".join(said[:SHOWN])
    return line[:1].upper() + line[1:]


def _text(reason: Reason, language: str) -> str:
    if reason.kind in {"concept", "outreach"}:
        label = concept_label(reason.value if ":" in reason.value else f"outreach_help:{reason.value}", language)
        return small(label)
    if reason.kind in {"title", "word"}:
        return _("”%(word)s”", word=reason.value)
    if reason.kind == "national":
        return _("for the whole country")
    return ""
