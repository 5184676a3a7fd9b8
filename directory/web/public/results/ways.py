"""When nothing was found: what to leave out, and how many results that would give."""

from typing import Final

from directory.web.public.results.chips import Address
from directory.web.public.results.page import Way
from directory.web.public.search_form import FACET_FIELDS, SearchForm
from directory.web.translating import gettext as _
from directory.web.translating import ngettext
from search.types import Loosening, Results

PLACE_FIELDS: Final = ("place", "county", "lat", "lon", "km", "scope")
TIME_FIELDS: Final = ("day", "time", "when")


def ways_out(form: SearchForm, results: Results, address: Address) -> tuple[Way, ...]:
    """One line per loosening, the one that gives most first."""
    ways: list[Way] = []
    for loosening in sorted(results.loosenings, key=lambda way: -way.count):
        found = _way(form, loosening)
        if found is not None:
            text, arguments = found
            count = ngettext("%(num)s activity", "%(num)s activities", loosening.count)
            ways.append(Way(address(arguments), _("%(what)s: %(count)s", what=text, count=count)))
    return tuple(ways)


def _way(form: SearchForm, loosening: Loosening) -> tuple[str, dict[str, list[str]]] | None:
    what = loosening.what
    name = what.removeprefix("filter:")
    if what == "words":
        return _("Search without the words"), form.arguments(drop_names=("q", "without"))
    if what == "filter:all":
        names = {key for key, _value in form.values} - {"q", "without", "sort"}
        return _("Remove all choices"), form.arguments(drop_names=names)
    fields = {
        "place": PLACE_FIELDS,
        "near": ("km",),
        "sessions": TIME_FIELDS,
        "days": TIME_FIELDS,
        "times": TIME_FIELDS,
        "age": ("age",),
        "ages": ("ages",),
        "gender": ("gender",),
        "open_places": ("open",),
        "municipalities": PLACE_FIELDS,
    }
    words = {
        "place": _("Remove the place"),
        "municipalities": _("Remove the place"),
        "near": _("Remove the distance"),
        "sessions": _("Any day and time"),
        "days": _("Any day and time"),
        "times": _("Any day and time"),
        "age": _("Remove the age"),
        "ages": _("Remove the age"),
        "gender": _("Whatever the gender"),
        "open_places": _("Also full groups and waiting lists"),
    }
    if name in fields:
        return words[name], form.arguments(drop_names=fields[name])
    names = {field for field, facet in FACET_FIELDS.items() if facet == name}
    if not names:
        return None
    return _facet_words(name), form.arguments(drop_names=names)


def _facet_words(facet: str) -> str:
    words = {
        "needs": _("Remove the need"),
        "kinds": _("Any kind of activity"),
        "target_groups": _("Whoever it is for"),
        "tiers": _("Any tier"),
        "languages": _("In any language"),
        "modes": _("On site, by phone or online"),
        "threshold": _("Remove the choices of an easy start"),
        "outreach_help": _("Remove the choices of an easy start"),
        "meets_at": _("Whoever meets you"),
        "costs": _("Whatever the cost"),
        "accessibility": _("Also where accessibility is not known"),
        "referral_routes": _("However one comes"),
        "capacity": _("Also full groups and waiting lists"),
    }
    return words[facet]
