"""The search form: what stands in the address, read strictly, and written back.

Everything the reader chose is in the address, so a search can be kept, sent and gone back to. What is not on an
allow-list is a fault with a name; it never reaches search.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Final

from werkzeug.datastructures import MultiDict

from directory.vocabulary import codes, counties, municipalities
from directory.web.pages import FieldError
from directory.web.translating import gettext as _
from search.filtering import RADII_KM
from search.index import AGES
from search.privacy import cleaned
from search.types import Filters, Point, Question, Scope, Sort

QUESTION_MAX: Final = 300  # characters; a long sentence has 200
PAGE_MAX: Final = 500
PER_PAGE: Final = 20
WITHOUT_MAX: Final = 20
KEY_MAX: Final = 80
AGE_MAX: Final = 120
# Finland with some room around it, WGS 84 degrees.
LATITUDES: Final = (59.0, 71.0)
LONGITUDES: Final = (18.0, 33.0)
RADII: Final = RADII_KM

# Name in the address -> facet (search.index.FACETS), whose codes are those of the code list of the same name.
FACET_FIELDS: Final[Mapping[str, str]] = {
    "need": "needs",
    "kind": "kinds",
    "group": "target_groups",
    "tier": "tiers",
    "language": "languages",
    "mode": "modes",
    "easy": "threshold",
    "help": "outreach_help",
    "meets": "meets_at",
    "cost": "costs",
    "access": "accessibility",
    "route": "referral_routes",
}
DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
TIMES: Final = ("morning", "afternoon", "evening")
PERIODS: Final = ("today", "tomorrow", "this_week", "next_week")
GENDERS: Final = ("men", "women")
SCOPES: Final = ("municipality", "near", "county", "all")


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What the reader chose. ``values`` holds the address's valid fields, in a steady order; ``errors`` the rest."""

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    without: tuple[str, ...] = ()
    sort: Sort = Sort.BEST
    page: int = 1
    values: tuple[tuple[str, str], ...] = ()
    errors: tuple[FieldError, ...] = ()
    typed_age: str = ""
    left_out: bool = False  # an identity code, phone number or address was typed, and is nowhere on the page

    def question(self, language: str, now: datetime, home: tuple[str, ...]) -> Question:
        """The question to ask."""
        return Question(
            text=self.text,
            ui_language=language,
            now=now,
            filters=self.filters,
            without=frozenset(self.without),
            home=home,
            sort=self.sort,
            page=self.page,
            per_page=PER_PAGE,
        )

    def arguments(
        self, *, drop: Iterable[tuple[str, str]] = (), drop_names: Iterable[str] = (), **changes: str
    ) -> dict[str, list[str]]:
        """The address's arguments with something left out or set; the page always starts from the first."""
        dropped, names = set(drop), {*drop_names, "page", *changes}
        kept: dict[str, list[str]] = {}
        for name, value in self.values:
            if name not in names and (name, value) not in dropped:
                kept.setdefault(name, []).append(value)
        for name, value in changes.items():
            if value:
                kept[name] = [value]
        return kept

    def with_value(self, name: str, value: str) -> dict[str, list[str]]:
        """The arguments with one value more."""
        arguments = self.arguments()
        arguments.setdefault(name, []).append(value)
        return arguments

    def chosen(self, name: str) -> tuple[str, ...]:
        """The values chosen for one field."""
        return tuple(value for key, value in self.values if key == name)


class _Reader:
    """Reads fields one by one and keeps what was valid and what was not."""

    def __init__(self, args: MultiDict[str, str]) -> None:
        self.args = args
        self.values: list[tuple[str, str]] = []
        self.errors: list[FieldError] = []

    def fault(self, name: str, text: str) -> None:
        self.errors.append(FieldError(name, text))

    def one(self, name: str) -> str:
        return _clean(self.args.get(name, "")[: QUESTION_MAX * 2])

    def choice(self, name: str, allowed: Iterable[str]) -> str:
        value = self.one(name)
        if not value:
            return ""
        if value not in allowed:
            self.fault(name, _("The address has a choice that does not exist: %(name)s.", name=name))
            return ""
        self.values.append((name, value))
        return value

    def choices(self, name: str, allowed: Mapping[str, object] | tuple[str, ...]) -> tuple[str, ...]:
        found: list[str] = []
        for raw in self.args.getlist(name):
            value = _clean(raw[:KEY_MAX])
            if not value or value in found:
                continue
            if value not in allowed:
                self.fault(name, _("The address has a choice that does not exist: %(name)s.", name=name))
                continue
            found.append(value)
            self.values.append((name, value))
        return tuple(found)

    def number(self, name: str, low: float, high: float, text: str) -> float | None:
        value = self.one(name)
        if not value:
            return None
        try:
            number = float(value.replace(",", ".")) if len(value) <= 12 else None
        except ValueError:
            number = None
        if number is None or not low <= number <= high:
            self.fault(name, text)
            return None
        self.values.append((name, value))
        return number


def read_form(args: MultiDict[str, str]) -> SearchForm:
    """Read the form from an address. Never raises: faults are in ``errors``, the valid rest is kept."""
    reader = _Reader(args)
    text, left_out = _text(reader)
    codes_chosen = {
        facet: chosen for name, facet in FACET_FIELDS.items() if (chosen := reader.choices(name, codes(facet)))
    }
    form = SearchForm(
        text=text,
        filters=_place(reader, _person(reader, _times(reader, Filters(codes=codes_chosen)))),
        without=_without(reader, text),
        sort=Sort(reader.choice("sort", tuple(Sort)) or Sort.BEST),
        page=_page(reader),
        typed_age=reader.one("age")[:12],
        left_out=left_out,
    )
    return replace(form, values=tuple(reader.values), errors=tuple(reader.errors))


def _clean(value: str) -> str:
    """Text without control characters, halves of characters and doubled spaces."""
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def _text(reader: _Reader) -> tuple[str, bool]:
    """The question without what tells who somebody is, and whether there was any."""
    raw = reader.args.get("q", "")
    if len(raw) > QUESTION_MAX:
        reader.fault("q", _("The question is too long. Use at most %(number)s characters.", number=QUESTION_MAX))
    said = cleaned(_clean(raw[:QUESTION_MAX]))
    text = _clean(said.text)
    if text:
        reader.values.append(("q", text))
    return text, bool(said.left_out)


def _times(reader: _Reader, filters: Filters) -> Filters:
    return replace(
        filters,
        days=reader.choices("day", DAYS),
        times=reader.choices("time", TIMES),
        period=reader.choice("when", PERIODS) or None,
        open_places=bool(reader.choice("open", ("1",))),
    )


def _person(reader: _Reader, filters: Filters) -> Filters:
    age = reader.number("age", 0, AGE_MAX, _("Write the age in years, for example 75."))
    return replace(
        filters, age=age, ages=reader.choices("ages", tuple(AGES)), gender=reader.choice("gender", GENDERS) or None
    )


@cache
def _active() -> Mapping[str, object]:
    return {code: town for code, town in municipalities().items() if town.active}


def _place(reader: _Reader, filters: Filters) -> Filters:
    filters = replace(
        filters,
        municipalities=reader.choices("place", _active()),
        counties=reader.choices("county", counties()),
        scope=Scope(reader.choice("scope", SCOPES) or Scope.AUTO),
    )
    out = _("The place in the address is not in Finland.")
    lat, lon = reader.number("lat", *LATITUDES, out), reader.number("lon", *LONGITUDES, out)
    if lat is None or lon is None:
        return filters
    km = reader.choice("km", tuple(str(radius) for radius in RADII))
    # Two decimals are about a kilometre: near enough to sort by, too coarse to tell a home.
    return replace(filters, near=Point(round(lat, 2), round(lon, 2)), radius_km=float(km) if km else None)


def _without(reader: _Reader, text: str) -> tuple[str, ...]:
    asked = reader.one("asked")
    if asked and asked != text:  # the question was written anew: what was removed from the old one is forgotten
        return ()
    keys = [key for raw in reader.args.getlist("without")[:WITHOUT_MAX] if (key := _clean(raw[:KEY_MAX]))]
    reader.values += [("without", key) for key in dict.fromkeys(keys)]
    return tuple(dict.fromkeys(keys))


def _page(reader: _Reader) -> int:
    value = reader.one("page")
    if not value:
        return 1
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and 1 <= int(value) <= PAGE_MAX):
        reader.fault("page", _("There is no such page of results."))
        return 1
    return int(value)
