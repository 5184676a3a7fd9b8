"""The heading of results in words: how many, where."""

from directory.vocabulary import municipalities
from directory.web.place_names import in_county, in_municipality
from directory.web.public.search_form import SearchForm
from directory.web.translating import gettext as _
from directory.web.translating import ngettext
from search.types import Results, Scope, UnderstoodPlace


def count_text(results: Results) -> str:
    """``14 activities``; "over" when the engine stopped counting."""
    total = results.total or results.beyond
    text = ngettext("%(num)s activity", "%(num)s activities", total)
    return text if results.exact else _("over %(count)s", count=text)


def where(form: SearchForm, results: Results, home: tuple[str, ...], language: str) -> str:
    """Where the results are, as a phrase after their number; empty when no place plays a part."""
    filters = form.filters
    if filters.near is not None:
        return _("near you")
    if filters.counties:
        return in_county(filters.counties[0], language)
    chosen = filters.municipalities
    if not chosen and results.understood.places:
        place = results.understood.places[0]
        if place.kind != "municipality" or len(results.understood.places) > 1:
            return _other_place(place, language)
        chosen = place.municipalities
    return _around(chosen or home, filters.scope, language)


def _around(chosen: tuple[str, ...], scope: Scope, language: str) -> str:
    if len(chosen) != 1 or chosen[0] not in municipalities() or scope is Scope.ALL:
        return ""
    name = in_municipality(chosen[0], language)
    if scope is Scope.MUNICIPALITY:
        return name
    if scope is Scope.COUNTY:
        return in_county(municipalities()[chosen[0]].county, language)
    return _("%(in_place)s and nearby", in_place=name)


def _other_place(place: UnderstoodPlace, language: str) -> str:
    if place.kind == "county" and place.counties:
        return in_county(place.counties[0], language)
    if len(place.municipalities) == 1:
        return _("%(in_place)s and nearby", in_place=in_municipality(place.municipalities[0], language))
    return ""


def heading(form: SearchForm, results: Results, home: tuple[str, ...], language: str) -> str:
    """``14 toimintaa Lieksassa ja lähellä``."""
    place = where(form, results, home, language)
    if not results.total and not results.beyond:
        return _("Nothing found")
    if not results.total and place:
        return _("Nothing for this %(place)s", place=place)
    return f"{count_text(results)} {place}".strip()


def first_place(form: SearchForm, results: Results, home: tuple[str, ...]) -> str:
    """The municipality the search is about, "" when there is none."""
    chosen = form.filters.municipalities or tuple(
        code for place in results.understood.places for code in place.municipalities[:1]
    )
    return next(iter(chosen or home), "")
