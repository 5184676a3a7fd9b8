"""What decides whether one goes: who meets you, where it is, what it costs, how easy it is to begin."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from directory.services.cards import Card, CardLocation
from directory.vocabulary import codes, counties, municipalities
from directory.web.formatting import age_range_in_brief, distance, euros, list_of
from directory.web.listing.languages import others_first
from directory.web.pages import Badge, Fact
from directory.web.short_labels import short_label, small

MEETS: Final = {
    "fi": {
        "door": ("door", "ottaa vastaan ovella"),
        "stop": ("stop", "on vastassa pysäkillä"),
        "home": ("home", "tulee ensin kotiin"),
        "phone": ("phone", "soittaa ensin"),
        "": ("people", "ottaa vastaan"),
    },
    "sv": {
        "door": ("door", "möter dig vid dörren"),
        "stop": ("stop", "möter dig vid hållplatsen"),
        "home": ("home", "kommer först hem till dig"),
        "phone": ("phone", "ringer först"),
        "": ("people", "tar emot dig"),
    },
    "en": {
        "door": ("door", "meets you at the door"),
        "stop": ("stop", "meets you at the bus stop"),
        "home": ("home", "comes to your home first"),
        "phone": ("phone", "phones first"),
        "": ("people", "meets you"),
    },
}
PLACELESS: Final = (
    ("home_visit", "home", {"fi": "Kotona", "sv": "Hemma", "en": "At home"}),
    ("outdoors", "pin", {"fi": "Ulkona", "sv": "Utomhus", "en": "Outdoors"}),
    ("phone", "phone", {"fi": "Puhelimitse", "sv": "Per telefon", "en": "By phone"}),
    ("online", "globe", {"fi": "Verkossa", "sv": "På nätet", "en": "Online"}),
)
WHOLE_COUNTRY: Final = {"fi": "koko Suomi", "sv": "hela Finland", "en": "all of Finland"}
SECRET: Final = {"fi": "osoite kerrotaan puhelimessa", "sv": "adressen ges per telefon", "en": "address given by phone"}
MORE_PLACES: Final = {
    "fi": ("ja toinen paikka", "ja {n} muuta paikkaa"),
    "sv": ("och ett ställe till", "och {n} ställen till"),
    "en": ("and one more place", "and {n} more places"),
}
# Which easy beginnings are told first when a card has room for two.
OUTREACH_FIRST: Final = ("first_call", "accompanied", "transport")
EASY_FIRST: Final = ("any_condition", "no_signup", "may_just_sit", "no_id", "companion_ok", "small_group", "hands_on")
BADGE_CODES: Final = frozenset((*OUTREACH_FIRST, *EASY_FIRST))  # those whose order depends on what was chosen
COST_WITH_AMOUNT: Final = {
    "fi": {"membership": "jäsenyys {sum}", "voluntary": "vapaaehtoinen {sum}"},
    "sv": {"membership": "medlemskap {sum}", "voluntary": "frivilligt {sum}"},
    "en": {"membership": "membership {sum}", "voluntary": "voluntary {sum}"},
}
BADGES: Final = 2
# What is said of a few codes is the same on thousands of cards, and most of the work of drawing one.
_KEPT: Final = 4096


def facts(card: Card, language: str, *, near: Collection[str], distance_km: float | None) -> tuple[Fact, ...]:
    """Who meets you, then where. ``near`` are municipality codes that need not be named again."""
    shown = [_meets(card, language)] if card.meets_name else []
    return (*shown, place(card, language, near=near, distance_km=distance_km))


def _meets(card: Card, language: str) -> Fact:
    icon, text = MEETS[language][card.meets_at or ""]
    return Fact(icon, text, strong=card.meets_name)


def place(card: Card, language: str, *, near: Collection[str] = (), distance_km: float | None = None) -> Fact:
    """Where it is, as nearly as the public may know."""
    if not card.locations:
        return _placeless(card, language)
    return Fact("pin", located(card.locations, language, near=near, distance_km=distance_km))


def located(
    locations: Sequence[CardLocation], language: str, *, near: Collection[str] = (), distance_km: float | None = None
) -> str:
    """The place in the list's area, else the first one, how far it is, and how many there are besides."""
    location = next((spot for spot in locations if spot.municipality in near), locations[0])
    parts = _location(location, language, near)
    if distance_km is not None:
        parts.append(distance(distance_km, language))
    text = ", ".join(part for part in parts if part)
    others = len(locations) - 1
    if others > 0:
        text += " " + MORE_PLACES[language][others > 1].format(n=others)
    return text


def _location(location: CardLocation, language: str, near: Collection[str]) -> list[str]:
    town = municipalities().get(location.municipality)
    name = town.names[language] if town else ""
    if location.precision == "hidden":
        return [name, SECRET[language]]
    shown = location.name or location.street
    return [shown, "" if location.municipality in near and shown else name]


def _placeless(card: Card, language: str) -> Fact:
    ways = [(icon, texts[language]) for mode, icon, texts in PLACELESS if mode in card.modes]
    area = _area(card, language)
    if not ways:
        return Fact("pin", area[:1].upper() + area[1:])
    first, *others = [text for _, text in ways]
    text = list_of([first, *(other[:1].lower() + other[1:] for other in others)], language)
    return Fact(ways[0][0], f"{text}, {area}" if area else text)


def _area(card: Card, language: str) -> str:
    if card.area_level == "national":
        return WHOLE_COUNTRY[language]
    served = [municipalities()[code] for code in card.area_municipalities if code in municipalities()]
    if len(served) > 3:
        county = counties().get(served[0].county)
        if card.area_level == "county" and county is not None:
            return county.names[language]
        return list_of([town.names[language] for town in served[:2]], language) + " …"
    return list_of([town.names[language] for town in served], language)


def badges(card: Card, language: str, chosen: Collection[str] = ()) -> tuple[Badge, ...]:
    """Two facts that decide, then one plain line. ``chosen`` codes (what the reader asked for) go first."""
    deciding = _deciding(
        card.outreach_help, card.threshold, card.capacity or "", language, BADGE_CODES.intersection(chosen)
    )
    return (*deciding, Badge(plain_line(card, language), "text"))


@lru_cache(maxsize=_KEPT)
def _deciding(
    outreach_help: tuple[str, ...], threshold: tuple[str, ...], capacity: str, language: str, chosen: frozenset[str]
) -> tuple[Badge, ...]:
    found = []
    if "fetched_from_home" in outreach_help:
        found.append(Badge(short_label("outreach_help", "fetched_from_home", language), "fetch", "van"))
    if capacity in {"waiting_list", "full", "starting"}:
        found.append(Badge(short_label("capacity", capacity, language), "wait", "clock"))
    plain = [("outreach_help", code) for code in OUTREACH_FIRST if code in outreach_help] + [
        ("threshold", code) for code in EASY_FIRST if code in threshold
    ]
    plain.sort(key=lambda item: item[1] not in chosen)
    found += [Badge(short_label(code_list, code, language)) for code_list, code in plain[: max(0, BADGES - len(found))]]
    return tuple(found)


def plain_line(card: Card, language: str) -> str:
    """Language, for whom, cost and room in one line: ``suomi · miehille, 63+ v · maksuton``."""
    parts = [_spoken(card.languages, language), for_whom(card, language), cost(card, language)]
    if card.capacity == "open":
        parts.append(small(short_label("capacity", "open", language)))
    return " · ".join(part for part in parts if part)


@lru_cache(maxsize=_KEPT)
def _spoken(languages: tuple[str, ...], language: str) -> str:
    """The languages of the activity, four at most by name."""
    known = codes("languages")
    names = [known[code][language] for code in others_first(languages, language) if code in known]
    return ", ".join(names[:4]) + (" …" if len(names) > 4 else "")


def for_whom(card: Card, language: str) -> str:
    """Ages and gender when the activity is not for all."""
    return _for_whom(card.gender, card.age_min, card.age_max, language)


@lru_cache(maxsize=_KEPT)
def _for_whom(gender: str, age_min: float | None, age_max: float | None, language: str) -> str:
    parts = [small(short_label("genders", gender, language))] if gender in {"men", "women"} else []
    ages = age_range_in_brief(age_min, age_max, language)
    return ", ".join([*parts, ages] if ages else parts)


def cost(card: Card, language: str) -> str:
    """``maksuton``, ``6 €``, ``medlemskap 15 €``; empty when it is not known."""
    if card.cost is None:
        return ""
    if card.cost_amount and card.cost in {"fee", "membership", "voluntary"}:
        form = COST_WITH_AMOUNT[language].get(card.cost, "{sum}")
        return form.format(sum=euros(card.cost_amount, language))
    return small(short_label("costs", card.cost, language))
