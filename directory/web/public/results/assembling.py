"""From what was found to what the template is given."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import current_app

from directory.services.finding import Found
from directory.vocabulary import codes
from directory.web.addresses import ActivityAddresses
from directory.web.listing import ListedCard, ReadyCards, Showing
from directory.web.pages import Chip, FieldError, Link, Person
from directory.web.public.activity.nearness import CLOSED, is_far
from directory.web.public.results import chips, choices, headings
from directory.web.public.results.mapping import map_view
from directory.web.public.results.page import MapView, Paging, ResultsPage
from directory.web.public.results.reasons import reason_line
from directory.web.public.results.ways import ways_out
from directory.web.public.search_form import PER_PAGE, SearchForm
from directory.web.short_labels import small
from directory.web.translating import gettext as _
from directory.web.translating import ngettext
from search.types import Hit, Results, Sort, Understood

PAGES_AROUND: Final = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with everything that its page depends on."""

    form: SearchForm
    language: str
    now: datetime
    home: tuple[str, ...]
    home_label: str
    address: Callable[[Mapping[str, list[str]]], str]
    activity_address: ActivityAddresses


def results_page(asked: Asked, found: Found, place: str, person: Person | None) -> ResultsPage:
    """The page of a question that was answered. ``place`` is the municipality it is about, or ""."""
    form, language, results = asked.form, asked.language, found.results
    shown = tuple(_cards(asked, found, place))
    understood = chips.understood_chips(form, results.understood, language, asked.address)
    chosen = chips.chosen_chips(form, language, asked.address)
    home = _home_chip(asked, results)
    # With a distance that could not be measured numbers would be a little too high: rather none.
    options = choices.Choices(form, results.facets if results.exact else None, language)
    others = sum(card.other_language for card in shown)
    has_place = bool(place or form.filters.near)
    sorts = _sorts(asked, has_place=has_place)
    where = headings.where(form, results, asked.home, language)
    return ResultsPage(
        text=form.text,
        heading=headings.heading(form, results, asked.home, language),
        errors=(),
        hidden=_hidden(form),
        chips=(*understood, *chosen, *home),
        clear_url=_clear_url(asked, results.understood, chosen=bool(chosen)),
        chosen_count=len(chosen),
        facets=choices.first_facets(options, has_place=has_place),
        more_facets=choices.more_facets(options),
        more_open=choices.more_open(form),
        places=choices.towns(options),
        room=choices.room_option(options),
        age=form.typed_age,
        age_fault="",
        age_offer=_age_offer(asked, results),
        ages=choices.age_options(options),
        gender=choices.gender_options(options),
        sorts=sorts,
        sort_now=next((link.text for link in sorts if link.current), sorts[0].text),
        near=tuple(card for card in shown if card.nearby),
        beyond=tuple(card for card in shown if not card.nearby),
        beyond_heading=_beyond_heading(results, where),
        paging=_paging(asked, results),
        map=_map(shown, language),
        person=person,
        degraded=results.degraded,
        other_language=_other_language(others, language),
        other_language_link=_own_language(asked, results) if others else None,
        did_you_mean=_did_you_mean(asked, results),
        left_out=form.left_out or bool(results.understood.left_out),
        empty_heading="" if shown else _("Nothing fits all of this."),
        ways=() if shown else ways_out(form, results, asked.address),
    )


def faulty_page(asked: Asked) -> ResultsPage:
    """The page of an address that cannot be read: says what is wrong and keeps the rest."""
    form, language = asked.form, asked.language
    options = choices.Choices(form, None, language)
    nothing = Paging((), None)
    return ResultsPage(
        text=form.text,
        heading=_("Something in the search is not right"),
        errors=tuple(FieldError(_field(fault.field), fault.text) for fault in form.errors),
        hidden=_hidden(form),
        chips=tuple(chips.chosen_chips(form, language, asked.address)),
        clear_url=asked.address({}),
        chosen_count=0,
        facets=choices.first_facets(options, has_place=False),
        more_facets=(),
        more_open=False,
        places=choices.towns(options),
        room=choices.room_option(options),
        age=form.typed_age,
        age_fault=next((fault.text for fault in form.errors if fault.field == "age"), ""),
        age_offer=None,
        ages=choices.age_options(options),
        gender=choices.gender_options(options),
        sorts=(),
        sort_now="",
        near=(),
        beyond=(),
        beyond_heading="",
        paging=nothing,
        map=None,
        person=None,
        degraded=False,
        other_language="",
        other_language_link=None,
        did_you_mean=None,
        left_out=form.left_out,
        empty_heading="",
        ways=(),
    )


def _map(shown: tuple[ListedCard, ...], language: str) -> MapView | None:
    """What is near on the map, else everything: one far away would shrink the rest to a dot."""
    settings = current_app.extensions["settings"]
    near = map_view([card for card in shown if card.nearby], settings, language)
    return near or map_view(shown, settings, language)


def _field(name: str) -> str:
    """The id on the page that a fault is about; choices without a field of their own stand in the filters."""
    return name if name in {"q", "age", "place"} else "filters"


def _cards(asked: Asked, found: Found, place: str) -> Iterator[ListedCard]:
    form, results = asked.form, found.results
    near = set(form.filters.municipalities or asked.home)
    towns = [place for place in results.understood.places if place.kind == "municipality"]
    near.update(code for place in towns for code in place.municipalities)
    showing = Showing(
        language=asked.language,
        now=asked.now,
        address=asked.activity_address,
        near=frozenset(near),
        chosen=frozenset(code for chosen in form.filters.codes.values() for code in chosen),
    )
    ready: ReadyCards = current_app.extensions["ready_cards"]
    card = ready.listing(found.cards, showing)
    first = (form.page - 1) * PER_PAGE + 1
    for number, hit in enumerate(results.hits, first):
        listed = card(
            hit.id,
            reason=reason_line(hit.reasons, asked.language),
            distance_km=hit.distance_km,
            number=number,
            nearby=hit.nearby,
        )
        nearer_url = _nearer(asked, listed, hit, place)
        yield listed._replace(nearer_url=nearer_url) if nearer_url else listed


def _nearer(asked: Asked, listed: ListedCard, hit: Hit, place: str) -> str:
    """The address of similar ones nearer to the place in question, for a card that is far from it or full."""
    if not (place and listed.need) or not (listed.capacity in CLOSED or is_far(hit.distance_km)):
        return ""
    return asked.address({"need": [listed.need], "place": [place], "open": ["1"], "sort": ["nearest"]})


def _hidden(form: SearchForm) -> tuple[tuple[str, str], ...]:
    """Fields of the address that no visible field carries on."""
    kept = [(name, value) for name, value in form.values if name in {"without", "sort", "lat", "lon", "county"}]
    return (*kept, ("asked", form.text)) if form.without else tuple(kept)


def _home_chip(asked: Asked, results: Results) -> tuple[Chip, ...]:
    filters = asked.form.filters
    plays_a_part = not (filters.near or filters.municipalities or filters.counties or results.understood.places)
    if not asked.home or not plays_a_part:
        return ()
    name = chips.place_names(asked.home, asked.language)
    return (Chip(asked.home_label, name, asked.address(asked.form.with_value("without", "home"))),)


def _age_offer(asked: Asked, results: Results) -> Link | None:
    """The age in the question only puts what suits it first; choosing it leaves the rest out."""
    for offer in results.facets.get("age", ()):
        text = _("Only what suits %(number)s-year-olds (%(count)s)", number=offer.code, count=offer.count)
        return Link(asked.address(asked.form.arguments(age=offer.code)), text) if offer.count else None
    return None


def _clear_url(asked: Asked, understood: Understood, *, chosen: bool) -> str:
    """First what was chosen goes, then what was understood; the words stay."""
    arguments: dict[str, list[str]] = {"q": [asked.form.text]} if asked.form.text else {}
    if not chosen and understood.parts:
        arguments["without"] = list(dict.fromkeys([*asked.form.without, *(part.key for part in understood.parts)]))
    return asked.address(arguments)


def _sorts(asked: Asked, *, has_place: bool) -> tuple[Link, ...]:
    names = {
        Sort.BEST: _("Best match"),
        Sort.NEAREST: _("Nearest"),
        Sort.NEXT: _("Next session"),
        Sort.CONFIRMED: _("Recently confirmed"),
    }
    if not has_place:
        names.pop(Sort.NEAREST)
    return tuple(
        Link(
            asked.address(asked.form.arguments(sort="" if sort is Sort.BEST else sort.value)),
            name,
            current=asked.form.sort is sort,
        )
        for sort, name in names.items()
    )


def _beyond_heading(results: Results, where: str) -> str:
    if not results.beyond:
        return ""
    if not results.total:
        return _("Nearest to this") if where else ""
    return _("Further away (%(number)s)", number=results.beyond)


def _paging(asked: Asked, results: Results) -> Paging:
    listed = results.listed or results.total + results.beyond
    last = max(1, -(-listed // PER_PAGE))
    page = asked.form.page
    if last == 1 and page == 1:
        return Paging((), None)
    arguments = asked.form.arguments()

    def link(number: int, text: str) -> Link:
        extra = {"page": [str(number)]} if number > 1 else {}
        return Link(asked.address({**arguments, **extra}), text, current=number == page)

    wanted = sorted({1, last, *range(max(1, page - PAGES_AROUND), min(last, page + PAGES_AROUND) + 1)})
    numbers: list[Link | None] = []
    for before, number in zip([0, *wanted], wanted, strict=False):
        if number - before > 1:
            numbers.append(None)
        numbers.append(link(number, str(number)))
    left = min(PER_PAGE, listed - page * PER_PAGE)
    more = link(page + 1, ngettext("Show %(num)s more", "Show %(num)s more", left)) if left > 0 else None
    return Paging(tuple(numbers), more)


def _other_language(others: int, language: str) -> str:
    if not others:
        return ""
    name = codes("languages")[language][language]
    return ngettext(
        "%(num)s activity here is not written in %(language)s. It is marked.",
        "%(num)s activities here are not written in %(language)s. They are marked.",
        others,
        language=name if language == "en" else small(name),
    )


def _own_language(asked: Asked, results: Results) -> Link | None:
    language = asked.language
    count = next((c.count for c in results.facets.get("languages", ()) if c.code == language), 0)
    if not count or language in asked.form.chosen("language"):
        return None
    texts = {
        "fi": _("Show only those held in Finnish (%(count)s)", count=count),
        "sv": _("Show only those held in Swedish (%(count)s)", count=count),
        "en": _("Show only those held in English (%(count)s)", count=count),
    }
    return Link(asked.address(asked.form.with_value("language", language)), texts[language])


def _did_you_mean(asked: Asked, results: Results) -> Link | None:
    text = results.understood.did_you_mean
    if not text or text.casefold() == asked.form.text.casefold():
        return None
    return Link(asked.address(asked.form.arguments(drop_names=("without",), q=text)), text)
