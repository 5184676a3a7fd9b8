"""One saved activity on the shelf's page."""

from collections.abc import Callable
from typing import Final

from flask import url_for

from directory.services.access import Actor
from directory.services.professional_facts import ProfessionalFacts
from directory.services.schedules.sessions import HELSINKI
from directory.services.shelf import Entry
from directory.vocabulary import Lifecycle
from directory.web.formatting import day_long, list_of
from directory.web.listing import Showing, card_view
from directory.web.translating import gettext as _
from directory.web.workplace.beside import maker
from directory.web.workplace.page import EntryView
from directory.web.workplace.texts import change_names

OVER: Final = frozenset({Lifecycle.ENDED, Lifecycle.ARCHIVED})
NEEDS: Final = 2  # of an activity's needs, the weightiest first, that a similar one should have


def entry_maker(actor: Actor, showing: Showing) -> Callable[[Entry], EntryView]:
    """Makes the view of an entry."""
    language, beside_of = showing.language, maker(actor, showing.language)
    names = change_names()

    def made(entry: Entry) -> EntryView:
        card = card_view(entry.card, showing)
        facts = entry.facts or ProfessionalFacts((), {}, (), None)
        beside = beside_of(entry.card.public_id, facts)
        return EntryView(
            card=card,
            title=card.title,
            state=_state(entry, language),
            ended=entry.lifecycle in OVER,
            similar_url=_similar(entry) if not entry.is_public else "",
            beside=beside,
            note=beside.note,
            news=_news(entry, names, language),
            added=_("Saved on %(day)s", day=day_long(entry.added_at.astimezone(HELSINKI).date(), language)),
        )

    return made


def _state(entry: Entry, language: str) -> str:
    """What is said of an activity that is not on offer now."""
    if entry.is_public:
        return ""
    if entry.lifecycle == Lifecycle.PAUSED:
        if entry.paused_until is None:
            return _("This activity is on a break. The group has not told when it goes on.")
        return _("This activity is on a break until %(day)s.", day=day_long(entry.paused_until, language))
    return _("This activity has ended.") if entry.lifecycle in OVER else _("This activity is not on offer now.")


def _similar(entry: Entry) -> str:
    """A search for the same needs at the same place."""
    card = entry.card
    towns = list(dict.fromkeys([*(place.municipality for place in card.locations), *card.area_municipalities]))
    return url_for("public.search", need=list(card.needs[:NEEDS]), place=towns[:1])


def _news(entry: Entry, names: dict[str, str], language: str) -> str:
    """``Changed on 20.11.2026: times and room``."""
    if entry.news is None or not entry.is_public:
        return ""
    what = list_of([names[kind] for kind in entry.news.kinds], language)
    return _("Changed on %(day)s: %(what)s", day=day_long(entry.news.on, language), what=what)
