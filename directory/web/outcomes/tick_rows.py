"""What stands on a slip for its organisation: ticked, and still to tick."""

from collections.abc import Mapping

from directory.services.outcomes import TickedSlip
from directory.vocabulary import OutcomeKind, OutcomeReason
from directory.web.listing.languages import pick_text
from directory.web.outcomes.page import Answer, Ticked, TickRow
from directory.web.outcomes.words import kind_name, reason_name
from directory.web.pages import Text


def tick_rows(found: TickedSlip, language: str) -> tuple[TickRow, ...]:
    """A row for each of the organisation's activities, in the order of the paper."""
    rows = []
    for one in found.activities:
        ticked = tuple(
            Ticked(kind.value, _ticked_text(kind, one.marks[kind].reason, language), one.marks[kind].open)
            for kind in OutcomeKind
            if kind in one.marks
        )
        left = [kind for kind in (OutcomeKind.CAME, OutcomeKind.CAME_AGAIN) if kind not in one.marks]
        reasons = [] if OutcomeKind.NOT_FIT in one.marks else list(OutcomeReason)
        rows.append(
            TickRow(
                one.public_id,
                text_of(one.titles, language),
                ticked,
                tuple(Answer(kind.value, kind_name(kind, language)) for kind in left),
                tuple(Answer(f"{OutcomeKind.NOT_FIT}:{r}", reason_name(r, language)) for r in reasons),
            )
        )
    return tuple(rows)


def _ticked_text(kind: str, reason: str, language: str) -> str:
    if not reason:
        return kind_name(kind, language)
    return f"{kind_name(kind, language)}: {reason_name(reason, language)}"


def text_of(titles: Mapping[str, str], language: str) -> Text:
    """A title in the page's language or marked with its own."""
    lang, text = pick_text(titles, language)
    return Text(text, lang)
