"""Two or three activities side by side: what decides, row by row, unknown said as unknown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from directory.models import Activity
from directory.services.cards.making import card_of, last_verification
from directory.services.cards.public import accessibility_of
from directory.services.schedules import upcoming
from directory.services.schedules.sessions import CANCELLED
from directory.vocabulary import Lifecycle, label, municipalities
from directory.web.addresses import activity_url
from directory.web.formatting import distance, list_of, phone_shown, phone_uri, session_line, trust
from directory.web.listing.facts import place
from directory.web.public.activity import facts, language_labels
from directory.web.public.activity.joining import joining_sentences, meets_sentence
from directory.web.public.activity.making import texts_of
from directory.web.public.activity.nearness import km_from
from directory.web.public.activity.places import access_of, spots_of
from directory.web.translating import gettext as _
from directory.web.words import Words, choose

SESSIONS: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cell; ``lang`` when it is in another language than the page. ``unknown`` is nobody's statement."""

    text: str
    lang: str = ""
    strong: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What is compared, with one cell an activity. ``same`` when all say the same and it is known."""

    term: str
    cells: tuple[tuple[Line, ...], ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Column:
    """The head of an activity's column."""

    id: str
    title: Words
    organisation: Words | None
    url: str
    language_label: str
    phone: str
    phone_uri: str


def columns_of(activities: Sequence[Activity], language: str) -> tuple[Column, ...]:
    """The heads, in the order given."""
    return tuple(_column(activity, language) for activity in activities)


def rows_of(activities: Sequence[Activity], *, now: datetime, language: str, home: str) -> tuple[Row, ...]:
    """Every row. ``home`` is the municipality that distances are told from, or ""."""
    made: tuple[tuple[str, Callable[[Activity], Iterator[Line]]], ...] = (
        (_("Next times"), lambda activity: _times(activity, now, language)),
        (_place_term(home, language), lambda activity: _places(activity, now, language, home)),
        (_("Who meets you"), lambda activity: _meets(activity, language)),
        (_("How to join"), lambda activity: _joining(activity, language)),
        (_("Cost"), lambda activity: _cost(activity, language)),
        (_("Accessibility"), lambda activity: _access(activity, language)),
        (_("Languages of the activity"), lambda activity: _known(facts.languages(activity, language))),
        (_("Room for newcomers"), lambda activity: _room(activity, language)),
        (_("For whom"), lambda activity: _for_whom(activity, language)),
        (_("Confirmed"), lambda activity: _confirmed(activity, now, language)),
    )
    return tuple(_row(term, activities, lines) for term, lines in made)


def _row(term: str, activities: Sequence[Activity], lines: Callable[[Activity], Iterator[Line]]) -> Row:
    cells = tuple(tuple(lines(activity)) for activity in activities)
    known = not any(line.unknown for cell in cells for line in cell)
    return Row(term, cells, same=known and len({tuple(line.text for line in cell) for cell in cells}) == 1)


def _column(activity: Activity, language: str) -> Column:
    texts = texts_of(activity, language)
    card = card_of(activity, ())
    return Column(
        id=activity.public_id,
        title=texts.title,
        organisation=choose(activity.organisation.names, language),
        url=activity_url(activity.public_id, {text.language: text.title for text in activity.texts}),
        language_label=language_labels.only_in(texts.languages) if language not in texts.languages else "",
        phone=phone_shown(card.phone) if card.phone else "",
        phone_uri=phone_uri(card.phone) if card.phone else "",
    )


def _unknown() -> Line:
    return Line(_("Not told"), unknown=True)


def _known(text: str) -> Iterator[Line]:
    yield Line(text) if text else _unknown()


def _words(words: Words) -> Line:
    return Line(words.text, words.lang)


def _times(activity: Activity, now: datetime, language: str) -> Iterator[Line]:
    if activity.lifecycle == Lifecycle.PAUSED:
        yield Line(_("On a break now"))
        return
    sessions = [s for s in upcoming(activity.schedules, now, limit=SESSIONS) if s.status != CANCELLED][:SESSIONS]
    for number, session in enumerate(sessions):
        yield Line(session_line(session.start, session.end, language, now.date()), strong=number == 0)
    note = choose(activity.schedule_note, language)
    if note:
        yield _words(note)
    elif not activity.schedules:
        yield Line(_("By agreement"))
    elif not sessions:
        yield _unknown()


def _place_term(home: str, language: str) -> str:
    if home not in municipalities():
        return _("Place")
    return _("Place, and distance from %(town)s", town=municipalities()[home].names[language])


def _places(activity: Activity, now: datetime, language: str, home: str) -> Iterator[Line]:
    spots = spots_of(activity, language, "")
    for spot in spots:
        yield Line(", ".join(part for part in (spot.name, spot.address) if part))
        for words in (spot.entrance, spot.stop):
            if words:
                yield _words(words)
        if not spot.name and spot.note:
            yield Line(spot.note)
    if not spots:
        yield Line(place(card_of(activity, upcoming(activity.schedules, now, limit=1)), language).text)
        return
    km = km_from(home, activity)
    if km is not None:
        yield Line(distance(km, language), strong=True)
    elif home:
        yield Line(_("Distance not known"), unknown=True)


def _meets(activity: Activity, language: str) -> Iterator[Line]:
    sentence, _icon = meets_sentence(activity)
    own = texts_of(activity, language).who_meets
    if sentence:
        yield Line(sentence)
    if own:
        yield _words(own)
    if not (sentence or own):
        yield _unknown()


def _joining(activity: Activity, language: str) -> Iterator[Line]:
    sentences = joining_sentences(activity)
    own = texts_of(activity, language).how_to_join
    if sentences:
        yield Line(" ".join(sentences))
    if own:
        yield _words(own)
    if not (sentences or own):
        yield _unknown()


def _cost(activity: Activity, language: str) -> Iterator[Line]:
    if activity.cost is None:
        yield _unknown()
    else:
        yield Line(facts.cost(activity, language))
    note = choose(activity.cost_note, language)
    if note:
        yield _words(note)


def _access(activity: Activity, language: str) -> Iterator[Line]:
    """What is told, line by line; what nobody has told in one line at the end, because it is no "no"."""
    known = {feature: {"value": value} for feature, value in accessibility_of(activity).items()}
    stated = access_of(known, activity, language)
    for feature in stated:
        if feature.value != "unknown":
            yield Line(feature.text)
    unknown = [feature.name for feature in stated if feature.value == "unknown"]
    if unknown:
        names = list_of([name[:1].lower() + name[1:] for name in unknown], language)
        yield Line(_("Not told: %(features)s", features=names), unknown=True)


def _room(activity: Activity, language: str) -> Iterator[Line]:
    yield Line(label("capacity", activity.capacity, language)) if activity.capacity else _unknown()


def _for_whom(activity: Activity, language: str) -> Iterator[Line]:
    told = activity.gender != "all" or activity.target_groups or activity.age_min or activity.age_max
    yield Line(facts.for_whom(activity, language)) if told else _unknown()


def _confirmed(activity: Activity, now: datetime, language: str) -> Iterator[Line]:
    verification = last_verification(activity)
    if verification is None:
        yield Line(_("Not confirmed yet: phone first"), unknown=True)
        return
    yield Line(trust(verification.verified_on, verification.by_role, now.date(), language).text)
