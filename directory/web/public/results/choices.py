"""The groups of choices beside the list, with the number of results each choice would give."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from directory.vocabulary import codes, municipalities
from directory.web.pages import FacetView, Option
from directory.web.public.results.chips import age_group_name, day_name, period_name, scope_name, time_name
from directory.web.public.search_form import DAYS, FACET_FIELDS, PERIODS, RADII, SCOPES, TIMES, SearchForm
from directory.web.short_labels import short_label
from directory.web.translating import gettext as _
from search.index import AGES
from search.types import FacetCount, Scope

EASY: Final = (
    ("help", "fetched_from_home"),
    ("help", "first_call"),
    ("easy", "no_signup"),
    ("easy", "no_membership"),
    ("easy", "no_referral"),
    ("easy", "may_just_sit"),
    ("easy", "companion_ok"),
    ("easy", "small_group"),
    ("easy", "any_condition"),
    ("easy", "sober"),
)
EASY_MORE: Final = (
    ("help", "accompanied"),
    ("help", "transport"),
    ("help", "anonymous"),
    ("easy", "no_id"),
    ("easy", "hands_on"),
    ("easy", "coffee"),
)
LANGUAGES_FIRST: Final = ("fi", "sv", "en", "easy_fi", "sign")
TOWNS: Final = 6


class Choices:
    """Makes options of one results page. Counted ones with zero can be seen but not chosen, unless they are.

    ``facets`` None means that nothing was counted: then every choice is open and has no number.
    """

    def __init__(self, form: SearchForm, facets: Mapping[str, tuple[FacetCount, ...]] | None, language: str) -> None:
        self.form = form
        self.language = language
        self.counting = facets is not None
        self.counts = {facet: {c.code: c.count for c in found} for facet, found in (facets or {}).items()}
        self.chosen = frozenset(form.values)
        self.labels = _labels(language)

    def counted(self, name: str, code: str, facet: str, text: str = "") -> Option:
        """An option with its number."""
        text = text or self.labels[name, code]
        chosen = (name, code) in self.chosen
        if not self.counting:
            return Option(name, code, text, None, chosen)
        number = self.counts.get(facet, {}).get(code, 0)
        return Option(name, code, text, number, chosen, disabled=not number and not chosen)

    def of_list(self, pairs: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
        """Options for (field, code) pairs of code lists."""
        return tuple([self.counted(name, code, FACET_FIELDS[name]) for name, code in pairs])

    def whole(self, name: str, *, present: bool = False) -> tuple[Option, ...]:
        """Every code of a field's list in the list's order; only those that give something with ``present``."""
        listed: Iterable[str] = codes(FACET_FIELDS[name])
        if present:
            counts = self.counts.get(FACET_FIELDS[name], {})
            listed = [code for code in listed if counts.get(code) or (name, code) in self.chosen]
        return self.of_list([(name, code) for code in listed])

    def plain(self, name: str, values: Iterable[str]) -> tuple[Option, ...]:
        """Options that are not counted."""
        return tuple(
            Option(name, value, self.labels[name, value], None, (name, value) in self.chosen) for value in values
        )


@cache
def _labels(language: str) -> Mapping[tuple[str, str], str]:
    """Names of everything that can be chosen, worked out once per language (that of the page being made)."""
    named = {("day", day): day_name(day) for day in DAYS} | {("time", time): time_name(time) for time in TIMES}
    named |= {("when", period): period_name(period) for period in PERIODS}
    named |= {("scope", scope): _capital(scope_name(scope)) for scope in SCOPES}
    for name, facet in FACET_FIELDS.items():
        for code in codes(facet):
            text = short_label(facet, code, language)
            named[name, code] = _capital(text) if name == "language" else text
    return named


def first_facets(choices: Choices, *, has_place: bool) -> tuple[FacetView, ...]:
    """The groups that decide most often: how easy it is to come, who meets you, when, where, language, cost."""
    facets = [
        _with_more(_("Easy to join"), choices.of_list(EASY), choices.of_list(EASY_MORE), _("More of these")),
        FacetView(_("Who meets you"), choices.whole("meets")),
        _when(choices),
    ]
    if choices.form.filters.near is not None:
        facets.append(_distances(choices))
    elif has_place:
        near_first = Option("scope", "", _("Near first"), None, choices.form.filters.scope is Scope.AUTO)
        options = choices.plain("scope", SCOPES)
        facets.append(FacetView(_("How far"), (near_first, *options), single=True))
    facets += [_languages(choices), FacetView(_("Cost and tier"), choices.whole("cost") + choices.whole("tier"))]
    return tuple(facet for facet in facets if facet.options)


def more_facets(choices: Choices) -> tuple[FacetView, ...]:
    """The groups behind "more choices"; only choices that would give something."""
    titles = {
        "need": _("Need"),
        "kind": _("Kind of activity"),
        "group": _("For whom"),
        "mode": _("How"),
        "access": _("Accessibility"),
        "route": _("How one comes"),
    }
    facets = [FacetView(title, choices.whole(name, present=True)) for name, title in titles.items()]
    return tuple(facet for facet in facets if facet.options)


def more_open(form: SearchForm) -> bool:
    """Whether something behind "more choices" has been chosen."""
    return any(name in {"need", "kind", "group", "mode", "access", "route", "day"} for name, _value in form.values)


def towns(choices: Choices) -> tuple[Option, ...]:
    """Municipalities with most results held there, those chosen first."""
    counts = choices.counts.get("municipalities", {})
    active = [code for code in counts if code in municipalities()]
    active.sort(key=lambda code: (("place", code) not in choices.chosen, -counts[code], code))
    return tuple(
        choices.counted("place", code, "municipalities", municipalities()[code].names[choices.language])
        for code in active[:TOWNS]
    )


def gender_options(choices: Choices) -> tuple[Option, ...]:
    """Whom the search is for, by gender."""
    anyone = Option("gender", "", _("Anyone"), None, not choices.form.filters.gender)
    pairs = (("men", _("Men")), ("women", _("Women")))
    return (anyone, *(choices.counted("gender", value, "gender", text) for value, text in pairs))


def age_options(choices: Choices) -> tuple[Option, ...]:
    """Age groups that somebody can belong to."""
    return tuple(choices.counted("ages", code, "ages", age_group_name(code)) for code in AGES)


def room_option(choices: Choices) -> Option:
    """Only what has room for newcomers."""
    return choices.counted("open", "1", "open_places", _("Only those with room"))


def _distances(choices: Choices) -> FacetView:
    """Distances from where the reader is; without a number where too many would have to be measured."""
    counts = choices.counts.get("radius", {})
    chosen = choices.form.filters.radius_km
    options = [
        Option(
            "km",
            str(km),
            _("Within %(number)s km", number=km),
            counts.get(str(km)),
            chosen == km,
            disabled=counts.get(str(km)) == 0 and chosen != km,
        )
        for km in RADII
    ]
    return FacetView(_("How far"), (Option("km", "", _("Near first"), None, chosen is None), *options), single=True)


def _when(choices: Choices) -> FacetView:
    periods = tuple(choices.counted("when", period, "period") for period in PERIODS)
    any_time = (Option("when", "", _("Any time"), None, choices.form.filters.period is None),)
    days = tuple(choices.counted("day", day, "days") for day in DAYS)
    times = tuple(choices.counted("time", time, "times") for time in TIMES)
    return FacetView(
        _("When"),
        any_time + periods,
        single=True,
        more=times + days,
        more_text=_("Time of day and weekday"),
        more_open=any(option.chosen for option in times + days),
    )


def _languages(choices: Choices) -> FacetView:
    counts = choices.counts.get("languages", {})
    first = [code for code in LANGUAGES_FIRST if code in codes("languages")]
    rest = sorted((code for code in counts if code not in first), key=lambda code: (-counts[code], code))
    shown = choices.of_list(("language", code) for code in first)
    more = choices.of_list(("language", code) for code in rest)
    return _with_more(_("Language of the activity"), shown, more, _("More languages"))


def _with_more(legend: str, options: tuple[Option, ...], more: tuple[Option, ...], text: str) -> FacetView:
    return FacetView(legend, options, more=more, more_text=text, more_open=any(option.chosen for option in more))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
