"""What was understood and what was chosen, each with the address of the same search without it."""

from collections.abc import Callable, Sequence
from typing import Final

from flask_babel import lazy_gettext as _l

from directory.vocabulary import codes, counties, municipalities, regions
from directory.web.formatting import list_of
from directory.web.pages import Chip
from directory.web.public.results.concepts import concept_label
from directory.web.public.search_form import FACET_FIELDS, SearchForm
from directory.web.short_labels import short_label, small
from directory.web.translating import gettext as _
from search.index import AGES
from search.types import Part, PartKind, Understood

Address = Callable[[dict[str, list[str]]], str]
LABELLED_SMALL: Final = {"fi", "sv"}
NAMED: Final = 3  # places a chip names one by one


DAY_NAMES: Final = {
    "mo": _l("Monday"),
    "tu": _l("Tuesday"),
    "we": _l("Wednesday"),
    "th": _l("Thursday"),
    "fr": _l("Friday"),
    "sa": _l("Saturday"),
    "su": _l("Sunday"),
}
TIME_NAMES: Final = {"morning": _l("Mornings"), "afternoon": _l("Afternoons"), "evening": _l("Evenings")}
PERIOD_NAMES: Final = {
    "today": _l("Today"),
    "tomorrow": _l("Tomorrow"),
    "this_week": _l("This week"),
    "next_week": _l("Next week"),
}
SCOPE_NAMES: Final = {
    "municipality": _l("only this municipality"),
    "near": _l("within 60 km"),
    "county": _l("the whole wellbeing services county"),
    "all": _l("all of Finland"),
}
FIELD_NAMES: Final = {
    "need": _l("Need"),
    "kind": _l("Kind of activity"),
    "group": _l("For whom"),
    "tier": _l("Tier"),
    "language": _l("Language"),
    "mode": _l("How"),
    "easy": _l("Easy start"),
    "help": _l("Easy start"),
    "meets": _l("Who meets you"),
    "cost": _l("Cost"),
    "access": _l("Accessibility"),
    "route": _l("How one comes"),
}
CONCEPT_NAMES: Final = {"needs": _l("Need"), "kinds": _l("Kind of activity"), "target_groups": _l("For whom")}


def day_name(code: str) -> str:
    """A weekday by its code (mo … su)."""
    return str(DAY_NAMES[code])


def time_name(code: str) -> str:
    """A time of day by its code."""
    return str(TIME_NAMES[code])


def period_name(code: str) -> str:
    """A period by its code."""
    return str(PERIOD_NAMES[code])


def age_group_name(code: str) -> str:
    """An age group by its code."""
    first, last = AGES[code]
    if not first:
        return _("Under %(number)s years", number=last + 1)
    if code.endswith("-"):
        return _("%(number)s years and over", number=first)
    return _("%(first)s–%(last)s years", first=first, last=last)


def scope_name(value: str) -> str:
    """How far results may lie, by its code."""
    return str(SCOPE_NAMES[value])


def place_name(code: str, language: str) -> str:
    """The name of a municipality, county or region by its code; the code itself when it is none of them."""
    if code in municipalities():
        return municipalities()[code].names[language]
    if code in counties():
        return counties()[code].names[language]
    return regions()[code][language] if code in regions() else code


def place_names(found: Sequence[str], language: str) -> str:
    """The names of a few places, or of the first ones and how many more."""
    names = [place_name(code, language) for code in found]
    if len(names) <= NAMED:
        return list_of(names, language)
    return _("%(names)s and %(count)s others", names=", ".join(names[: NAMED - 1]), count=len(names) - NAMED + 1)


def understood_chips(form: SearchForm, understood: Understood, language: str, address: Address) -> list[Chip]:
    """A chip for each understood part; without it, its words are searched as plain words."""
    chips: list[Chip] = []
    for part in understood.parts:
        said = _said(part, language)
        if said is not None:
            chips.append(Chip(*said, url=address(form.with_value("without", part.key))))
    return chips


def _said(part: Part, language: str) -> tuple[str, str] | None:
    if part.kind is PartKind.CONCEPT:
        return _concept(part, language)
    return {
        PartKind.PLACE: _place,
        PartKind.AGE: _age,
        PartKind.GENDER: _gender,
        PartKind.LANGUAGE: _language,
        PartKind.MODE: _mode,
        PartKind.DAY: _time,
        PartKind.TIME: _time,
        PartKind.PERIOD: _time,
    }[part.kind](part, language)


def _place(part: Part, language: str) -> tuple[str, str]:
    return _("Place"), place_name(part.code, language) if part.code.isdigit() else part.text


def _age(part: Part, _language: str) -> tuple[str, str]:
    number = f"{part.value:g}" if part.value is not None else part.text
    return _("Age"), _("%(number)s years", number=number)


def _gender(part: Part, _language: str) -> tuple[str, str]:
    return _("For whom"), {"men": _("men"), "women": _("women")}.get(part.code, part.text)


def _language(part: Part, language: str) -> tuple[str, str]:
    known = codes("languages").get(part.code)
    return _("Language"), known[language] if known else part.text


def _mode(part: Part, language: str) -> tuple[str, str]:
    known = codes("modes").get(part.code)
    return _("How"), _small(known[language], language) if known else part.text


def _time(part: Part, language: str) -> tuple[str, str]:
    names = {PartKind.DAY: day_name, PartKind.TIME: time_name, PartKind.PERIOD: period_name}
    try:
        name = names[part.kind](part.code)
    except KeyError:
        name = part.text
    return _("When"), name if language == "en" and part.kind is PartKind.DAY else small(name)


def _concept(part: Part, language: str) -> tuple[str, str] | None:
    label = concept_label(part.code, language)
    if not label:
        return None
    kind = CONCEPT_NAMES.get(part.code.partition(":")[0])
    return str(kind) if kind else _("Topic"), _small(label, language)


def chosen_chips(form: SearchForm, language: str, address: Address) -> list[Chip]:
    """A chip for each choice of the reader."""
    chips: list[Chip] = []
    for name, value in form.values:
        said = _choice(form, name, value, language)
        if said is None:
            continue
        dropped = ("lat", "lon", "km") if name == "lat" else ()
        arguments = form.arguments(drop=[(name, value)], drop_names=dropped)
        if name == "place" and len(form.filters.municipalities) == 1:
            arguments.pop("scope", None)
        chips.append(Chip(*said, url=address(arguments)))
    return chips


def _choice(form: SearchForm, name: str, value: str, language: str) -> tuple[str, str] | None:
    if name in FACET_FIELDS:
        facet = FACET_FIELDS[name]
        return str(FIELD_NAMES[name]), _small(short_label(facet, value, language), language)
    simple: dict[str, Callable[[], tuple[str, str]]] = {
        "place": lambda: (_("Place"), place_name(value, language)),
        "county": lambda: (_("Place"), counties()[value].names[language]),
        "lat": lambda: (_("Place"), _near_me(form)),
        "age": lambda: (_("Age"), _("%(number)s years", number=value)),
        "ages": lambda: (_("Age"), small(age_group_name(value))),
        "gender": lambda: (_("For whom"), _("men") if value == "men" else _("women")),
        "day": lambda: (_("When"), small(day_name(value)) if language != "en" else day_name(value)),
        "time": lambda: (_("When"), small(time_name(value))),
        "when": lambda: (_("When"), small(period_name(value))),
        "open": lambda: (_("Room"), _("room for newcomers")),
        "scope": lambda: (_("Distance"), scope_name(value)),
    }
    return simple[name]() if name in simple else None


def _near_me(form: SearchForm) -> str:
    if form.filters.radius_km:
        return _("within %(number)s km of you", number=f"{form.filters.radius_km:g}")
    return _("near you")


def _small(label: str, language: str) -> str:
    """In Finnish and Swedish a label inside a line starts small; English names of languages do not."""
    return small(label) if language in LABELLED_SMALL else label
