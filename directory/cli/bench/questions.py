"""Questions as they are typed, to load the search page with: what × where × how, so that few repeat."""

import random
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from directory.vocabulary import municipalities
from directory.web.language import PATHS

WHAT: Final = {
    "fi": (
        "yksinäinen mies 75 v",
        "vertaistuki masennus",
        "omaishoitajaryhmä",
        "ruoka-apu",
        "suomen kielen harjoittelu",
        "leski",
        "päihteet läheinen",
        "liikuntaryhmä ikäihmisille",
        "velkaneuvonta",
        "muistisairaan puoliso",
        "perhekahvila",
        "diabetes",
        "nuoren mielenterveys",
        "tukihenkilö",
        "miesten ryhmä ilta",
        "kehitysvammainen nuori",
        "ei käy missään",
        "kävelyryhmä maanantaina",
        "rintasyöpä",
        "kriisiapu",
        "ilmainen toiminta",
        "peliongelma",
    ),
    "sv": (
        "ensam äldre",
        "sorg",
        "närståendevårdare",
        "matutdelning",
        "missbruk anhörig",
        "demens",
        "motion",
        "barnfamilj",
    ),
    "en": (
        "practise Finnish",
        "lonely",
        "peer support depression",
        "food aid",
        "carers group",
        "things to do for seniors",
    ),
}
FILTERS: Final = (
    (),
    (),
    (),
    (("needs", "loneliness"),),
    (("costs", "free"),),
    (("kinds", "peer_group"),),
    (("days", "mo"),),
)
LANGUAGES: Final = ("fi", "fi", "fi", "fi", "sv", "en")
PREFIX_LETTERS: Final = (2, 3, 4, 6)


def search_paths(count: int, seed: int = 7) -> list[str]:
    """Addresses of search pages, first pages and some second ones."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    return list(_search_paths(count, chance))


def _search_paths(count: int, chance: random.Random) -> Iterator[str]:
    towns = [municipality for municipality in municipalities().values() if municipality.active]
    weights = [town.population for town in towns]
    for _ in range(count):
        language = chance.choice(LANGUAGES)
        words = chance.choice(WHAT[language])
        if chance.random() < 0.55:
            words += f" {chance.choices(towns, weights)[0].names[language]}"
        values = [("q", words), *chance.choice(FILTERS)]
        if chance.random() < 0.1:
            values.append(("page", "2"))
        yield f"/{language}/{PATHS['search'][language]}?{urlencode(values)}"


def suggest_paths(count: int, seed: int = 7) -> list[str]:
    """Addresses asked while somebody types."""
    chance = random.Random(seed)  # noqa: S311
    paths = []
    for _ in range(count):
        language = chance.choice(LANGUAGES)
        word = chance.choice(WHAT[language])[: chance.choice(PREFIX_LETTERS)]
        paths.append(f"/{language}/{PATHS['suggest'][language]}?{urlencode({'q': word})}")
    return paths
