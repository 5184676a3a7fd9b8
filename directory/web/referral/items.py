"""From a loaded activity to its lines on the paper, in the client's language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from directory.models import Activity
from directory.services.cards.making import card_of, last_verification, public_contact
from directory.services.referrals import Change, changes_since
from directory.services.schedules import RealSession, upcoming
from directory.services.schedules.sessions import CANCELLED
from directory.web.formatting import day_heading, day_long, list_of, phone_shown, phone_uri, session_line
from directory.web.formatting.dates import clock_range
from directory.web.listing.facts import place
from directory.web.public.activity import language_labels
from directory.web.public.activity.facts import cost
from directory.web.public.activity.joining import joining_sentences, meets_sentence
from directory.web.public.activity.making import Texts, texts_of
from directory.web.public.activity.places import spots_of
from directory.web.referral.sheet import Item, Row
from directory.web.translating import gettext as _
from directory.web.words import Words, choose

SESSIONS: Final = 3
# Characters of the group's own words in one row, so that three activities fit one A4.
OWN_WORDS_MAX: Final = 115
NOTE_MAX: Final = 80


def item_of(
    activity: Activity, number: int, *, language: str, now: datetime, printed: Mapping[str, Any] | None = None
) -> Item:
    """The activity's part of the paper. With ``printed`` (what an earlier paper said) the changes are told."""
    texts = texts_of(activity, language)
    changes = changes_since(dict(printed), activity, now) if printed is not None else ()
    if Change.ENDED in changes:
        words = _change_words(changes)
        return Item(number, activity.public_id, texts.title, None, "", (), "", "", "", "", words, ended=True)
    contact = public_contact(activity)
    phone = (contact.phone if contact else "") or activity.organisation.phone
    return Item(
        number=number,
        public_id=activity.public_id,
        title=texts.title,
        what=texts.summary,
        language_label=language_labels.only_in(texts.languages) if language not in texts.languages else "",
        rows=tuple(_rows(activity, texts, language, now)),
        phone=phone_shown(phone) if phone else "",
        phone_uri=phone_uri(phone) if phone else "",
        phone_name=_first_name(contact.name) if contact and contact.phone else "",
        confirmed=_confirmed(activity, language),
        changes=_change_words(changes),
    )


def _rows(activity: Activity, texts: Texts, language: str, now: datetime) -> Iterator[Row]:
    yield _when(activity, language, now)
    sentence, _icon = meets_sentence(activity)
    own = _fitting(texts.who_meets, OWN_WORDS_MAX)
    if own or sentence:
        yield Row(_("Meets you"), own or sentence)
    yield from _where(activity, language, now)
    note = choose(activity.cost_note, language)
    told = note.text if note and not note.lang and len(note.text) <= NOTE_MAX else ""
    yield Row(_("Cost"), _joined(cost(activity, language), told))
    yield from _note(_("Bring"), choose(activity.bring, language))
    join = _fitting(texts.how_to_join, OWN_WORDS_MAX) or " ".join(joining_sentences(activity)[:2])
    if join:
        yield Row(_("Come along"), join)


def _when(activity: Activity, language: str, now: datetime) -> Row:
    sessions = upcoming(activity.schedules, now, limit=SESSIONS)
    held = [session for session in sessions if session.status != CANCELLED][:SESSIONS]
    if held:
        first, *later = held
        then = _("then %(days)s", days=_days(first, later, language)) if later else ""
        return Row(_("When"), then, strong=session_line(first.start, first.end, language, now.date()))
    words = choose(activity.schedule_note, language)
    if words:
        return Row(_("When"), words.text, lang=words.lang)
    return Row(_("When"), _("You agree on a time together. Phone first."))


def _days(first: RealSession, later: Sequence[RealSession], language: str) -> str:
    """``ma 30.11. ja to 3.12.``, with the hours where they differ from the first."""
    hours = (first.start.time(), first.end.time())
    told = [
        day_heading(s.start.date(), language)
        if (s.start.time(), s.end.time()) == hours
        else f"{day_heading(s.start.date(), language)} {clock_range(s.start, s.end, language)}"
        for s in later
    ]
    return list_of(told, language)


def _where(activity: Activity, language: str, now: datetime) -> Iterator[Row]:
    spots = spots_of(activity, language, "")
    if not spots:
        yield Row(_("Where"), place(card_of(activity, upcoming(activity.schedules, now, limit=1)), language).text)
        return
    spot = spots[0]
    text = ", ".join(part for part in (spot.name, spot.address) if part)
    if not spot.name:
        text = _joined(text, spot.note)
    yield Row(_("Where"), text)
    yield from _note(_("Door"), spot.entrance)
    yield from _note(_("Stop"), spot.stop)


def _note(term: str, words: Words | None) -> Iterator[Row]:
    """A short note of the group, in whatever language it is: half of it could lead astray."""
    if words and len(words.text) <= NOTE_MAX:
        yield Row(term, words.text, lang=words.lang)


def _fitting(words: Words | None, most: int) -> str:
    """The group's own words in the client's language: as many whole sentences from the start as fit."""
    if words is None or words.lang:
        return ""
    sentences = re.split(r"(?<=[.!?]) ", " ".join(words.text.split()))
    told = ""
    for sentence in sentences:
        if len(told) + len(sentence) + 1 > most:
            break
        told = f"{told} {sentence}".strip()
    return told


def _confirmed(activity: Activity, language: str) -> str:
    verification = last_verification(activity)
    if verification is None:
        return _("Not confirmed yet: phone first")
    return _("Confirmed on %(day)s", day=day_long(verification.verified_on, language))


def _change_words(changes: Sequence[Change]) -> tuple[str, ...]:
    words = {
        Change.ENDED: lambda: _("This activity has ended or is not on offer now."),
        Change.PAUSED: lambda: _("This activity is on a break now."),
        Change.TIMES: lambda: _("The times have changed since the paper was printed."),
        Change.PLACE: lambda: _("The place has changed since the paper was printed."),
        Change.PHONE: lambda: _("The phone number has changed since the paper was printed."),
        Change.COST: lambda: _("The cost has changed since the paper was printed."),
        Change.FULL: lambda: _("The group is full now. Phone and ask for a place."),
    }
    return tuple(words[change]() for change in changes)


def _first_name(name: str) -> str:
    return name.partition(" ")[0]


def _joined(text: str, more: str) -> str:
    if not more:
        return text
    return f"{text.rstrip('.')}. {more}"
