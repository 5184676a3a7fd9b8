"""Words of outcomes and of news of slips, for pages and for mail."""

from collections.abc import Sequence
from typing import Final

from directory.services.outcomes import LEAST, Quarter
from directory.services.referrals import Change
from directory.services.slip_news import Piece
from directory.vocabulary import label
from directory.web.formatting import clock_range, list_of, month_range, session_line
from directory.web.translating import gettext as _

FEW: Final = LEAST


def quarter_name(quarter: Quarter, language: str) -> str:
    """``heinä–syyskuu 2026``."""
    return month_range(quarter.months[0], quarter.months[2], language)


def number(count: int | None) -> str:
    """A number that may be told, or that it is fewer than five."""
    return str(count) if count is not None else _("fewer than %(least)s", least=FEW)


def slips_told(count: int) -> str:
    """On how many slips, without telling small numbers."""
    if count < FEW:
        return _("on some slips")
    return _("on %(count)s slips", count=count)


def kind_name(kind: str, language: str) -> str:
    """What a kind of outcome is called."""
    return label("outcome_kinds", kind, language)


def reason_name(reason: str, language: str) -> str:
    """Why it did not fit."""
    return label("outcome_reasons", reason, language)


def pieces_told(pieces: Sequence[Piece], language: str) -> list[str]:
    """A sentence for each change; sessions that met the same fate share one."""
    told = [_sentence(piece) for piece in pieces if not piece.what]
    for what in ("cancelled", "gone"):
        lost = [session_line(*p.hours, language) for p in pieces if p.what == what and p.hours]
        if lost:
            told.append(_lost(what, list_of(lost, language), len(lost)))
    told += [_moved(piece, language) for piece in pieces if piece.what == "moved"]
    return told


def _lost(what: str, sessions: str, count: int) -> str:
    if what == "cancelled":
        return _("Cancelled: %(sessions)s.", sessions=sessions)
    if count == 1:
        return _("This time is no longer on the timetable: %(sessions)s.", sessions=sessions)
    return _("These times are no longer on the timetable: %(sessions)s.", sessions=sessions)


def _moved(piece: Piece, language: str) -> str:
    if piece.hours is None or piece.instead is None:
        raise ValueError(piece.key)
    return _(
        "Moved: %(session)s is now held %(hours)s.",
        session=session_line(*piece.hours, language),
        hours=clock_range(*piece.instead, language),
    )


def _sentence(piece: Piece) -> str:
    words = {
        Change.ENDED: _("It has ended or is not on offer now."),
        Change.PAUSED: _("It is on a break now."),
        Change.PLACE: _("The place has changed."),
        Change.PHONE: _("The phone number has changed."),
        Change.FULL: _("It is full now, or has a waiting list."),
    }
    return words[piece.change]
