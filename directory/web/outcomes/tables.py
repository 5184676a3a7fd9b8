"""Tables for those who see sums only."""

from collections.abc import Iterable

from directory.services.outcomes import QuarterTold
from directory.vocabulary import OutcomeKind
from directory.web.addresses import activity_url
from directory.web.listing.languages import pick_text
from directory.web.outcomes.page import ToldLine, ToldTable
from directory.web.outcomes.words import number, quarter_name
from directory.web.pages import Text


def told_tables(quarters: Iterable[QuarterTold], language: str) -> tuple[ToldTable, ...]:
    """The quarters of which something may be told."""
    return tuple(_table(quarter, language) for quarter in quarters if not quarter.is_empty)


def _table(told: QuarterTold, language: str) -> ToldTable:
    lines = []
    for one in told.activities:
        lang, title = pick_text(one.titles, language)
        numbers = tuple(number(one.numbers[kind]) for kind in OutcomeKind)
        lines.append(ToldLine(Text(title, lang), activity_url(one.public_id, one.titles), numbers))
    totals = tuple(str(told.totals[kind]) if told.totals[kind] is not None else "–" for kind in OutcomeKind)
    known = any(told.totals[kind] is not None for kind in OutcomeKind)
    return ToldTable(quarter_name(told.quarter, language), tuple(lines), totals if known else ())
