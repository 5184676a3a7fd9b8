"""The fact list: for whom, cost, languages, area, needs, and who is behind it."""

from collections.abc import Callable, Iterator

from directory.models import Activity, Contact
from directory.vocabulary import AreaLevel, Cost, codes, label, municipalities
from directory.web.formatting import age_range, euros, list_of, phone_shown, phone_uri
from directory.web.public.activity.page import Fact, Link, Person
from directory.web.translating import gettext as _
from directory.web.words import choose

AREA_NAMED = 6  # municipalities named one by one; more are told as a number
SAME_AS_GENDER = frozenset({"men", "women"})
SAID_BY_AGE = frozenset({"children", "young", "working_age", "older"})


def facts_of(activity: Activity, language: str, need_url: Callable[[str], str]) -> tuple[Fact, ...]:
    """The rows, unknown ones said as unknown where a reader would look for them."""
    return tuple(_facts(activity, language, need_url))


def _facts(activity: Activity, language: str, need_url: Callable[[str], str]) -> Iterator[Fact]:
    yield Fact(_("For whom"), for_whom(activity, language))
    yield Fact(_("Cost"), cost(activity, language), note=choose(activity.cost_note, language))
    if bring := choose(activity.bring, language):
        yield Fact(_("What to bring"), "", note=bring)
    yield Fact(_("Languages of the activity"), languages(activity, language) or _("Not told"))
    names = [label("modes", mode, language) for mode in activity.modes if mode in codes("modes")]
    if names:
        yield Fact(_("How it is held"), list_of([names[0], *(_small(name) for name in names[1:])], language))
    yield Fact(_("Area"), area(activity, language))
    if activity.needs:
        needs = [need for need in activity.needs if need in codes("needs")]
        yield Fact(_("Belongs to"), "", tuple(Link(label("needs", n, language), need_url(n)) for n in needs))


def for_whom(activity: Activity, language: str) -> str:
    """``Men, 63 and over``; the age is said as unknown only when nothing else tells who it is for."""
    age = age_range(activity.age_min, activity.age_max, language)
    said = (SAME_AS_GENDER if activity.gender != "all" else frozenset()) | (SAID_BY_AGE if age else frozenset())
    groups = [
        label("target_groups", group, language)
        for group in sorted(activity.target_groups, key=lambda group: group != "everyone")
        if group in codes("target_groups") and group not in said
    ]
    people = [label("target_groups", activity.gender, language)] if activity.gender in SAME_AS_GENDER else []
    parts = [*people, *groups, *([age] if age else [])]
    return ", ".join([parts[0], *(_small(part) for part in parts[1:])]) if parts else _("Not told")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def cost(activity: Activity, language: str) -> str:
    """``Free of charge``, ``Fee, €5``; unknown is said."""
    if activity.cost is None:
        return _("Not told")
    if activity.cost == Cost.FREE and "no_membership" in activity.threshold:
        return _("Free of charge, no membership needed")
    name = label("costs", activity.cost, language)
    if not activity.cost_amount:
        return name
    return f"{name}, {euros(activity.cost_amount, language)}"


def languages(activity: Activity, language: str) -> str:
    """The languages one can take part in; empty when not stated."""
    names = [label("languages", code, language) for code in activity.languages if code in codes("languages")]
    text = list_of(names, language)
    return text[:1].upper() + text[1:]


def area(activity: Activity, language: str) -> str:
    """Which municipalities it serves."""
    known = [municipalities()[code] for code in activity.area_municipalities if code in municipalities()]
    if activity.area_level == AreaLevel.NATIONAL or not known:
        return label("area_levels", activity.area_level, language)
    if len(known) > AREA_NAMED:
        first = ", ".join(municipality.names[language] for municipality in known[:AREA_NAMED])
        return _("%(names)s and %(count)s other municipalities", names=first, count=len(known) - AREA_NAMED)
    return list_of([municipality.names[language] for municipality in known], language)


def people_of(activity: Activity, language: str) -> tuple[Person, ...]:
    """Public contacts; the organisation's own number when the activity has none."""
    people = [_person(contact, language) for contact in activity.contacts if contact.audience == "public"]
    organisation = activity.organisation
    if not any(person.phone or person.email for person in people) and (organisation.phone or organisation.email):
        name = choose(organisation.names, language)
        people.append(
            Person(
                name=name.text if name else "",
                role=None,
                phone=phone_shown(organisation.phone) if organisation.phone else "",
                phone_uri=phone_uri(organisation.phone) if organisation.phone else "",
                email=organisation.email,
            )
        )
    return tuple(people)


def _person(contact: Contact, language: str) -> Person:
    return Person(
        name=contact.name,
        role=choose(contact.role, language),
        phone=phone_shown(contact.phone) if contact.phone else "",
        phone_uri=phone_uri(contact.phone) if contact.phone else "",
        email=contact.email,
    )
