"""Places in a question: municipalities, counties, regions, districts and nicknames, in any form and three languages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

import yaml

from search.analysis import folded
from search.grid import distance_km
from search.places.inflection import forms_of
from search.types import Point, UnderstoodPlace

LEAST_INFLECTED: Final = 4  # letters from which a nickname is inflected by rule
LONGEST: Final = 4  # words in a name
SURROUNDINGS_KM: Final = 40.0  # "Joensuun seutu": a sub-region's usual reach
IN_OR_FROM: Final = ("ssa", "sta")
# Words after a genitive that make it the place and what lies around it.
AROUND: Final = frozenset(
    [
        "seutu",
        "seudulla",
        "seudulta",
        "seudun",
        "seudulle",
        "lähellä",
        "lähettyvillä",
        "lähistö",
        "lähistöllä",
        "lähiseutu",
        "lähiseudulla",
        "lähiseudun",
        "ympäristö",
        "ympäristössä",
        "ympäristöstä",
        "ympärillä",
        "alue",
        "alueella",
        "alueelta",
        "alueen",
        "suunta",
        "suunnalla",
        "suunnalta",
        "liepeillä",
        "tienoilla",
        "tienoo",
        "talousalue",
        "talousalueella",
        "region",
        "regionen",
        "nejden",
        "trakten",
        "området",
    ]
)
AROUND_BEFORE: Final = frozenset(["near", "around", "nära", "omkring", "runt", "close"])


class MunicipalityFacts(Protocol):
    """What the gazetteer must know of a municipality; merged ones name the one they went into."""

    @property
    def code(self) -> str: ...
    @property
    def names(self) -> Mapping[str, str]: ...
    @property
    def region(self) -> str: ...
    @property
    def county(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def active(self) -> bool: ...
    @property
    def merged_into(self) -> str: ...


class CountyFacts(Protocol):
    """A wellbeing services county."""

    @property
    def code(self) -> str: ...
    @property
    def names(self) -> Mapping[str, str]: ...


class FoundPlace(NamedTuple):
    """A place met in words: which ones (from, up to), and whether its letters were put right."""

    place: UnderstoodPlace
    start: int
    end: int


class PlaceName(NamedTuple):
    """A place's own name, for suggestions: its key, kind and name by language."""

    place: UnderstoodPlace
    names: Mapping[str, str]


class Gazetteer:
    """Every name in every form. Made once; reading it is safe from many threads.

    ``regions`` maps a region's code to its names by language, and each municipality says its region.
    """

    def __init__(
        self,
        municipalities: Iterable[MunicipalityFacts],
        counties: Iterable[CountyFacts],
        regions: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._municipalities = {m.code: m for m in municipalities}
        self._by_form: dict[str, UnderstoodPlace] = {}
        self._written: set[str] = set()
        self._common: frozenset[str] = frozenset(
            folded(form)
            for word in _everyday()["common"]
            for form in forms_of(word)
            if not folded(form).endswith(IN_OR_FROM)
        )
        self.names: list[PlaceName] = []
        self._add_municipalities()
        self._add_wide(counties, regions)
        self._add_everyday()
        self.base_names = frozenset(folded(name) for found in self.names for name in found.names.values()) | frozenset(
            folded(name) for _, name in self._listed("merged", "districts")
        )
        self.longest = max(form.count(" ") + 1 for form in self._by_form)

    def place(self, form: str) -> UnderstoodPlace | None:
        """The place whose name, in some form, these words are; dots may be missing, not added (lähti is no Lahti)."""
        lower, key = form.lower(), folded(form)
        return self._by_form.get(key) if key == lower or lower in self._written else None

    def is_common(self, form: str) -> bool:
        """Whether the name is a common word too (Kolari, Kallio)."""
        return folded(form) in self._common

    def find(self, words: Sequence[str]) -> list[FoundPlace]:
        """Places among the words of a question, as written, longest names first; never overlapping."""
        found: list[FoundPlace] = []
        position = 0
        while position < len(words):
            met = self._at(words, position)
            if met is None:
                position += 1
                continue
            met = self._with_surroundings(met, words)
            found.append(met)
            position = met.end
        return found

    def _at(self, words: Sequence[str], position: int) -> FoundPlace | None:
        for length in range(min(self.longest, LONGEST, len(words) - position), 0, -1):
            text = " ".join(words[position : position + length])
            place = self.place(text)
            if place is None and length == 2:
                place = self.place(text.replace(" ", "-")) or self.place(text.replace(" ", ""))
            if place is None and length == 1 and len(text) > 3 and text.lower().endswith("s"):
                place = self.place(text[:-1])  # Swedish genitive: Åbos
            if place is not None and self._is_meant(text, length):
                return FoundPlace(place, position, position + length)
        return None

    def _is_meant(self, text: str, length: int) -> bool:
        if length > 1 or text[:1].isupper():
            return True
        form = folded(text)
        return form not in self._common

    def _with_surroundings(self, met: FoundPlace, words: Sequence[str]) -> FoundPlace:
        after = words[met.end].lower() if met.end < len(words) else ""
        before = words[met.start - 1].lower() if met.start else ""
        if met.place.kind not in {"municipality", "district"}:
            return met
        if after in AROUND:
            return FoundPlace(self._surroundings(met.place), met.start, met.end + 1)
        if before in AROUND_BEFORE:
            return FoundPlace(self._surroundings(met.place), met.start - 1, met.end)
        return met

    def _surroundings(self, place: UnderstoodPlace) -> UnderstoodPlace:
        point = place.point
        near = [
            m.code
            for m in self._municipalities.values()
            if m.active and point is not None and distance_km(point, Point(m.lat, m.lon)) <= SURROUNDINGS_KM
        ]
        codes = tuple(dict.fromkeys((*place.municipalities, *near)))
        return UnderstoodPlace(f"{place.key}:around", "surroundings", codes, place.counties, point)

    def _add(self, forms: Iterable[str], place: UnderstoodPlace) -> None:
        for form in forms:
            self._by_form.setdefault(folded(form), place)
            self._written.add(form.lower())

    def _add_municipalities(self) -> None:
        active = [m for m in self._municipalities.values() if m.active]
        # Base names first, so that no inflected form of another name takes their place.
        for m in active:
            place = self._municipality(m)
            self.names.append(PlaceName(place, m.names))
            self._add(m.names.values(), place)
        for m in active:
            self._add(_spoken(m.names["fi"]), self._municipality(m))
        for m in self._municipalities.values():
            if not m.active and m.merged_into in self._municipalities:
                place = self._municipality(self._municipalities[m.merged_into])
                self._add([*m.names.values(), *_spoken(m.names["fi"])], place)

    def _municipality(self, m: MunicipalityFacts) -> UnderstoodPlace:
        return UnderstoodPlace(f"place:{m.code}", "municipality", (m.code,), (m.county,), Point(m.lat, m.lon))

    def _add_wide(self, counties: Iterable[CountyFacts], regions: Mapping[str, Mapping[str, str]]) -> None:
        active = [m for m in self._municipalities.values() if m.active]
        for code, names in regions.items():
            inside = [m for m in active if m.region == code]
            place = UnderstoodPlace(
                f"region:{code}",
                "region",
                tuple(m.code for m in inside),
                tuple(dict.fromkeys(m.county for m in inside)),
                None,
            )
            self.names.append(PlaceName(place, names))
            self._add((*names.values(), *_spoken(names["fi"])), place)
        trade = _everyday()["counties"]
        for county in counties:
            inside = [m for m in active if m.county == county.code]
            if not inside:
                continue
            codes = tuple(m.code for m in inside)
            place = UnderstoodPlace(f"county:{county.code}", "county", codes, (county.code,), None)
            if len(inside) > 1:
                self.names.append(PlaceName(place, county.names))
            finnish = county.names["fi"].lower()
            self._add((*county.names.values(), *trade.get(county.code, ())), place)
            for ending in ("hyvinvointialueella", "hyvinvointialueen", "hyvinvointialueelta", "hva"):
                self._add([finnish.replace("hyvinvointialue", ending)], place)

    def _add_everyday(self) -> None:
        by_name = {m.names["fi"]: m for m in self._municipalities.values() if m.active}
        everyday = _everyday()
        for area, raw in everyday["areas"].items():
            inside = [by_name[name] for name in raw["municipalities"] if name in by_name]
            counties = tuple(dict.fromkeys(m.county for m in inside))
            place = UnderstoodPlace(f"area:{folded(area)}", "area", tuple(m.code for m in inside), counties, None)
            self._add(raw["names"], place)
        for name, nicknames in everyday["nicknames"].items():
            if name in by_name:
                place = self._municipality(by_name[name])
                self._add(nicknames, place)
                for nickname in nicknames:
                    if len(nickname) >= LEAST_INFLECTED and " " not in nickname:
                        self._add(_spoken(nickname), place)
        for name, part in self._listed("merged", "districts"):
            if name not in by_name:
                continue
            m = by_name[name]
            place = UnderstoodPlace(
                f"district:{m.code}:{folded(part)}", "district", (m.code,), (m.county,), Point(m.lat, m.lon)
            )
            self._add((part, *_spoken(part)), place)

    @staticmethod
    def _listed(*kinds: str) -> Iterator[tuple[str, str]]:
        for kind in kinds:
            for name, parts in _everyday()[kind].items():
                for part in parts:
                    yield name, part


def _spoken(name: str) -> Iterator[str]:
    """Inflected forms, and those of spoken Finnish that lose their last letter (Joensuus, Kuopios)."""
    for form in forms_of(name):
        yield form
        if form.endswith(("ssa", "ssä")) and len(form) > LEAST_INFLECTED + 2 and form[-4] != form[-5]:
            yield form[:-3] + form[-4] + "s"  # Turuus, Poriis
        if form.endswith(("ssa", "ssä")) or (form.endswith(("lla", "llä")) and len(form) > 7):
            yield form[:-2]


@cache
def _everyday() -> Mapping[str, Any]:
    text = (Path(__file__).parent / "everyday.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return loaded
